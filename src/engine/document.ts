import type { Finding } from './finding.ts';
import { findImports } from './names/find-imports.ts';
import type { ImportSite } from './names/import-site.ts';
import { Names } from './names/names.ts';
import type { RuleRunner } from './rule-runner.ts';
import type { ScanResult } from './scan-result.ts';
import { findSuppressions, suppress } from './suppress.ts';
import type { SourceFile, TextChange } from './syntax/source-file.ts';

export type ScanOptions = {
  /** YYYY-MM-DD, for suppressions that end. Without it none has ended. */
  readonly today?: string;
  /** Which rules run; all unless said. */
  readonly isOn?: (rule: string) => boolean;
  /** Whether findings that are only `possible` are of no use: what would lead to nothing else is then not looked at. */
  readonly leavesOutPossible?: boolean;
  /** Findings from elsewhere (packages) that the text's suppressions may silence. Undefined: not known yet, so a suppression of them is not called unused. */
  readonly others?: readonly Finding[] | undefined;
  /** Findings of this text that are made elsewhere, and always known: what the team's policy says of it. */
  readonly more?: readonly Finding[];
};

/** An open text: what is asked of it again is answered from what is known, until the next edit. */
export class Document {
  readonly #file: SourceFile;
  readonly #runner: RuleRunner;
  #names: Names | undefined;
  #imports: readonly ImportSite[] | undefined;
  #found:
    | {
        readonly leavesOut: boolean;
        readonly findings: readonly Finding[];
        readonly notes: readonly string[];
        readonly failedRules: readonly string[];
      }
    | undefined;

  constructor(file: SourceFile, runner: RuleRunner) {
    this.#file = file;
    this.#runner = runner;
  }

  get text(): string {
    return this.#file.text;
  }

  /** Offsets are UTF-16 into the present text; several changes are given one after another. */
  edit(change: TextChange): void {
    this.#file.edit(change);
    this.#forget();
  }

  /**
   * Whether the last scan was of a large text with errors, parsed in a hurry. Call this when the typing pauses; when it gives true, scan again:
   * the result is then that of a fresh scan.
   */
  settle(): boolean {
    if (!this.#file.isProvisional) return false;
    this.#file.settle();
    this.#forget();
    return true;
  }

  scan({
    today = '0000-00-00',
    isOn = () => true,
    others,
    leavesOutPossible = false,
    more = [],
  }: ScanOptions = {}): ScanResult {
    // A suppression may be of something possible, and is then not unused.
    const leavesOut = leavesOutPossible && !this.text.includes('assay-ignore');
    if (this.#found?.leavesOut !== leavesOut) this.#found = { leavesOut, ...this.#run(leavesOut) };
    const { findings, notes, failedRules } = this.#found;
    const { tree } = this.#know();
    const all = [...findings.filter((finding) => isOn(finding.rule)), ...(others ?? []), ...more];
    const isChecked = (rule: string) =>
      (rule.startsWith('package/') ? others !== undefined : this.#runner.has(rule)) && isOn(rule);
    // Rules about packages, configuration and the like look elsewhere; of code every rule is known here.
    const isKnown = (rule: string) =>
      !rule.startsWith('code/') || rule.endsWith('-suppression') || this.#runner.has(rule);
    const result = suppress(all, findSuppressions(tree.text, tree.comments), tree.text, today, isChecked, isKnown);
    return {
      findings: result.findings.filter(({ rule }) => isOn(rule)).sort(byPlace),
      suppressed: result.suppressed,
      notes,
      failedRules,
    };
  }

  /** Every import, export-from, require and dynamic import of a constant module. */
  imports(): readonly ImportSite[] {
    this.#imports ??= findImports(this.#know());
    return this.#imports;
  }

  /** What somebody wants to know of the names of this text: which models it uses. */
  ask<Answer>(question: (names: Names) => Answer): Answer {
    return question(this.#know());
  }

  /** The offset of the first place that does not parse, where that is so much that little of the text was looked at. */
  firstError(): number | undefined {
    const { tree } = this.#know();
    let broken = 0;
    for (const node of tree.broken) broken += (tree.end[node] ?? 0) - (tree.start[node] ?? 0);
    const [first] = tree.broken;
    return first === undefined || broken * 3 < tree.text.length ? undefined : tree.start[first];
  }

  /** Frees the parser's memory. The document may be scanned again; it then starts afresh. */
  delete(): void {
    this.#file.delete();
    this.#forget();
  }

  #forget(): void {
    this.#names = undefined;
    this.#imports = undefined;
    this.#found = undefined;
  }

  #run(leavesOutPossible: boolean) {
    const names = this.#know();
    if (this.#file.isGivenUp)
      return { findings: [], notes: ['This file takes too long to parse, so it was not checked.'], failedRules: [] };
    return this.#runner.run(names, leavesOutPossible);
  }

  #know(): Names {
    this.#names ??= new Names(this.#file.flat());
    return this.#names;
  }
}

const byPlace = (a: Finding, b: Finding): number =>
  a.range.start - b.range.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
