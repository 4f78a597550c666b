import type { Names } from '../names/names.ts';
import { calleeOf, FIELD, KIND, WRAPPERS } from '../syntax/javascript.ts';
import type { Pattern } from './pattern.ts';

/** What a match captured: metavariable -> node. */
export type NodeCaptures = ReadonlyMap<string, number>;

const NOTHING: NodeCaptures = new Map();
const NO_NODES: readonly number[] = [];
const isGap = (pattern: Pattern): boolean => pattern.is === 'gap';

/** How many ways to spread `...` over a list are tried before the match is given up. */
const MAX_TRIES = 2000;

/** Matches a compiled pattern at a node of the flat tree, or gives undefined. */
export function matchPattern(names: Names, pattern: Pattern, node: number): NodeCaptures | undefined {
  const matcher = new Matcher(names);
  return matcher.matchHere(pattern, node) ? matcher.captures : undefined;
}

class Matcher {
  readonly #names: Names;
  captures: NodeCaptures = NOTHING;
  #tries = 0;

  constructor(names: Names) {
    this.#names = names;
  }

  /** Matches the node itself, without following constants: where a finding is told. */
  matchHere(pattern: Pattern, node: number): boolean {
    const { flat: tree } = this.#names;
    switch (pattern.is) {
      case 'any':
        return this.#capture(pattern.capture, node);
      case 'text':
        return typeof this.#names.constantOf(node) === 'string' && this.#capture(pattern.capture, node);
      case 'gap':
        return false;
      case 'name':
        return this.#names.resolve(node) === pattern.name;
      case 'constant':
        return this.#names.constantOf(node) === pattern.value;
      case 'member':
        return this.#member(pattern, node);
      case 'call':
        return this.#call(pattern, node);
      case 'object':
        return this.#object(pattern, node);
      case 'array':
        return tree.kind[node] === KIND.array && this.#list(pattern.elements, tree.children(node));
      case 'leaf':
        return tree.kind[node] === pattern.kind && tree.textOf(node) === pattern.text;
      case 'node': {
        if (tree.kind[node] !== pattern.kind || this.#names.operatorOf(node) !== pattern.operator) return false;
        const parts = tree.children(node).filter((child) => tree.field[child] !== FIELD.operator);
        return this.#list(pattern.parts, parts);
      }
    }
  }

  /** Matches a node or what it stands for. */
  #match(pattern: Pattern, node: number): boolean {
    if (node < 0) return false;
    const { flat: tree } = this.#names;
    let at = node;
    if (pattern.is !== 'any') while (WRAPPERS.has(tree.kind[at] as number)) at = tree.firstChild(at);
    const before = this.captures;
    if (this.matchHere(pattern, at)) return true;
    const origin = this.#names.originOf(at);
    if (origin === at || pattern.is === 'any') return false;
    this.captures = before;
    return this.matchHere(pattern, origin);
  }

  #member(pattern: Pattern & { is: 'member' }, node: number): boolean {
    const { flat: tree } = this.#names;
    const isMember = tree.kind[node] === KIND.member;
    if (!isMember && tree.kind[node] !== KIND.subscript) return false;
    const name = isMember
      ? tree.textOf(tree.childInField(node, FIELD.property))
      : this.#names.constantOf(tree.childInField(node, FIELD.index));
    return name === pattern.property && this.#match(pattern.object, tree.childInField(node, FIELD.object));
  }

  #call(pattern: Pattern & { is: 'call' }, node: number): boolean {
    const { flat: tree } = this.#names;
    if (tree.kind[node] !== pattern.kind) return false;
    const callee = calleeOf(tree, node);
    const list = tree.childInField(node, FIELD.arguments);
    // A tagged template is no call with arguments.
    if (callee < 0 || (list >= 0 && tree.kind[list] !== KIND.arguments)) return false;
    const given = list < 0 ? NO_NODES : tree.children(list);
    if (given.length !== pattern.arguments.length && !pattern.arguments.some(isGap)) return false;
    return this.#match(pattern.callee, callee) && this.#list(pattern.arguments, given);
  }

  #object(pattern: Pattern & { is: 'object' }, node: number): boolean {
    const { flat: tree } = this.#names;
    if (tree.kind[node] !== KIND.object) return false;
    if (!pattern.open && tree.children(node).length !== pattern.properties.length) return false;
    return pattern.properties.every(({ key, value }) => this.#match(value, this.#names.property(node, key)));
  }

  #list(patterns: readonly Pattern[], nodes: readonly number[], from = 0, at = 0): boolean {
    if (++this.#tries > MAX_TRIES) return false;
    const pattern = patterns[from];
    if (pattern === undefined) return at === nodes.length;
    if (pattern.is !== 'gap') {
      const node = nodes[at];
      return node !== undefined && this.#match(pattern, node) && this.#list(patterns, nodes, from + 1, at + 1);
    }
    for (let next = at; next <= nodes.length; next++) {
      const before = this.captures;
      if (this.#list(patterns, nodes, from + 1, next)) return true;
      this.captures = before;
    }
    return false;
  }

  #capture(name: string | undefined, node: number): boolean {
    if (name === undefined) return true;
    const known = this.captures.get(name);
    if (known === undefined) {
      // A new map each time: the one before may be gone back to.
      this.captures = new Map(this.captures).set(name, node);
      return true;
    }
    const { flat: tree } = this.#names;
    return tree.textOf(known) === tree.textOf(node);
  }
}
