import type { Finding, Range } from './finding.ts';

/** What a scan of one text says. */
export type ScanResult = {
  /** Ordered by start, then rule. Suppressed ones are left out. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  /** What could not be looked at, and why: too large, minified, given up. Never an error. */
  /** Rules that failed on the text: a bug of ours. */
  readonly failedRules?: readonly string[];
  readonly notes: readonly string[];
};

/** A finding silenced by a comment. */
export type Suppressed = { readonly finding: Finding; readonly reason: string; readonly comment: Range };
