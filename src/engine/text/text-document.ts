import type { Document, ScanOptions } from '../document.ts';
import type { Mention } from '../mention.ts';
import type { ScanResult } from '../scan-result.ts';
import type { Sight } from '../sight.ts';
import { findSuppressions } from '../suppress.ts';
import type { TextChange } from '../syntax/source-file.ts';
import { tell } from '../tell.ts';
import { suppressionComments } from './comments.ts';
import type { TextKind } from './text-kind.ts';
import type { TextFindings } from './text-runner.ts';

/** An open text that no grammar reads: a configuration, instructions, prose. */
export class TextDocument implements Document {
  readonly #path: string;
  readonly #kind: TextKind;
  readonly #sight: Sight;
  #text: string;
  #found: TextFindings | undefined;

  constructor(text: string, path: string, kind: TextKind, sight: Sight) {
    this.#text = text;
    this.#path = path;
    this.#kind = kind;
    this.#sight = sight;
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
    const { code, texts, manners } = this.#sight;
    this.#found ??= texts.run({ text: this.#text, path: this.#path, kind: this.#kind });
    const suppressions = this.#text.includes('assay-ignore')
      ? findSuppressions(this.#text, suppressionComments(this.#text, this.#kind))
      : [];
    return tell(this.#found, suppressions, this.#text, options, {
      runs: (rule) => texts.has(rule),
      knows: (rule) => code.has(rule) || texts.has(rule),
      manners,
      path: this.#path,
    });
  }

  imports(): readonly [] {
    return [];
  }

  mentions(): readonly Mention[] {
    return this.#sight.readMentions({ text: this.#text, path: this.#path, kind: this.#kind }, undefined);
  }

  firstError(): undefined {
    return undefined;
  }

  delete(): void {
    this.#found = undefined;
  }
}
