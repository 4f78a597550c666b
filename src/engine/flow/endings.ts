import type { Names } from '../names/names.ts';
import { isOwnImport } from '../names/own-module.ts';
import { CLASSES, FIELD, FUNCTIONS, KIND } from '../syntax/javascript.ts';

/** How deep functions are looked into that only call others. */
const MAX_DEPTH = 6;

/** Where control does not come out: statements that leave, and calls that never give back. */
export class Endings {
  readonly #names: Names;
  /** By function, whether a call of it never comes back. `false` while that is being found out. */
  readonly #throwing = new Map<number, boolean>();

  constructor(names: Names) {
    this.#names = names;
  }

  /** Whether control never comes out at the end of a statement. */
  exits(statement: number, depth = 0): boolean {
    return this.#leaves(statement, true, depth);
  }

  /** @param alsoReturns whether it is enough that the statement is left, or must the function throw. */
  #leaves(statement: number, alsoReturns: boolean, depth: number): boolean {
    if (statement < 0) return false;
    const { tree } = this.#names;
    const leaves = (inner: number): boolean => this.#leaves(inner, alsoReturns, depth);
    switch (tree.kind[statement]) {
      case KIND.throw:
        return true;
      case KIND.return:
      case KIND.break:
      case KIND.continue:
        return alsoReturns;
      case KIND.block:
      case KIND.else:
        return tree.children(statement).some(leaves);
      case KIND.if: {
        const alternative = tree.childInField(statement, FIELD.alternative);
        return alternative >= 0 && leaves(alternative) && leaves(tree.childInField(statement, FIELD.consequence));
      }
      case KIND.expressionStatement:
        return this.neverGives(tree.firstChild(statement), depth);
    }
    return false;
  }

  /** Whether an expression is a call that never comes back: `ctx.throw(404)`, `notFound()`, a function of the file that throws whatever happens. */
  neverGives(expression: number, depth = 0): boolean {
    if (expression < 0 || depth > MAX_DEPTH) return false;
    const { tree } = this.#names;
    switch (tree.kind[expression]) {
      case KIND.await:
        return this.#neverGives(tree.firstChild(expression), true, depth);
      case KIND.parenthesized:
      case KIND.nonNull:
        return this.neverGives(tree.firstChild(expression), depth + 1);
      case KIND.sequence:
        return tree.children(expression).some((part) => this.neverGives(part, depth + 1));
    }
    return this.#neverGives(expression, false, depth);
  }

  #neverGives(call: number, isAwaited: boolean, depth: number): boolean {
    const { tree } = this.#names;
    if (call < 0 || tree.kind[call] !== KIND.call) return false;
    const callee = tree.childInField(call, FIELD.function);
    const kind = tree.kind[callee];
    if (kind !== KIND.identifier && kind !== KIND.member) return false;
    const fn = this.#functionOf(callee);
    if (fn >= 0) return (isAwaited || !this.#isAsync(fn)) && this.#throws(fn, depth);
    const name = this.#names.resolve(callee);
    if (name !== undefined && LEAVING.test(name)) return true;
    if (kind === KIND.identifier) {
      const binding = this.#names.bindingOf(callee);
      // A function of another file: its name is all there is.
      return binding?.sort === 'import' && isOwnImport(binding) && LEAVING_NAME.test(tree.textOf(callee));
    }
    if (tree.textOf(tree.childInField(callee, FIELD.property)) !== 'throw') return false;
    // `iterator.throw(error)` comes back.
    return !ITERATOR.test(tree.textOf(tree.childInField(callee, FIELD.object)));
  }

  /** The function of this file that is called, or -1: by its name, or a method by `this`. */
  #functionOf(callee: number): number {
    const { tree } = this.#names;
    if (tree.kind[callee] === KIND.identifier) {
      const binding = this.#names.bindingOf(callee);
      if (!binding || binding.writes > 1) return -1;
      const value = binding.sort === 'function' ? binding.value : this.#names.originOf(callee);
      return value >= 0 && FUNCTIONS.has(tree.kind[value] as number) ? value : -1;
    }
    if (tree.kind[tree.childInField(callee, FIELD.object)] !== KIND.this) return -1;
    let owner = tree.parent[callee] as number;
    while (owner > 0 && !CLASSES.has(tree.kind[owner] as number)) owner = tree.parent[owner] as number;
    const name = tree.textOf(tree.childInField(callee, FIELD.property));
    const members = owner > 0 ? tree.children(tree.childInField(owner, FIELD.body)) : [];
    return (
      members.find(
        (member) => tree.kind[member] === KIND.method && tree.textOf(tree.childInField(member, FIELD.name)) === name,
      ) ?? -1
    );
  }

  #throws(fn: number, depth: number): boolean {
    const known = this.#throwing.get(fn);
    if (known !== undefined) return known;
    this.#throwing.set(fn, false);
    const throws = this.#findThrows(fn, depth + 1);
    this.#throwing.set(fn, throws);
    return throws;
  }

  #findThrows(fn: number, depth: number): boolean {
    const { tree } = this.#names;
    const body = tree.childInField(fn, FIELD.body);
    if (body < 0 || tree.text.charAt((tree.start[fn] as number) + 'function'.length) === '*') return false;
    if (tree.kind[body] !== KIND.block) return this.neverGives(body, depth);
    if (!this.#leaves(body, false, depth)) return false;
    for (let node = body; node < (tree.next[body] as number); ) {
      const kind = tree.kind[node] as number;
      if (kind === KIND.return) return false;
      node = FUNCTIONS.has(kind) ? (tree.next[node] as number) : node + 1;
    }
    return true;
  }

  #isAsync(fn: number): boolean {
    const { tree } = this.#names;
    const parameters = tree.childInField(fn, FIELD.parameters);
    const end = parameters < 0 ? (tree.start[fn] as number) + 6 : (tree.start[parameters] as number);
    return /\basync\b/.test(tree.text.slice(tree.start[fn], end));
  }
}

/** What frameworks and runtimes throw or end by: of SvelteKit `fail` and of Remix `redirect` are not among it, for they give an answer that is to be returned. */
const LEAVING =
  /^(process\.(exit|abort)|Deno\.exit|assert\.fail|next\/navigation\.(notFound|redirect|permanentRedirect|forbidden|unauthorized)|@sveltejs\/kit\.(error|redirect|invalid)|commander\.(Command\(\)|program)\.(error|help)|chai\.(expect|assert)\.fail)$/;
/** Functions of other files that are called so are believed to throw. */
const LEAVING_NAME =
  /^(throw|raise)([A-Z]\w*)?$|^(die|panic|bail|abort|unreachable|fatal|assertNever|notFound|forbidden|unauthorized)$/;
const ITERATOR = /(^|\.)_?(gen|generator|it|iter|iterator)\w*$/i;
