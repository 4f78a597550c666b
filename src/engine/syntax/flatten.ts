import type { Tree } from 'web-tree-sitter';
import { Columns, FlatTree } from './flat-tree.ts';
import type { Grammar } from './grammar.ts';
import { FIELD, KIND } from './javascript.ts';
import { kindOf } from './kinds.ts';
import { HANDLE_BYTES, HEAP, INLINE, rootHandle } from './memory.ts';

const ERROR_SYMBOL = 0xffff;
const ERROR = kindOf('ERROR');
const COMMENTS = new Set([kindOf('comment'), kindOf('html_comment')]);

/** A node with fewer descendants is copied as fast as it is looked up. */
const SMALLEST_BLOCK = 48;

/** Slots of one frame on the stack: where the children go on, where they end, and what is known of their parent. */
const FRAME = {
  child: 0,
  last: 1,
  structural: 2,
  production: 3,
  position: 4,
  parent: 5,
  field: 6,
  own: 7,
  size: 8,
} as const;

/**
 * Writes a parser's tree into columns. Subtrees that the incremental parse took over from the tree before are the very same objects in
 * the parser's memory; their part of the previous flat tree is copied. So the previous parser tree must still be alive.
 */
export function flatten(tree: Tree, text: string, grammar: Grammar, previous?: FlatTree): FlatTree {
  return new Flattener(tree, text, grammar, previous).run();
}

/** Shared by all, one after another: a tree is not flattened within another. */
let stack = new Int32Array(FRAME.size * 256);

class Flattener {
  readonly #text: string;
  readonly #grammar: Grammar;
  readonly #previous: FlatTree | undefined;
  readonly #blocks: ReadonlyMap<number, number>;
  readonly #root: number;
  readonly #columns: Columns;
  readonly #comments: number[] = [];
  readonly #broken: number[] = [];
  #top = 0;

  constructor(tree: Tree, text: string, grammar: Grammar, previous: FlatTree | undefined) {
    this.#text = text;
    this.#grammar = grammar;
    this.#previous = previous;
    this.#blocks = blocksOf(previous);
    this.#root = rootHandle(tree);
    const { HEAPU32 } = grammar.memory;
    const root = HEAPU32[this.#root >> 2] ?? 0;
    const descendants = root & INLINE.isInline ? 0 : (HEAPU32[(root + HEAP.visibleDescendants) >> 2] ?? 0);
    this.#columns = new Columns(descendants + 1);
  }

  run(): FlatTree {
    const { HEAPU8: bytes, HEAPU16: halves, HEAPU32: words } = this.#grammar.memory;
    const { kinds, named: namedSymbols, aliases, fields, width } = this.#grammar;
    const columns = this.#columns;
    const { kind: kindAt, field: fieldAt, start: startAt, end: endAt, parent: parentAt, next: nextAt } = columns;
    const { block: blockAt } = columns;

    // The root is the only child of a frame of its own. Its padding is the text's leading white space, which the first child's
    // position otherwise takes from its parent.
    const rootPointer = words[this.#root >> 2] ?? 0;
    const lead =
      rootPointer & INLINE.isInline
        ? (bytes[this.#root + INLINE.padding] ?? 0)
        : (words[(rootPointer + HEAP.padding) >> 2] ?? 0);
    // The frame that is being looked at; those around it are on the stack.
    let child = this.#root;
    let last = child + HANDLE_BYTES;
    let isFirst = true;
    let structural = 0;
    let offset = 0;
    let position = lead;
    let parent = -1;
    let inherited = 0;
    let owner = -1;

    for (;;) {
      if (child === last) {
        if (owner >= 0) {
          nextAt[owner] = columns.count;
          if (kindAt[owner + 1] === KIND.await && kindAt[owner] === KIND.call) awaitTheCall(columns, owner);
        }
        if (this.#top === 0) break;
        const frame = this.#top - FRAME.size;
        this.#top = frame;
        child = stack[frame + FRAME.child] as number;
        last = stack[frame + FRAME.last] as number;
        structural = stack[frame + FRAME.structural] as number;
        offset = stack[frame + FRAME.production] as number;
        position = stack[frame + FRAME.position] as number;
        parent = stack[frame + FRAME.parent] as number;
        inherited = stack[frame + FRAME.field] as number;
        owner = stack[frame + FRAME.own] as number;
        isFirst = false;
        continue;
      }
      const handle = child;
      child += HANDLE_BYTES;

      const word = words[handle >> 2] as number;
      let symbol: number;
      let visible: number;
      let named: number;
      let extra: number;
      let missing: number;
      let padding: number;
      let size: number;
      let childCount = 0;
      if (word & INLINE.isInline) {
        visible = word & INLINE.visible;
        named = word & INLINE.named;
        extra = word & INLINE.extra;
        missing = word & INLINE.missing;
        symbol = bytes[handle + INLINE.symbol] as number;
        padding = bytes[handle + INLINE.padding] as number;
        size = bytes[handle + INLINE.size] as number;
      } else {
        const flags = bytes[word + HEAP.flags] as number;
        visible = flags & HEAP.visible;
        named = flags & HEAP.named;
        extra = flags & HEAP.extra;
        missing = (bytes[word + HEAP.moreFlags] as number) & HEAP.missing;
        symbol = halves[(word + HEAP.symbol) >> 1] as number;
        padding = words[(word + HEAP.padding) >> 2] as number;
        size = words[(word + HEAP.size) >> 2] as number;
        childCount = words[(word + HEAP.childCount) >> 2] as number;
      }

      const start = isFirst ? position : position + padding;
      isFirst = false;
      position = start + size;

      let field = 0;
      if (!extra) {
        if (structural < width) {
          const alias = aliases[offset + structural] as number;
          if (alias !== 0) {
            symbol = alias;
            visible = 1;
            named = namedSymbols[alias] as number;
          }
          field = fields[offset + structural] as number;
        }
        structural++;
        if (field === 0) field = inherited;
      }

      const kind = symbol === ERROR_SYMBOL ? ERROR : (kinds[symbol] as number);
      if (extra && COMMENTS.has(kind)) {
        this.#comments.push(start >> 1, position >> 1);
        continue;
      }
      const isTold = visible !== 0 && (named !== 0 || field !== 0);
      let own = -1;
      if (isTold || missing) {
        own = columns.count;
        let block = 0;
        if (childCount > 0 && (words[(word + HEAP.visibleDescendants) >> 2] as number) >= SMALLEST_BLOCK) {
          block = word;
          const known = this.#blocks.get(word);
          if (known !== undefined && this.#copy(known, start >> 1, parent, kind, field)) continue;
        }
        columns.count++;
        kindAt[own] = kind;
        fieldAt[own] = field;
        startAt[own] = start >> 1;
        endAt[own] = position >> 1;
        parentAt[own] = parent;
        nextAt[own] = own + 1;
        blockAt[own] = block;
        if (missing || kind === ERROR) this.#broken.push(own);
      }
      if (childCount > 0) {
        this.#push(child, last, structural, offset, position, parent, inherited, owner);
        child = word - childCount * HANDLE_BYTES;
        last = word;
        isFirst = true;
        structural = 0;
        offset = (halves[(word + HEAP.production) >> 1] as number) * width;
        position = start;
        if (own >= 0) parent = own;
        inherited = visible ? 0 : field;
        owner = own;
      }
    }
    return new FlatTree(this.#text, columns, this.#comments, this.#broken);
  }

  #push(
    child: number,
    last: number,
    structural: number,
    production: number,
    position: number,
    parent: number,
    field: number,
    own: number,
  ): void {
    if (this.#top + FRAME.size > stack.length) {
      const larger = new Int32Array(stack.length * 2);
      larger.set(stack);
      stack = larger;
    }
    const frame = this.#top;
    stack[frame + FRAME.child] = child;
    stack[frame + FRAME.last] = last;
    stack[frame + FRAME.structural] = structural;
    stack[frame + FRAME.production] = production;
    stack[frame + FRAME.position] = position;
    stack[frame + FRAME.parent] = parent;
    stack[frame + FRAME.field] = field;
    stack[frame + FRAME.own] = own;
    this.#top = frame + FRAME.size;
  }

  /** Copies a block of the previous tree; false when it holds errors, whose list is cheaper to make anew than to carry over. */
  #copy(from: number, start: number, parent: number, kind: number, field: number): boolean {
    const previous = this.#previous;
    if (!previous || previous.isBroken(from)) return false;
    const columns = this.#columns;
    const own = columns.count;
    const until = previous.next[from] as number;
    const length = until - from;
    const shift = own - from;
    const move = start - (previous.start[from] as number);
    columns.kind.set(previous.kind.subarray(from, until), own);
    columns.field.set(previous.field.subarray(from, until), own);
    columns.block.set(previous.block.subarray(from, until), own);
    for (let index = 0; index < length; index++) {
      columns.start[own + index] = (previous.start[from + index] as number) + move;
      columns.end[own + index] = (previous.end[from + index] as number) + move;
      columns.parent[own + index] = (previous.parent[from + index] as number) + shift;
      columns.next[own + index] = (previous.next[from + index] as number) + shift;
    }
    if (kind !== KIND.call || previous.kind[from] !== KIND.await) columns.kind[own] = kind;
    columns.field[own] = field;
    columns.parent[own] = parent;
    columns.count = own + length;
    this.#copyComments(previous, from, move);
    return true;
  }

  #copyComments(previous: FlatTree, from: number, move: number): void {
    const { comments } = previous;
    const start = previous.start[from] as number;
    const end = previous.end[from] as number;
    for (let at = previous.firstCommentFrom(start); at < comments.length && (comments[at] as number) < end; at += 2)
      this.#comments.push((comments[at] as number) + move, (comments[at + 1] as number) + move);
  }
}

/**
 * The grammar reads `await f<T>(x)` as `(await f)<T>(x)`: a function that is awaited, and then called. What is awaited is the call, so the
 * two change places. Without brackets nothing else is read as the call of an `await`.
 */
function awaitTheCall(columns: Columns, outer: number): void {
  const inner = outer + 1;
  const callee = inner + 1;
  if (columns.field[inner] !== FIELD.function || callee >= (columns.next[inner] as number)) return;
  const until = columns.next[outer] as number;
  for (let part = columns.next[inner] as number; part < until; part = columns.next[part] as number)
    columns.parent[part] = inner;
  columns.kind[outer] = KIND.await;
  columns.kind[inner] = KIND.call;
  columns.field[inner] = 0;
  columns.field[callee] = FIELD.function;
  columns.start[inner] = columns.start[callee] as number;
  columns.end[inner] = columns.end[outer] as number;
  columns.next[inner] = until;
  // It is no node of the parser's any more, that could be taken over by itself.
  columns.block[inner] = 0;
}

function blocksOf(previous: FlatTree | undefined): ReadonlyMap<number, number> {
  const blocks = new Map<number, number>();
  if (!previous) return blocks;
  for (let node = 0; node < previous.count; node++) {
    const block = previous.block[node] as number;
    if (block !== 0) blocks.set(block, node);
  }
  return blocks;
}
