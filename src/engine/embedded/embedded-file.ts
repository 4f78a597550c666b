import type { Parser } from 'web-tree-sitter';
import type { Finding } from '../finding.ts';
import type { FlatTree } from '../syntax/flat-tree.ts';
import type { Grammar, LanguageId } from '../syntax/grammar.ts';
import { SourceFile, type TextChange } from '../syntax/source-file.ts';
import type { Said } from '../text/said.ts';
import { codeIn, type EmbeddedCode } from './code-in.ts';
import { withFittingFixes } from './fitting-fixes.ts';

/** A page or component with the tree of the code in it. Owns WebAssembly memory, as {@link SourceFile} does. */
export class EmbeddedFile {
  readonly #path: string;
  readonly #grammars: Readonly<Record<LanguageId, Grammar>>;
  readonly #parser: Parser;
  #text: string;
  #language: LanguageId;
  #code: SourceFile;
  #parts: EmbeddedCode;

  constructor(text: string, path: string, grammars: Readonly<Record<LanguageId, Grammar>>, parser: Parser) {
    this.#path = path;
    this.#grammars = grammars;
    this.#parser = parser;
    this.#text = text;
    const code = codeIn(text, path);
    this.#parts = code;
    this.#language = code.language;
    this.#code = new SourceFile(code.text, grammars[code.language], parser);
  }

  /** All of it, not the code alone. */
  get text(): string {
    return this.#text;
  }

  /** What the code says, not all of it. */
  get said(): Said {
    return this.#code.said;
  }

  get isGivenUp(): boolean {
    return this.#code.isGivenUp;
  }

  get isProvisional(): boolean {
    return this.#code.isProvisional;
  }

  settle(): void {
    this.#code.settle();
  }

  /** What is typed beside the code may make code of other text, or no code of it. */
  edit({ start, end, text }: TextChange): void {
    const from = Math.max(0, Math.min(start, this.#text.length));
    this.#text = this.#text.slice(0, from) + text + this.#text.slice(Math.max(from, end));
    const code = codeIn(this.#text, this.#path);
    this.#parts = code;
    if (code.language !== this.#language) {
      this.#code.delete();
      this.#language = code.language;
      this.#code = new SourceFile(code.text, this.#grammars[code.language], this.#parser);
      return;
    }
    const change = changeBetween(this.#code.text, code.text);
    if (change !== undefined) this.#code.edit(change);
  }

  /** See {@link withFittingFixes}. */
  fitted(findings: readonly Finding[]): readonly Finding[] {
    return withFittingFixes(findings, this.#parts, this.#path);
  }

  flat(): FlatTree {
    return this.#code.flat();
  }

  delete(): void {
    this.#code.delete();
  }
}

/** The one change that makes a text of another; undefined where they are the same. */
function changeBetween(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}
