import type { Finding } from '../engine/finding.ts';
import type { Page } from '../engine/page.ts';
import type { RuleInfo } from '../engine/rule.ts';
import type { Suppressed } from '../engine/scan-result.ts';

/** What a scan found, ready to be told in any format. */
export type Report = {
  /** Files in which there is something to tell, in the order of their paths. */
  readonly files: readonly FileReport[];
  /** How many files were looked at. */
  readonly scanned: number;
  /** What went wrong outside the files' own text: unreadable paths, an `assay.json` with errors. */
  readonly errors: readonly Notice[];
  /** What could not be checked, and why. */
  readonly notes: readonly Notice[];
  /** Every rule with its page, in a fixed order. */
  readonly rules: readonly { readonly rule: RuleInfo; readonly page: Page }[];
  /** Assay's own version. */
  readonly version: string;
};

export type FileReport = {
  /** As it is shown: relative to the working directory where it lies inside, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
};

/** `path` is empty for what concerns the whole run; line and column are 1-based. */
export type Notice = {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
};
