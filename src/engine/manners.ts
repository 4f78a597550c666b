import type { Finding } from './finding.ts';
import type { RuleInfo } from './rule.ts';

/** What rules say of one another and of places, by their ids. */
export type Manners = ReadonlyMap<string, Pick<RuleInfo, 'yieldsTo' | 'isMeantIn'>>;

export const mannersOf = (rules: readonly RuleInfo[]): Manners =>
  new Map(rules.filter(({ yieldsTo, isMeantIn }) => yieldsTo ?? isMeantIn).map((rule) => [rule.id, rule]));

/** Leaves out the findings of which another rule tells better, so that nothing is told twice, and is less sure of what is there on purpose. */
export function withManners(findings: readonly Finding[], manners: Manners, path: string): Finding[] {
  const better = new Map<string, readonly Finding[]>();
  const betterThan = (rule: string, yieldsTo: readonly string[]): readonly Finding[] => {
    const known = better.get(rule) ?? findings.filter((other) => yieldsTo.includes(other.rule));
    better.set(rule, known);
    return known;
  };
  return findings.flatMap((finding) => {
    const { yieldsTo, isMeantIn } = manners.get(finding.rule) ?? {};
    if (yieldsTo && betterThan(finding.rule, yieldsTo).some((other) => overlaps(finding, other))) return [];
    return isMeantIn?.(path) ? [{ ...finding, confidence: 'possible' }] : [finding];
  });
}

/** At the place itself, or at what the other is about. */
const overlaps = ({ range }: Finding, other: Finding): boolean =>
  [other.range, other.about ?? other.range].some(({ start, end }) => range.start < end && start < range.end);
