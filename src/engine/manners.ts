import type { Finding } from './finding.ts';
import { Overlaps } from './overlaps.ts';
import type { RuleInfo } from './rule.ts';

/** What rules say of one another and of places, by their ids. */
export type Manners = ReadonlyMap<string, Pick<RuleInfo, 'yieldsTo' | 'isMeantIn'>>;

export const mannersOf = (rules: readonly RuleInfo[]): Manners =>
  new Map(rules.filter(({ yieldsTo, isMeantIn }) => yieldsTo ?? isMeantIn).map((rule) => [rule.id, rule]));

/** By their own name or that of a folder which only test runners use, so that no project is taken for a test because of where it lies. */
const TEST_FILE = /[._-](?:test|spec)\.[cm]?[jt]sx?$|(?:^|[\\/])__(?:tests|mocks)__[\\/]/;

/** What a test does is done to itself, often on purpose; what it holds or installs is real. */
const ABOUT_CODE = /^(?:code|ai)\//;

/** Leaves out the findings of which another rule tells better, so that nothing is told twice, and is less sure of what is there on purpose. */
export function withManners(findings: readonly Finding[], manners: Manners, path: string): Finding[] {
  const isTest = TEST_FILE.test(path);
  const better = new Map<string, Overlaps<Finding>>();
  const betterThan = (rule: string, yieldsTo: readonly string[]): Overlaps<Finding> => {
    const known =
      better.get(rule) ??
      new Overlaps(
        findings.filter((other) => yieldsTo.includes(other.rule)),
        ({ range, about }) => (about ? [range, about] : [range]),
      );
    better.set(rule, known);
    return known;
  };
  return findings.flatMap((finding) => {
    const { yieldsTo, isMeantIn } = manners.get(finding.rule) ?? {};
    if (yieldsTo && betterThan(finding.rule, yieldsTo).find(finding.range, (other) => isOfOneData(finding, other)))
      return [];
    return isMeantIn?.(path) || (isTest && ABOUT_CODE.test(finding.rule))
      ? [{ ...finding, confidence: 'possible' }]
      : [finding];
  });
}

/** Where a finding says where its data is from, another tells of the same only when it says so too. */
const isOfOneData = ({ trace: [source] }: Finding, { trace }: Finding): boolean =>
  source === undefined || trace[0]?.range.start === source.range.start;
