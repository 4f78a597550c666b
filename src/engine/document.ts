import type { Finding } from './finding.ts';
import type { Mention } from './mention.ts';
import { findImports } from './names/find-imports.ts';
import type { ImportSite } from './names/import-site.ts';
import { Names } from './names/names.ts';
import { Outlook, type Untouched } from './names/outlook.ts';
import type { CodeFindings } from './rule-runner.ts';
import type { ScanResult } from './scan-result.ts';
import type { Sight } from './sight.ts';
import { findSuppressions } from './suppress.ts';
import type { SourceFile, TextChange } from './syntax/source-file.ts';
import { type Found, tell } from './tell.ts';
import { suppressionComments } from './text/comments.ts';
import { Said } from './text/said.ts';
import { isTextKind } from './text/text-kind.ts';
import type { TextFile } from './text/text-rule.ts';

export type ScanOptions = {
  /** YYYY-MM-DD, for suppressions that end. Without it none has ended. */
  readonly today?: string;
  /** Which rules run; all unless said. */
  readonly isOn?: (rule: string) => boolean;
  /** Whether findings that are only `possible` are of no use: what would lead to nothing else is then not looked at. */
  readonly leavesOutPossible?: boolean;
  /** Findings from elsewhere (packages) that the text's suppressions may silence. Undefined: not known yet, so a suppression of them is not called unused. */
  readonly others?: readonly Finding[] | undefined;
  /** The same of what is wholly known: about files beside this one, and about what the team allows. */
  readonly besides?: readonly Finding[] | undefined;
};

/** An open text: what is asked of it again is answered from what is known, until the next edit. */
export type Document = {
  readonly text: string;
  /** Offsets are UTF-16 into the present text; several changes are given one after another. */
  edit(change: TextChange): void;
  /**
   * Whether the last scan was of a large text with errors, parsed in a hurry. Call this when the typing pauses; when it gives true, scan again:
   * the result is then that of a fresh scan.
   */
  settle(): boolean;
  scan(options?: ScanOptions): ScanResult;
  /** Every import, export-from, require and dynamic import of a constant module. */
  imports(): readonly ImportSite[];
  /** What it says of models and agents, wrong or not. */
  mentions(): readonly Mention[];
  /** The offset of the first place that does not parse, where that is so much that little of the text was looked at. */
  firstError(): number | undefined;
  /** Frees the parser's memory. The document may be scanned again; it then starts afresh. */
  delete(): void;
};

/** A text with the tree of its code. */
export type CodeFile = Pick<
  SourceFile,
  'text' | 'said' | 'isGivenUp' | 'isProvisional' | 'edit' | 'settle' | 'flat' | 'delete'
> & {
  /** Findings with the fixes that can be made where they stand; all of them unless said. */
  readonly fitted?: (findings: readonly Finding[]) => readonly Finding[];
  /** What of it could not be looked at. */
  readonly notes?: readonly string[];
};

/** An open text that a grammar reads, or parts of it. */
export class CodeDocument implements Document {
  readonly #file: CodeFile;
  readonly #sight: Sight;
  readonly #place: Omit<TextFile, 'text'>;
  #names: Names | undefined;
  #imports: readonly ImportSite[] | undefined;
  #mentions: readonly Mention[] | undefined;
  /** What the last scan looked at, if it was one of an edited text, and how much of the text is as it was then. */
  #outlook: Outlook | undefined;
  #untouched: Untouched = UNTOUCHED;
  #isEdited = false;
  #found: (Found & { readonly leavesOut: boolean }) | undefined;

  constructor(file: CodeFile, sight: Sight, place: Omit<TextFile, 'text'>) {
    this.#file = file;
    this.#sight = sight;
    this.#place = place;
  }

  get text(): string {
    return this.#file.text;
  }

  edit(change: TextChange): void {
    const { before, after } = this.#untouched;
    this.#isEdited = true;
    this.#untouched = {
      before: Math.max(0, Math.min(before, change.start)),
      after: Math.max(0, Math.min(after, this.text.length - change.end)),
    };
    this.#file.edit(change);
    this.#forget();
  }

  settle(): boolean {
    if (!this.#file.isProvisional) return false;
    this.#file.settle();
    this.#forget();
    return true;
  }

  scan(options: ScanOptions = {}): ScanResult {
    // A suppression may be of something possible, and is then not unused.
    const leavesOut = options.leavesOutPossible === true && !this.text.includes('assay-ignore');
    if (this.#found?.leavesOut !== leavesOut) this.#found = { leavesOut, ...this.#run(leavesOut) };
    const { tree } = this.#know();
    const { code, texts, manners } = this.#sight;
    const knows = (rule: string) => code.has(rule) || texts.has(rule);
    const { kind } = this.#place;
    // Beside its code a component has comments of its own.
    const comments = isTextKind(kind) ? [...tree.comments, ...suppressionComments(this.text, kind)] : tree.comments;
    return tell(this.#found, findSuppressions(this.text, comments), this.text, options, {
      runs: knows,
      knows,
      manners,
      path: this.#place.path,
    });
  }

  imports(): readonly ImportSite[] {
    this.#imports ??= findImports(this.#know());
    return this.#imports;
  }

  mentions(): readonly Mention[] {
    this.#mentions ??= this.#sight.readMentions({ text: this.text, ...this.#place }, this.#know());
    return this.#mentions;
  }

  firstError(): number | undefined {
    const { tree } = this.#know();
    let broken = 0;
    for (const node of tree.broken) broken += (tree.end[node] ?? 0) - (tree.start[node] ?? 0);
    const [first] = tree.broken;
    return first === undefined || broken * 3 < tree.text.length ? undefined : tree.start[first];
  }

  delete(): void {
    this.#file.delete();
    this.#outlook = undefined;
    this.#forget();
  }

  #forget(): void {
    this.#names = undefined;
    this.#imports = undefined;
    this.#mentions = undefined;
    this.#found = undefined;
  }

  #run(leavesOutPossible: boolean): Found {
    const names = this.#know();
    // In a page the code is not all that is written.
    const said = isTextKind(this.#place.kind) ? new Said(this.text) : this.#file.said;
    const texts = this.#sight.texts.run({ text: this.text, ...this.#place }, said);
    if (this.#file.isGivenUp)
      return { ...texts, notes: [...texts.notes, 'This file takes too long to parse, so its code was not checked.'] };
    const code = this.#runRules(names, leavesOutPossible);
    return {
      findings: [...(this.#file.fitted?.(code.findings) ?? code.findings), ...texts.findings],
      notes: [...(this.#file.notes ?? []), ...code.notes, ...texts.notes],
      failedRules: [...code.failedRules, ...texts.failedRules],
    };
  }

  #runRules(names: Names, leavesOutPossible: boolean): CodeFindings {
    const { outlook } = names;
    const isPart = outlook?.statements.some(({ isStale }) => !isStale) === true;
    let found = this.#sight.code.run(names, leavesOutPossible);
    if (outlook?.isTangled && isPart) {
      // The answers may depend on what was not asked this time.
      this.#names = new Names(this.#file.flat(), this.#sight.code.undeclared, this.#file.said);
      found = this.#sight.code.run(this.#names, leavesOutPossible);
    }
    this.#outlook = outlook && found.isLasting && !outlook.isTangled ? outlook : undefined;
    this.#untouched = UNTOUCHED;
    return found;
  }

  #know(): Names {
    if (this.#names) return this.#names;
    const tree = this.#file.flat();
    // A text that is never edited need not remember; the code of a page may change far from where the page does.
    const outlook =
      this.#isEdited && !isTextKind(this.#place.kind) ? new Outlook(tree, this.#outlook, this.#untouched) : undefined;
    this.#names = new Names(tree, this.#sight.code.undeclared, this.#file.said, outlook);
    return this.#names;
  }
}

const UNTOUCHED: Untouched = { before: Number.POSITIVE_INFINITY, after: Number.POSITIVE_INFINITY };
