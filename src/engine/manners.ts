import type { Finding } from './finding.ts';
import type { RuleInfo } from './rule.ts';

/** What rules say of one another and of places, by their ids. */
export type Manners = ReadonlyMap<string, Pick<RuleInfo, 'yieldsTo' | 'isMeantIn'>>;

export const mannersOf = (rules: readonly RuleInfo[]): Manners =>
  new Map(rules.filter(({ yieldsTo, isMeantIn }) => yieldsTo ?? isMeantIn).map((rule) => [rule.id, rule]));

/** Leaves out the findings of which another rule tells better, so that nothing is told twice, and is less sure of what is there on purpose. */
export function withManners(findings: readonly Finding[], manners: Manners, path: string): Finding[] {
  return findings.flatMap((finding) => {
    const { yieldsTo, isMeantIn } = manners.get(finding.rule) ?? {};
    if (yieldsTo && findings.some((other) => isOneOf(other.rule, yieldsTo) && overlaps(finding, other))) return [];
    return isMeantIn?.(path) ? [{ ...finding, confidence: 'possible' }] : [finding];
  });
}

const isOneOf = (rule: string, rules: readonly string[]): boolean => rules.includes(rule);

const overlaps = (a: Finding, b: Finding): boolean => a.range.start < b.range.end && b.range.start < a.range.end;
