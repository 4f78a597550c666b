import type { Document, ScanOptions } from '../document.ts';
import type { ScanResult } from '../scan-result.ts';
import { findSuppressions } from '../suppress.ts';
import type { TextChange } from '../syntax/source-file.ts';
import { type KnownRules, tell } from '../tell.ts';
import { suppressionComments } from './comments.ts';
import type { TextKind } from './text-kind.ts';
import type { TextFindings, TextRunner } from './text-runner.ts';

/** An open text that no grammar reads: a configuration, instructions, prose. */
export class TextDocument implements Document {
  readonly #path: string;
  readonly #kind: TextKind;
  readonly #runner: TextRunner;
  readonly #known: Pick<KnownRules, 'knows' | 'manners'>;
  #text: string;
  #found: TextFindings | undefined;

  constructor(
    text: string,
    path: string,
    kind: TextKind,
    runner: TextRunner,
    known: Pick<KnownRules, 'knows' | 'manners'>,
  ) {
    this.#text = text;
    this.#path = path;
    this.#kind = kind;
    this.#runner = runner;
    this.#known = known;
  }

  get text(): string {
    return this.#text;
  }

  edit({ start, end, text }: TextChange): void {
    this.#text = this.#text.slice(0, start) + text + this.#text.slice(end);
    this.#found = undefined;
  }

  settle(): boolean {
    return false;
  }

  scan(options: ScanOptions = {}): ScanResult {
    this.#found ??= this.#runner.run({ text: this.#text, path: this.#path, kind: this.#kind });
    const suppressions = this.#text.includes('assay-ignore')
      ? findSuppressions(this.#text, suppressionComments(this.#text, this.#kind))
      : [];
    return tell(this.#found, suppressions, this.#text, options, {
      runs: (rule) => this.#runner.has(rule),
      ...this.#known,
      path: this.#path,
    });
  }

  imports(): readonly [] {
    return [];
  }

  firstError(): undefined {
    return undefined;
  }

  delete(): void {
    this.#found = undefined;
  }
}
