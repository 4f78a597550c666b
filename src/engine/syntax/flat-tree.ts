/**
 * A syntax tree as columns of numbers, in pre-order: node 0 is the root, and the descendants of node `n` are `n + 1` up to, not
 * including, `next[n]`. It holds the named nodes, and of the anonymous ones those in a field (operators, `const`). Comments stand apart,
 * so that nobody has to step over them.
 */
export class FlatTree {
  readonly text: string;
  readonly count: number;
  readonly kind: Uint16Array;
  readonly field: Uint8Array;
  /** UTF-16 offsets. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly parent: Int32Array;
  readonly next: Int32Array;
  /** The address of the parser's own node where it is large enough to be reused, else 0. Valid while the parser's tree lives. */
  readonly block: Int32Array;
  /** Start and end of each comment, in order. */
  readonly comments: readonly number[];
  /** Nodes that are errors or stand for a missing token, in order. */
  readonly broken: readonly number[];

  constructor(text: string, columns: Columns, comments: readonly number[], broken: readonly number[]) {
    const { count } = columns;
    this.text = text;
    this.count = count;
    this.kind = columns.kind.subarray(0, count);
    this.field = columns.field.subarray(0, count);
    this.start = columns.start.subarray(0, count);
    this.end = columns.end.subarray(0, count);
    this.parent = columns.parent.subarray(0, count);
    this.next = columns.next.subarray(0, count);
    this.block = columns.block.subarray(0, count);
    this.comments = comments;
    this.broken = broken;
  }

  textOf(node: number): string {
    return this.text.slice(this.start[node], this.end[node]);
  }

  /** The first child of a kind, or -1. */
  childOfKind(node: number, kind: number): number {
    for (let child = node + 1; child < (this.next[node] ?? 0); child = this.next[child] ?? this.count)
      if (this.kind[child] === kind) return child;
    return -1;
  }

  /** The first child in a field, or -1. */
  childInField(node: number, field: number): number {
    for (let child = node + 1; child < (this.next[node] ?? 0); child = this.next[child] ?? this.count)
      if (this.field[child] === field) return child;
    return -1;
  }

  firstChild(node: number): number {
    return node + 1 < (this.next[node] ?? 0) ? node + 1 : -1;
  }

  children(node: number): number[] {
    const children: number[] = [];
    for (let child = node + 1; child < (this.next[node] ?? 0); child = this.next[child] ?? this.count)
      children.push(child);
    return children;
  }

  /** The first node that starts at an offset or behind it: nodes stand in the order of their starts. */
  firstFrom(offset: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.start[middle] as number) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The index of the first comment, two numbers each, that begins at an offset or behind it. */
  firstCommentFrom(offset: number): number {
    const { comments } = this;
    let low = 0;
    let high = comments.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((comments[middle * 2] as number) < offset) low = middle + 1;
      else high = middle;
    }
    return low * 2;
  }

  /** Whether a node or anything below it is an error or a missing token. */
  isBroken(node: number): boolean {
    const { broken } = this;
    if (broken.length === 0) return false;
    let low = 0;
    let high = broken.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((broken[middle] ?? 0) < node) low = middle + 1;
      else high = middle;
    }
    return (broken[low] ?? this.count) < (this.next[node] ?? 0);
  }
}

/** Columns under construction; `count` of them are filled. */
export class Columns {
  count = 0;
  readonly kind: Uint16Array;
  readonly field: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly parent: Int32Array;
  readonly next: Int32Array;
  readonly block: Int32Array;

  constructor(capacity: number) {
    this.kind = new Uint16Array(capacity);
    this.field = new Uint8Array(capacity);
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
    this.parent = new Int32Array(capacity);
    this.next = new Int32Array(capacity);
    this.block = new Int32Array(capacity);
  }
}
