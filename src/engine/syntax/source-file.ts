import { type Parser, Edit as ParserEdit, type Point, type Tree } from 'web-tree-sitter';
import { Said } from '../text/said.ts';
import { FlatTree } from './flat-tree.ts';
import { flatten } from './flatten.ts';
import type { Grammar } from './grammar.ts';
import { readable } from './readable.ts';

/** What a file may cost before it is given up. */
const TIME_LIMIT_MS = 2000;

/** UTF-16 units. A fresh parse of a larger text, 2 ms and more, would be most of what a keystroke takes. */
const LARGE = 12_000;

/** UTF-16 units. Otherwise it copies some thousands each time. */
const PIECE = 256;

export type TextChange = { readonly start: number; readonly end: number; readonly text: string };

/** A text with its tree, kept in step with edits. Owns WebAssembly memory: {@link SourceFile.delete} it. */
export class SourceFile {
  readonly #grammar: Grammar;
  readonly #parser: Parser;
  /** What the text says somewhere: it outlives the trees. */
  readonly said: Said;
  #text: string;
  /** What the parser was last given, edited since as the text was; undefined where that was the text itself. */
  #read: string | undefined;
  #tree: Tree | undefined;
  #flat: FlatTree | undefined;
  #isEdited = true;
  #isGivenUp = false;
  #isProvisional = false;

  /** @param parser shared by all files of the language, and not ours to delete. */
  constructor(text: string, grammar: Grammar, parser: Parser) {
    this.#text = text;
    this.said = new Said(text);
    this.#grammar = grammar;
    this.#parser = parser;
  }

  get text(): string {
    return this.#text;
  }

  /** Whether the parser took too long on the present text: the tree is then empty. */
  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /** Whether the tree of a large text with errors may differ, around the errors, from that of a fresh parse. {@link settle} ends that. */
  get isProvisional(): boolean {
    return this.#isProvisional;
  }

  /** Parses the present text afresh at the next {@link flat}. */
  settle(): void {
    this.delete();
  }

  /** Offsets are UTF-16 into the text before this change. */
  edit({ start, end, text }: TextChange): void {
    const before = this.#text;
    const from = Math.max(0, Math.min(start, before.length));
    const to = Math.max(from, Math.min(end, before.length));
    this.#text = before.slice(0, from) + text + before.slice(to);
    if (this.#read !== undefined) this.#read = this.#read.slice(0, from) + text + this.#read.slice(to);
    this.said.edit({ start: from, end: to, text }, this.#text);
    this.#isEdited = true;
    if (!this.#tree) return;
    const startPosition = pointAt(before, from);
    this.#tree.edit(
      new ParserEdit({
        startIndex: from,
        oldEndIndex: to,
        newEndIndex: from + text.length,
        startPosition,
        oldEndPosition: advance(startPosition, before.slice(from, to)),
        newEndPosition: advance(startPosition, text),
      }),
    );
  }

  /** The flat tree of the present text. */
  flat(): FlatTree {
    if (this.#flat && !this.#isEdited) return this.#flat;
    this.#isEdited = false;
    const before = this.#tree;
    this.#tree = this.#parse(before) ?? undefined;
    // Error recovery depends on what was there before the edit. So a text with errors is parsed afresh, and what we say never depends on
    // how the text came about; in a large one that waits until the typing pauses.
    const hasGrownErrors = before !== undefined && this.#tree?.rootNode.hasError === true;
    this.#isProvisional = hasGrownErrors && this.#text.length > LARGE;
    if (hasGrownErrors && !this.#isProvisional) {
      this.#tree?.delete();
      this.#tree = this.#parse(undefined) ?? undefined;
    }
    this.#isGivenUp = this.#tree === undefined;
    this.#flat = this.#tree
      ? flatten(this.#tree, this.#text, this.#grammar, before ? this.#flat : undefined)
      : emptyTree(this.#text);
    before?.delete();
    return this.#flat;
  }

  delete(): void {
    this.#tree?.delete();
    this.#tree = undefined;
    this.#flat = undefined;
    this.#isEdited = true;
    this.#isProvisional = false;
  }

  #parse(before: Tree | undefined): Tree | null {
    const deadline = performance.now() + TIME_LIMIT_MS;
    this.#parser.setLanguage(this.#grammar.language);
    const text = readable(this.#text);
    // An edit may change how another place is read, of which the tree before knows nothing.
    const known = text === (this.#read ?? this.#text) ? before : undefined;
    this.#read = text === this.#text ? undefined : text;
    // The parser reads at many places where it then skips what it knows: it is handed little at a time.
    const input = known ? (offset: number) => text.slice(offset, offset + PIECE) : text;
    const tree = this.#parser.parse(input, known, { progressCallback: () => performance.now() > deadline });
    // What was begun would otherwise be continued with the next text.
    if (!tree) this.#parser.reset();
    return tree;
  }
}

function emptyTree(text: string): FlatTree {
  return new FlatTree(text, { count: 0, ...EMPTY }, [], []);
}

const EMPTY = {
  kind: new Uint16Array(),
  field: new Uint8Array(),
  start: new Int32Array(),
  end: new Int32Array(),
  parent: new Int32Array(),
  next: new Int32Array(),
  block: new Int32Array(),
};

const pointAt = (text: string, offset: number): Point => {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
};

function advance(from: Point, text: string): Point {
  const lines = text.split('\n');
  const last = lines.at(-1)?.length ?? 0;
  return lines.length === 1
    ? { row: from.row, column: from.column + last }
    : { row: from.row + lines.length - 1, column: last };
}
