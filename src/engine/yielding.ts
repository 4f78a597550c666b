import type { Finding } from './finding.ts';
import type { RuleInfo } from './rule.ts';

/** For each rule that has any, the rules that know better. */
export type Yields = ReadonlyMap<string, ReadonlySet<string>>;

export const yieldsOf = (rules: readonly RuleInfo[]): Yields =>
  new Map(rules.flatMap(({ id, yieldsTo }) => (yieldsTo ? [[id, new Set<string>(yieldsTo)] as const] : [])));

/** Leaves out the findings of which another rule tells better, so that nothing is told twice. */
export function withoutYielding(findings: readonly Finding[], yields: Yields): Finding[] {
  return findings.filter((finding) => {
    const better = yields.get(finding.rule);
    return !better || !findings.some((other) => better.has(other.rule) && overlaps(finding, other));
  });
}

const overlaps = (a: Finding, b: Finding): boolean => a.range.start < b.range.end && b.range.start < a.range.end;
