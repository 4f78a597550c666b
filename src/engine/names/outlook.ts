import { keyOf } from '../regex/required.ts';
import type { FlatTree } from '../syntax/flat-tree.ts';
import type { Binding } from './binding.ts';
import type { Names } from './names.ts';
import { Statement } from './statement.ts';

/** How much of a text is as it was, in UTF-16 units from its beginning and from its end. */
export type Untouched = { readonly before: number; readonly after: number };

export type Heard = { readonly expression: RegExp; readonly isInCode: boolean; readonly answer: boolean };

/** More is made of names in the file, and grows with every edit. */
const MOST_HEARD = 4_000;

type Top = ReadonlyMap<string, Binding>;
/** How often each member is written in the file. */
type Writes = () => ReadonlyMap<string, number>;

const NOTHING: Top = new Map();

/**
 * What is looked at beyond the statement that a rule is asked about. So that after an edit only those statements are gone through again that
 * have changed, or that took something from what has: the answers about the others cannot be different.
 *
 * Rules see code through {@link Expression}, which tells here of every node that it is made for, and answers come from {@link Names}, which
 * tells of every name that it looks up and of every value that it follows. Who asks for more, for the whole text or for where something
 * stands, is open: it is asked again after every edit. The same holds for whatever is found.
 *
 * An answer that was worked out for one statement is remembered for all. So what it rests on is written down with the statement in which the
 * looking up took place, and a statement is stale when one that it reads is.
 */
export class Outlook {
  readonly statements: readonly Statement[];
  /** Whether something was looked at that no edit leaves as it was, since somebody last set this to false. */
  isOpen = false;
  /** Whether an answer depends on the order of the questions: on a cycle, or on how deep one may ask. Then nothing is kept. */
  isTangled = false;
  /** Checks that were left out of a statement that is kept, since the file does not say what they need. */
  readonly leftOut: Set<number>;
  /** What the file was asked as a whole, and has answered. */
  readonly #heard: Map<string, Heard>;
  /** The same by the objects that were asked with, of this scan: most are asked thousands of times. */
  readonly #heardInCode = new Set<RegExp>();
  readonly #heardInText = new Set<RegExp>();
  readonly #tree: FlatTree;
  /** The first node of each statement, and the number of nodes. */
  readonly #firsts: readonly number[];
  #top: Top = NOTHING;
  #writes: Writes = () => new Map();
  #mode: string;
  /** Only until the names are known. */
  #before: Outlook | undefined;
  #current: Statement = new Statement();
  /** The one that was looked for last: of its neighbours, one after another, is asked next. */
  #last = { first: 0, until: 0, statement: this.#current };
  #from = 0;
  #until = Number.POSITIVE_INFINITY;

  /** @param untouched of the text, since `before`. */
  constructor(tree: FlatTree, before: Outlook | undefined, untouched: Untouched) {
    this.#tree = tree;
    this.#before = before;
    this.#mode = before ? before.#mode : '';
    this.leftOut = before ? before.leftOut : new Set();
    this.#heard = before ? before.#heard : new Map();
    const firsts = tree.count > 0 ? tree.children(0) : [];
    this.statements = before ? before.#kept(tree, firsts, untouched) : firsts.map(() => new Statement());
    this.#firsts = [...firsts, tree.count];
  }

  /** Where a statement begins and ends, as nodes. */
  boundsOf(index: number): { readonly first: number; readonly until: number } {
    // An index into the statements is one into their first nodes, of which there is one more.
    return { first: this.#firsts[index] as number, until: this.#firsts[index + 1] as number };
  }

  /** Told once what is declared at the top of the file, before anything is looked up: what is known of statements that it concerns is forgotten. */
  declares(top: Top | undefined, writes: Writes): void {
    this.#top = top ?? NOTHING;
    this.#writes = writes;
    const before = this.#before;
    this.#before = undefined;
    if (!before) return;
    for (const statement of before.statements) statement.isGone = true;
    for (const statement of this.statements) statement.isGone = false;
    const changed = this.#changedNames(before);
    const isStale = (statement: Statement) =>
      statement.isStale || changed.some((name) => statement.names.has(name)) || readsStale(statement);
    let unsure = this.statements.filter((statement) => !statement.isStale);
    for (let count = -1; count !== unsure.length; ) {
      count = unsure.length;
      for (const statement of unsure) if (isStale(statement)) statement.turnStale();
      unsure = unsure.filter((statement) => !statement.isStale);
    }
    for (const statement of this.statements)
      if (statement.isStale) {
        statement.names.clear();
        statement.reads.clear();
      }
  }

  /** Forgets all if what is known was found in another way of looking. */
  begin(mode: string): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.forget();
  }

  forget(): void {
    for (const statement of this.statements) statement.turnStale();
    this.leftOut.clear();
    this.#heard.clear();
    this.#heardInCode.clear();
    this.#heardInText.clear();
  }

  /** From now on it is about this statement. */
  enter(index: number): Statement {
    const { first, until } = this.boundsOf(index);
    this.#from = first;
    this.#until = until;
    this.#current = this.statements[index] as Statement; // of the same length as the bounds
    return this.#current;
  }

  /** Has flows looked for at every node of what is stale, and of the rest where they were open before. */
  askFlows(visit: (node: number) => void): void {
    for (let index = 0; index < this.statements.length; index++) {
      const { first, until } = this.boundsOf(index);
      const statement = this.enter(index);
      if (!statement.isStale) for (const node of statement.flows) visit(first + node);
      else
        for (let node = first; node < until; node++) {
          this.isOpen = false;
          visit(node);
          if (this.isOpen) statement.flows.push(node - first);
        }
      statement.isStale = false;
    }
    this.leave();
  }

  /** From now on it is about none: whoever asks is not asked again. */
  leave(): void {
    this.#current = new Statement();
    this.#from = 0;
    this.#until = Number.POSITIVE_INFINITY;
  }

  /** A rule is handed a node. */
  sees(node: number): void {
    if (node > 0 && (node < this.#from || node >= this.#until)) this.#current.reads.add(this.#statementOf(node));
  }

  /** A rule asks where a node stands: of another statement that may change with every edit. */
  measures(node: number): void {
    if (node >= 0 && (node < this.#from || node >= this.#until)) this.isOpen = true;
  }

  /** A rule asks what a node holds: the root holds all. */
  looksInto(node: number): void {
    if (node === 0) this.isOpen = true;
  }

  /** The file answers whether it says something. */
  hears(expression: RegExp, isInCode: boolean, answer: boolean): void {
    const known = isInCode ? this.#heardInCode : this.#heardInText;
    if (known.has(expression)) return;
    known.add(expression);
    const key = `${isInCode ? 'code' : 'text'} ${keyOf(expression)}`;
    if (this.#heard.has(key)) return;
    if (this.#heard.size >= MOST_HEARD) this.isTangled = true;
    this.#heard.set(key, { expression, isInCode, answer });
  }

  /** Whether the file says now what has been heard. */
  hearsTheSame(names: Names): boolean {
    for (const { expression, isInCode, answer } of this.#heard.values())
      if ((isInCode ? names.saysInCode(expression) : names.says(expression)) !== answer) return false;
    return true;
  }

  /** A name is not declared around a node within its statement. */
  looksUp(node: number, name: string): void {
    this.#ownerOf(node).names.add(name);
  }

  /** An answer at a node rests on how often a member of this name is written in the file. */
  asksForWrites(node: number, member: string): void {
    this.#ownerOf(node).names.add(`.${member}`);
  }

  /** What a node stands for is taken from another. */
  follows(node: number, target: number): void {
    if (node >= this.#from && node < this.#until && target >= this.#from && target < this.#until) return;
    const owner = this.#ownerOf(node);
    const other = this.#ownerOf(target);
    if (owner !== other) owner.reads.add(other);
  }

  #ownerOf(node: number): Statement {
    return node >= this.#from && node < this.#until ? this.#current : this.#statementOf(node);
  }

  #statementOf(node: number): Statement {
    const { first, until } = this.#last;
    if (node >= first && node < until) return this.#last.statement;
    const index = this.#indexOf(node);
    const statement = this.statements[index];
    if (!statement) return this.#current;
    this.#last = { ...this.boundsOf(index), statement };
    return statement;
  }

  /** Of the statement that a node is in; -1 for the root. */
  #indexOf(node: number): number {
    let low = 0;
    let high = this.#firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#firsts[middle] as number) <= node) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** For the statements of the tree after edits those of this one that have not changed, and new ones. */
  #kept(tree: FlatTree, firsts: readonly number[], { before, after }: Untouched): Statement[] {
    const statements: Statement[] = firsts.map(() => new Statement());
    const old = this.#tree;
    if (old.count === 0 || old.kind[0] !== tree.kind[0]) return statements;
    const shift = tree.text.length - old.text.length;
    const oldCount = this.statements.length;
    const isSame = (index: number, oldIndex: number, move: number): boolean => {
      const { first, until } = this.boundsOf(oldIndex);
      const at = firsts[index] as number; // the callers' loops
      const end = firsts[index + 1] ?? tree.count;
      return (
        end - at === until - first &&
        isSameTree(tree, at, old, first, until - first, move) &&
        hasSameComments(tree, at, old, first, move)
      );
    };
    let from = 0;
    for (; from < Math.min(firsts.length, oldCount); from++) {
      const { first } = this.boundsOf(from);
      if ((old.end[first] as number) > before || !isSame(from, from, 0)) break;
      statements[from] = this.statements[from] as Statement;
    }
    for (let left = 1; left <= Math.min(firsts.length, oldCount) - from; left++) {
      const { first } = this.boundsOf(oldCount - left);
      const start = old.start[first] as number;
      // A rule may ask whether something stands at the very beginning.
      if (start < old.text.length - after || (shift !== 0 && (start === 0 || start + shift === 0))) break;
      if (!isSame(firsts.length - left, oldCount - left, shift)) break;
      statements[firsts.length - left] = this.statements[oldCount - left] as Statement;
    }
    return statements;
  }

  /** Names whose declaration is another one than it was. */
  #changedNames(before: Outlook): string[] {
    const changed: string[] = [];
    for (const [name, binding] of this.#top) {
      const known = before.#top.get(name);
      if (!known || !this.#isSameBinding(binding, known, before)) changed.push(name);
    }
    for (const name of before.#top.keys()) if (!this.#top.has(name)) changed.push(name);
    const members = new Set(this.statements.flatMap(({ names }) => [...names].filter((name) => name.startsWith('.'))));
    if (members.size === 0) return changed;
    const [writes, known] = [this.#writes(), before.#writes()];
    for (const member of members) if (writes.get(member.slice(1)) !== known.get(member.slice(1))) changed.push(member);
    return changed;
  }

  #isSameBinding(binding: Binding, known: Binding, before: Outlook): boolean {
    return (
      binding.sort === known.sort &&
      binding.module === known.module &&
      binding.writes === known.writes &&
      isSamePath(binding.path, known.path) &&
      this.#isSamePlace(binding.value, known.value, before)
    );
  }

  /** Whether two nodes are the same of a statement that is kept, or both of statements that have changed: who looked into those is stale anyway. */
  #isSamePlace(node: number, known: number, before: Outlook): boolean {
    if (node <= 0 || known <= 0) return node === known;
    const index = this.#indexOf(node);
    const oldIndex = before.#indexOf(known);
    const statement = this.statements[index];
    const old = before.statements[oldIndex];
    if (statement !== old) return old?.isGone === true && !before.statements.includes(statement as Statement);
    return node - this.boundsOf(index).first === known - before.boundsOf(oldIndex).first;
  }
}

function readsStale({ reads }: Statement): boolean {
  for (const other of reads) if (other.isStale || other.isGone) return true;
  return false;
}

const isSamePath = (one: readonly string[] | undefined, other: readonly string[] | undefined): boolean =>
  one === other ||
  (one !== undefined &&
    other !== undefined &&
    one.length === other.length &&
    one.every((part, index) => part === other[index]));

/** Whether so many nodes of two trees are the same, but for where they stand. */
function isSameTree(tree: FlatTree, at: number, old: FlatTree, first: number, length: number, move: number): boolean {
  const step = at - first;
  for (let node = first; node < first + length; node++)
    if (
      old.kind[node] !== tree.kind[node + step] ||
      old.field[node] !== tree.field[node + step] ||
      (old.next[node] as number) + step !== tree.next[node + step] ||
      (old.start[node] as number) + move !== tree.start[node + step] ||
      (old.end[node] as number) + move !== tree.end[node + step]
    )
      return false;
  return true;
}

/** Whether the comments within a node are those of another. */
function hasSameComments(tree: FlatTree, at: number, old: FlatTree, first: number, move: number): boolean {
  const end = old.end[first] as number;
  let here = tree.firstCommentFrom(tree.start[at] as number);
  for (let there = old.firstCommentFrom(old.start[first] as number); ; there += 2, here += 2) {
    const start = old.comments[there] ?? end;
    if (start >= end) return (tree.comments[here] ?? Number.POSITIVE_INFINITY) >= end + move;
    if (tree.comments[here] !== start + move || tree.comments[here + 1] !== (old.comments[there + 1] ?? 0) + move)
      return false;
  }
}
