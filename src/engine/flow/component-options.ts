import type { Names } from '../names/names.ts';
import { FIELD, FUNCTIONS, KIND } from '../syntax/javascript.ts';

/** What declares a component by its options. */
const DECLARES = /^(?:vue\.|Vue\.|@vue\/composition-api\.)?(?:defineComponent|createApp|extend|defineNuxtComponent)$/;

/**
 * A component that is an object of options, as Vue's may be: what `this.x` of its methods, and `x` in its template, stands for.
 * https://vuejs.org/api/options-state.html
 */
export class ComponentOptions {
  readonly #names: Names;
  readonly #returns: (fn: number) => readonly number[];
  readonly #object: number;

  constructor(names: Names, returns: (fn: number) => readonly number[]) {
    this.#names = names;
    this.#returns = returns;
    this.#object = this.#find();
  }

  get exists(): boolean {
    return this.#object >= 0;
  }

  /** The expressions whose value a member has: of `data`, of what `setup` gives, of what a computed property gives back. */
  valuesOf(member: string): readonly number[] {
    if (!this.exists) return [];
    const found: number[] = [];
    for (const option of ['data', 'setup', 'asyncData']) {
      const made = this.#option(option);
      for (const result of FUNCTIONS.has(this.#kind(made)) ? this.#returns(made) : [made]) {
        const value = this.#names.property(this.#names.originOf(result), member);
        if (value >= 0) found.push(value);
      }
    }
    const computed = this.#names.property(this.#names.originOf(this.#option('computed')), member);
    const getter = this.#kind(computed) === KIND.object ? this.#names.property(computed, 'get') : computed;
    if (FUNCTIONS.has(this.#kind(getter))) found.push(...this.#returns(getter));
    return found;
  }

  /** The method of that name, or -1. */
  method(name: string): number {
    const method = this.exists ? this.#names.property(this.#names.originOf(this.#option('methods')), name) : -1;
    return FUNCTIONS.has(this.#kind(method)) ? method : -1;
  }

  #option(name: string): number {
    return this.#names.property(this.#object, name);
  }

  #kind(node: number): number {
    return node < 0 ? -1 : (this.#names.tree.kind[node] as number);
  }

  #find(): number {
    const { tree } = this.#names;
    for (const statement of tree.count === 0 ? [] : tree.children(0)) {
      const kind = tree.kind[statement];
      if (kind !== KIND.exportStatement && kind !== KIND.expressionStatement) continue;
      const object = this.#optionsIn(
        kind === KIND.exportStatement ? tree.childInField(statement, FIELD.value) : tree.firstChild(statement),
        kind === KIND.exportStatement,
      );
      if (object >= 0) return object;
    }
    return -1;
  }

  /** `{ ... }`, `defineComponent({ ... })`, `createApp({ ... }).mount('#app')`, `new Vue({ ... })`. */
  #optionsIn(node: number, isExported: boolean): number {
    const { tree } = this.#names;
    let at = node;
    for (let step = 0; step < 4 && at >= 0; step++) {
      const kind = tree.kind[at];
      if (kind === KIND.object) return isExported || step > 0 ? at : -1;
      if (kind === KIND.new || kind === KIND.call) {
        const callee = tree.childInField(at, kind === KIND.new ? FIELD.constructor : FIELD.function);
        const isIt =
          kind === KIND.new ? tree.textOf(callee) === 'Vue' : DECLARES.test(this.#names.resolve(callee) ?? '');
        if (isIt) at = this.#names.originOf(this.#names.argument(at, 0));
        else at = tree.kind[callee] === KIND.member ? tree.childInField(callee, FIELD.object) : -1;
        if (isIt) return tree.kind[at] === KIND.object ? at : -1;
      } else at = kind === KIND.as || kind === KIND.satisfies ? tree.firstChild(at) : -1;
    }
    return -1;
  }
}
