import type { FlatTree } from '../syntax/flat-tree.ts';
import { FIELD, KIND } from '../syntax/javascript.ts';

/** A field that nobody outside the class writes. */
const OWN = /^(#|(?:static\s+)?(?:override\s+)?readonly\b|private\b|static\s+readonly\b)/;

/** What the fields of the classes of a file always hold: those that are given a value where they are declared, or once in the constructor, and are written nowhere else. */
export class ClassFields {
  readonly #tree: FlatTree;
  /** By the node of a class body. */
  readonly #fields = new Map<number, ReadonlyMap<string, number>>();
  /** The assignments to members, by the name of the member: only whether there are several matters. */
  #writes: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(tree: FlatTree) {
    this.#tree = tree;
  }

  /** The node of the value that `this.name` has at a place, or -1 where that cannot be told. */
  ofThis(place: number, name: string): number {
    const body = this.#classAround(place);
    return body < 0 ? -1 : this.ofClass(body, name);
  }

  /** The node of the value of a field, by the class or its body, or -1. */
  ofClass(declaration: number, name: string): number {
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
    const fields = new Map<string, number>();
    for (const member of tree.children(body)) {
      if (tree.kind[member] !== KIND.field && tree.kind[member] !== KIND.plainField) continue;
      const named = tree.childInField(member, FIELD.name);
      const name = tree.textOf(named >= 0 ? named : tree.childInField(member, FIELD.property));
      const value = tree.childInField(member, FIELD.value);
      const writes = this.#writesOf(name);
      const head = tree.text.slice(tree.start[member], value < 0 ? tree.end[member] : tree.start[value]);
      if (value >= 0 && writes.length === 0 && (OWN.test(head) || this.#isMade(value))) fields.set(name, value);
      if (value < 0 && writes.length === 1) this.#inConstructor(fields, body, name, writes[0] as number);
    }
    // JavaScript: fields that are declared nowhere.
    for (const [name, writes] of this.#allWrites())
      if (!fields.has(name) && writes.length === 1) this.#inConstructor(fields, body, name, writes[0] as number);
    return fields;
  }

  /** `this.iv = Buffer.alloc(16)` of the constructor; what it is only handed is not known. */
  #inConstructor(fields: Map<string, number>, body: number, name: string, write: number): void {
    const tree = this.#tree;
    const left = tree.childInField(write, FIELD.left);
    const right = tree.childInField(write, FIELD.right);
    if (tree.kind[tree.childInField(left, FIELD.object)] !== KIND.this || !this.#isMade(right)) return;
    const statement = tree.parent[write] as number;
    const method = tree.parent[tree.parent[statement] as number] as number;
    if (tree.kind[statement] !== KIND.expressionStatement || tree.kind[method] !== KIND.method) return;
    if (tree.parent[method] !== body || tree.textOf(tree.childInField(method, FIELD.name)) !== 'constructor') return;
    fields.set(name, right);
  }

  /** Made on the spot. A number or a truth in a field that others can reach is a setting they may change. */
  #isMade(value: number): boolean {
    const kind = this.#tree.kind[value];
    return (
      kind === KIND.call || kind === KIND.new || kind === KIND.string || kind === KIND.object || kind === KIND.template
    );
  }

  #writesOf(name: string): readonly number[] {
    return this.#allWrites().get(name) ?? [];
  }

  #allWrites(): ReadonlyMap<string, readonly number[]> {
    if (this.#writes) return this.#writes;
    const tree = this.#tree;
    const writes = new Map<string, number[]>();
    for (let node = 0; node < tree.count; node++) {
      const kind = tree.kind[node];
      const isUpdate = kind === KIND.update;
      if (!isUpdate && kind !== KIND.assignment && kind !== KIND.augmentedAssignment) continue;
      const target = tree.childInField(node, isUpdate ? FIELD.argument : FIELD.left);
      if (target < 0 || tree.kind[target] !== KIND.member) continue;
      const name = tree.textOf(tree.childInField(target, FIELD.property));
      const known = writes.get(name);
      if (!known) writes.set(name, [node]);
      // Two are as many as a hundred.
      else if (known.length < 2) known.push(node);
    }
    this.#writes = writes;
    return writes;
  }
}
