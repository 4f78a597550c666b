import type { FlatTree } from '../syntax/flat-tree.ts';
import { FIELD, KIND } from '../syntax/javascript.ts';
import type { Outlook } from './outlook.ts';

/** A field that nobody outside the class writes. */
const OWN = /^(#|(?:static\s+)?(?:override\s+)?readonly\b|private\b|static\s+readonly\b)/;

/** What the fields of the classes of a file always hold: those that are given a value where they are declared, or once in the constructor, and are written nowhere else. */
export class ClassFields {
  readonly #tree: FlatTree;
  readonly #outlook: Outlook | undefined;
  /** By the node of a class body. */
  readonly #fields = new Map<number, ReadonlyMap<string, number>>();
  /** Gathered in one pass, once somebody asks. */
  #writes: Writes | undefined;

  /** @param outlook is told what is asked: the answer depends on writes anywhere in the file. */
  constructor(tree: FlatTree, outlook?: Outlook) {
    this.#tree = tree;
    this.#outlook = outlook;
  }

  /** How often each member is written in the file, by its name. */
  get writes(): ReadonlyMap<string, number> {
    return this.#allWrites().counts;
  }

  /** The node of the value that `this.name` has at a place, or -1 where that cannot be told. */
  ofThis(place: number, name: string): number {
    const body = this.#classAround(place);
    return body < 0 ? -1 : this.ofClass(place, body, name);
  }

  /** The node of the value of a field that is asked for at a place, by the class or its body, or -1. */
  ofClass(place: number, declaration: number, name: string): number {
    this.#outlook?.follows(place, declaration);
    this.#outlook?.asksForWrites(place, name);
    const { kind } = this.#tree;
    const body = kind[declaration] === KIND.classBody ? declaration : this.#tree.childInField(declaration, FIELD.body);
    if (body < 0 || kind[body] !== KIND.classBody) return -1;
    const known = this.#fields.get(body) ?? this.#fieldsOf(body);
    this.#fields.set(body, known);
    return known.get(name) ?? -1;
  }

  /** The body of the class whose `this` stands at a place, or -1. */
  #classAround(place: number): number {
    const { kind, parent } = this.#tree;
    for (let at = parent[place] as number; at >= 0; at = parent[at] as number) {
      if (kind[at] === KIND.classBody) return at;
      const isOfAnother =
        kind[at] === KIND.functionDeclaration ||
        kind[at] === KIND.functionExpression ||
        (kind[at] === KIND.method && kind[parent[at] as number] === KIND.object);
      if (isOfAnother) return -1;
    }
    return -1;
  }

  #fieldsOf(body: number): ReadonlyMap<string, number> {
    const tree = this.#tree;
    const { counts, inConstructors } = this.#allWrites();
    const fields = new Map<string, number>();
    // JavaScript may declare them nowhere.
    for (const [name, right] of inConstructors.get(body) ?? [])
      if (counts.get(name) === 1 && this.#isMade(right)) fields.set(name, right);
    for (const member of tree.children(body)) {
      if (tree.kind[member] !== KIND.field && tree.kind[member] !== KIND.plainField) continue;
      const named = tree.childInField(member, FIELD.name);
      const name = tree.textOf(named >= 0 ? named : tree.childInField(member, FIELD.property));
      const value = tree.childInField(member, FIELD.value);
      if (value < 0) continue;
      fields.delete(name);
      const head = tree.text.slice(tree.start[member], tree.start[value]);
      if (!counts.has(name) && (OWN.test(head) || this.#isMade(value))) fields.set(name, value);
    }
    return fields;
  }

  /** Made on the spot. A number or a truth in a field that others can reach is a setting they may change. */
  #isMade(value: number): boolean {
    const kind = this.#tree.kind[value];
    return (
      kind === KIND.call || kind === KIND.new || kind === KIND.string || kind === KIND.object || kind === KIND.template
    );
  }

  #allWrites(): Writes {
    if (this.#writes) return this.#writes;
    const tree = this.#tree;
    const counts = new Map<string, number>();
    const inConstructors = new Map<number, [string, number][]>();
    for (let node = 0; node < tree.count; node++) {
      const kind = tree.kind[node];
      const isUpdate = kind === KIND.update;
      if (!isUpdate && kind !== KIND.assignment && kind !== KIND.augmentedAssignment) continue;
      const target = tree.childInField(node, isUpdate ? FIELD.argument : FIELD.left);
      if (target < 0 || tree.kind[target] !== KIND.member) continue;
      const name = tree.textOf(tree.childInField(target, FIELD.property));
      counts.set(name, (counts.get(name) ?? 0) + 1);
      const body = kind === KIND.assignment ? this.#constructorOf(node, target) : -1;
      if (body < 0) continue;
      const known = inConstructors.get(body) ?? [];
      inConstructors.set(body, known);
      known.push([name, tree.childInField(node, FIELD.right)]);
    }
    this.#writes = { counts, inConstructors };
    return this.#writes;
  }

  /** The body of the class in whose constructor `this.iv = ...` is a statement of its own, or -1. */
  #constructorOf(write: number, target: number): number {
    const tree = this.#tree;
    if (tree.kind[tree.childInField(target, FIELD.object)] !== KIND.this) return -1;
    const statement = tree.parent[write] as number;
    const method = tree.parent[tree.parent[statement] as number] as number;
    const isOfConstructor =
      tree.kind[statement] === KIND.expressionStatement &&
      tree.kind[method] === KIND.method &&
      tree.textOf(tree.childInField(method, FIELD.name)) === 'constructor';
    return isOfConstructor ? (tree.parent[method] as number) : -1;
  }
}

/** How often each member is written, and what constructors write, by the body of their class. */
type Writes = {
  readonly counts: ReadonlyMap<string, number>;
  readonly inConstructors: ReadonlyMap<number, readonly (readonly [string, number])[]>;
};
