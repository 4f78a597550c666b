import type { Parser } from 'web-tree-sitter';
import type { Finding } from '../finding.ts';
import { Lines } from '../lines.ts';
import type { FlatTree } from '../syntax/flat-tree.ts';
import type { Grammar, LanguageId } from '../syntax/grammar.ts';
import { kindOf } from '../syntax/kinds.ts';
import { SourceFile, type TextChange } from '../syntax/source-file.ts';
import type { Said } from '../text/said.ts';
import { codeIn, type EmbeddedCode } from './code-in.ts';
import { withFittingFixes } from './fitting-fixes.ts';
import { type EndedCode, type Understood, withEnds } from './script-ends.ts';
import type { Script } from './scripts-in.ts';

/** Of scripts of one file that are not understood. */
const MOST_NOTES = 10;

/** A page or component with the tree of the code in it. Owns WebAssembly memory, as {@link SourceFile} does. */
export class EmbeddedFile {
  readonly #path: string;
  readonly #grammars: Readonly<Record<LanguageId, Grammar>>;
  readonly #parser: Parser;
  #text: string;
  #language: LanguageId;
  #code: SourceFile;
  #parts: EmbeddedCode;
  /** Whether the code is as {@link withEnds} leaves it, or needs none of that. */
  #isEnded = false;
  #leftOut: readonly Script[] = [];
  /** Of scripts of the text as it was when it was last looked at. */
  #understood = new Map<string, Understood>();

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
    this.#isEnded = false;
    this.#leftOut = [];
    if (code.language !== this.#language) {
      this.#code.delete();
      this.#language = code.language;
      this.#understood = new Map();
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
    const flat = this.#code.flat();
    if (this.#isEnded || flat.broken.length === 0) return flat;
    this.#isEnded = true;
    if (this.#parts.scripts.length + this.#parts.expressions.length < 2) return flat;
    const ended = this.#withEnds();
    this.#leftOut = ended.leftOut;
    const change = changeBetween(this.#code.text, ended.text);
    if (change === undefined) return flat;
    this.#code.edit(change);
    return this.#code.flat();
  }

  /** What could not be looked at. */
  get notes(): readonly string[] {
    if (this.#leftOut.length === 0) return [];
    const lines = new Lines(this.#text);
    return this.#leftOut.slice(0, MOST_NOTES).map(({ start }) => {
      const line = lines.positionAt(start).line + 1;
      return `The script on line ${line} is not understood, so its code was not checked.`;
    });
  }

  delete(): void {
    this.#code.delete();
  }

  #withEnds(): EndedCode {
    const before = this.#understood;
    this.#understood = new Map();
    return withEnds(this.#parts, (script) => {
      const understood = this.#understood.get(script) ?? before.get(script) ?? this.#understand(script);
      this.#understood.set(script, understood);
      return understood;
    });
  }

  #understand(script: string): Understood {
    const file = new SourceFile(script + NEXT, this.#grammars[this.#language], this.#parser);
    const tree = file.flat();
    const last = tree.children(0).at(-1) ?? -1;
    const isEndless = tree.kind[0] !== PROGRAM || !isStatementAt(tree, last, script.length + 2);
    const isWhole = file.isGivenUp || tree.broken.length === 0;
    file.delete();
    return isWhole ? 'wholly' : isEndless ? 'endless' : 'partly';
  }
}

/** What may stand behind a script. */
const NEXT = '\n;_();';
const PROGRAM = kindOf('program');
const STATEMENT = kindOf('expression_statement');

const isStatementAt = (tree: FlatTree, node: number, start: number): boolean =>
  tree.kind[node] === STATEMENT && tree.start[node] === start && !tree.isBroken(node);

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
