import { RENAMED } from '../names/join-name.ts';
import type { Names } from '../names/names.ts';
import { FIELD, KIND, WRAPPERS } from '../syntax/javascript.ts';
import { kindOf, kindTable } from '../syntax/kinds.ts';
import type { Pattern } from './pattern.ts';

/**
 * Finds, for a node, the entries whose pattern can begin there: by the kind of node, and for calls by the name or the method called. So the
 * number of rules hardly matters to the time of a scan.
 */
export class PatternIndex<Entry> {
  /** 1 for the kinds of node at which an entry can begin: {@link PatternIndex.forEach} need not be asked about others. */
  readonly kinds = kindTable([]);
  readonly #byKind: (Entry[] | undefined)[] = [];
  readonly #calls = new CalleeIndex<Entry>();
  readonly #news = new CalleeIndex<Entry>();
  readonly #byKey = new Map<string, Entry[]>();
  /** Assignments to a property, by kind and name: nearly every statement is an assignment, and few are of interest. */
  readonly #byTarget: (Map<string, Entry[]> | undefined)[] = [];
  /** What a member expression may resolve to, by its last part. */
  readonly #byLastName = new Map<string, Entry[]>();

  addPattern(pattern: Pattern, entry: Entry): void {
    if (pattern.is === 'call') {
      this.kinds[pattern.kind] = 1;
      (pattern.kind === KIND.new ? this.#news : this.#calls).add(pattern.callee, entry);
      return;
    }
    const target = targetOf(pattern);
    if (target !== undefined) {
      const ofKind = this.#byTarget[target.kind] ?? new Map<string, Entry[]>();
      this.#byTarget[target.kind] = ofKind;
      this.kinds[target.kind] = 1;
      push(ofKind, target.property, entry);
    } else if (pattern.is === 'name' && pattern.name.includes('.')) {
      this.kinds[KIND.member] = 1;
      push(this.#byLastName, pattern.name.slice(pattern.name.lastIndexOf('.') + 1), entry);
    } else for (const kind of firstKinds(pattern)) this.addKind(kind, entry);
  }

  addKind(kind: number, entry: Entry): void {
    const entries = this.#byKind[kind];
    this.kinds[kind] = 1;
    if (entries) entries.push(entry);
    else this.#byKind[kind] = [entry];
  }

  addKey(key: string, entry: Entry): void {
    this.kinds[KIND.pair] = 1;
    this.kinds[KIND.method] = 1;
    push(this.#byKey, key, entry);
  }

  /** Calls back with every candidate; the candidates still have to be matched. */
  forEach(names: Names, node: number, visit: (entry: Entry) => void): void {
    const { flat: tree } = names;
    const kind = tree.kind[node] as number;
    const entries = this.#byKind[kind];
    if (entries) for (const entry of entries) visit(entry);
    const targets = this.#byTarget[kind];
    if (targets) {
      const property = propertyOf(names, tree.childInField(node, FIELD.left));
      if (property !== undefined) targets.get(property)?.forEach(visit);
    }
    if (kind === KIND.member && this.#byLastName.size > 0)
      this.#byLastName.get(tree.textOf(tree.childInField(node, FIELD.property)))?.forEach(visit);
    if (kind === KIND.call) this.#calls.forEach(names, tree.childInField(node, FIELD.function), visit);
    else if (kind === KIND.new) this.#news.forEach(names, tree.childInField(node, FIELD.constructor), visit);
    else if ((kind === KIND.pair || kind === KIND.method) && this.#byKey.size > 0)
      this.#byKey.get(names.keyOf(node) ?? '')?.forEach(visit);
  }
}

/** The property that a pattern of an assignment writes to; undefined where the target may be anything else. */
function targetOf(pattern: Pattern): { readonly kind: number; readonly property: string } | undefined {
  const isAssignment =
    pattern.is === 'node' && (pattern.kind === KIND.assignment || pattern.kind === KIND.augmentedAssignment);
  const left = isAssignment ? pattern.parts[0] : undefined;
  return isAssignment && left?.is === 'member' ? { kind: pattern.kind, property: left.property } : undefined;
}

/** The name of the property that an expression reads; undefined where nobody knows it, or there is none. */
function propertyOf(names: Names, node: number): string | undefined {
  const { flat: tree } = names;
  let at = node;
  while (at >= 0 && WRAPPERS.has(tree.kind[at] as number)) at = tree.firstChild(at);
  if (at < 0) return undefined;
  if (tree.kind[at] === KIND.member) return tree.textOf(tree.childInField(at, FIELD.property));
  const key = tree.kind[at] === KIND.subscript ? names.constantOf(tree.childInField(at, FIELD.index)) : undefined;
  return typeof key === 'string' ? key : undefined;
}

class CalleeIndex<Entry> {
  readonly #byName = new Map<string, Entry[]>();
  /** The last parts of these names. */
  readonly #lastNames = new Set(RENAMED);
  readonly #byMember = new Map<string, Entry[]>();
  readonly #rest: Entry[] = [];

  add(callee: Pattern, entry: Entry): void {
    if (callee.is === 'name') {
      push(this.#byName, callee.name, entry);
      this.#lastNames.add(callee.name.slice(callee.name.lastIndexOf('.') + 1));
    } else if (callee.is === 'member') push(this.#byMember, callee.property, entry);
    else this.#rest.push(entry);
  }

  forEach(names: Names, callee: number, visit: (entry: Entry) => void): void {
    if (callee < 0) return;
    const member = propertyOf(names, callee);
    // What a member is called says most often that its name is none of these, without asking what its object is.
    if (member === undefined || this.#lastNames.has(member)) {
      const name = names.resolve(callee);
      if (name !== undefined) this.#byName.get(name)?.forEach(visit);
    }
    if (member !== undefined) this.#byMember.get(member)?.forEach(visit);
    this.#rest.forEach(visit);
  }
}

/** The kinds of node that a pattern without a callee can match. */
function firstKinds(pattern: Pattern): readonly number[] {
  switch (pattern.is) {
    case 'node':
    case 'leaf':
      return [pattern.kind];
    case 'object':
      return [KIND.object];
    case 'array':
      return [KIND.array];
    case 'member':
      return [KIND.member, KIND.subscript];
    case 'name':
      return pattern.name.includes('.') ? [KIND.member] : [KIND.identifier];
    case 'constant':
    case 'text':
      return [KIND.string, KIND.template, KIND.number, kindOf('true'), kindOf('false'), kindOf('null')];
  }
  throw new Error('A rule cannot begin with a metavariable or `...` alone: it would match everything.');
}

function push<Entry>(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const entries = map.get(key);
  if (entries) entries.push(entry);
  else map.set(key, [entry]);
}
