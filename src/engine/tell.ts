import type { ScanOptions } from './document.ts';
import type { Finding } from './finding.ts';
import { type Manners, withManners } from './manners.ts';
import type { ScanResult } from './scan-result.ts';
import { type Suppression, suppress } from './suppress.ts';

/** What the rules said of a text. */
export type Found = {
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
  readonly failedRules: readonly string[];
};

export type KnownRules = {
  /** Whether a rule looks at texts of this sort. */
  readonly runs: (rule: string) => boolean;
  /** Whether there is a rule of this name at all, as far as the engine knows. */
  readonly knows: (rule: string) => boolean;
  readonly manners: Manners;
  /** Where the text is from. */
  readonly path: string;
};

/** Leaves out the rules that are off, adds what was found elsewhere, and applies the suppressions of the text. */
export function tell(
  found: Found,
  suppressions: readonly Suppression[],
  text: string,
  { today = '0000-00-00', isOn = () => true, others, besides = [] }: ScanOptions,
  { runs, knows, manners, path }: KnownRules,
): ScanResult {
  const all = withManners(
    [...found.findings.filter((finding) => isOn(finding.rule)), ...(others ?? []), ...besides],
    manners,
    path,
  );
  const isChecked = (rule: string) => (rule.startsWith('package/') ? others !== undefined : runs(rule)) && isOn(rule);
  // What looks at packages and files on disk is not known here; of the rest every rule is.
  const isKnown = (rule: string) =>
    !/^(code|ai)\//.test(rule) || /-suppression$|-not-allowed$|-exceeded$/.test(rule) || knows(rule);
  const result = suppress(all, suppressions, text, today, isChecked, isKnown);
  return {
    findings: result.findings.filter(({ rule }) => isOn(rule)).sort(byPlace),
    suppressed: result.suppressed,
    notes: found.notes,
    failedRules: found.failedRules,
  };
}

const byPlace = (a: Finding, b: Finding): number =>
  a.range.start - b.range.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
