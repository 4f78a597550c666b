import type { FlatTree } from '../syntax/flat-tree.ts';
import { FIELD, KIND, WRAPPERS } from '../syntax/javascript.ts';
import { Said } from '../text/said.ts';
import type { Binding } from './binding.ts';
import { ClassFields } from './class-fields.ts';
import { CodeText } from './code-text.ts';
import { binaryValue, operandsOf, operatorOf, templateValue, unaryValue } from './constant-value.ts';
import { type Declarations, findDeclarations, lookUp } from './declarations.ts';
import { Depths, QUESTION } from './depths.ts';
import { FUNCTION_WRAPPERS, IMPORT_HELPERS } from './dresses.ts';
import { joinName, moduleName } from './join-name.ts';
import type { Outlook } from './outlook.ts';
import { stringValue } from './string-value.ts';

/** What a literal can be. */
export type Constant = string | number | boolean | null;

/** How far a chain of aliases or a concatenation is followed. Longer ones are made by machines, or to tire us. */
const MAX_DEPTH = 64;

/** Longer text is made by machines, and doubling it a few times fills the memory. */
const LONGEST_CONSTANT = 20_000;

const UNDECLARED = 1;
const NONE: ReadonlyMap<string, string> = new Map();

/**
 * What the expressions of one file refer to.
 *
 * A name is written as a dotted path from a global (`Math.random`) or a module (`crypto.createHash`, `fs/promises.readFile`); `()` stands
 * for the result of a call or `new`: `express().use`. Default imports and `.default` are the module itself, `node:` is left out.
 */
export class Names {
  /** {@link tree} for those who look at no more of it than what they write down in the outlook. */
  readonly flat: FlatTree;
  readonly #said: Said;
  readonly #code: CodeText;
  /** Where what is looked at is written down, if anybody wants to know. */
  readonly outlook: Outlook | undefined;
  readonly #declarations: Declarations;
  readonly #undeclared: ReadonlyMap<string, string>;
  /** By node, one more than the place of its name among the {@link Names.#resolvedNames}; 0 where that has not been asked. */
  readonly #resolved: Int32Array;
  /** By identifier, where that has been asked: {@link UNDECLARED}, or that and one more than the place of its binding among the found. */
  readonly #bindings: Int32Array;
  readonly #foundBindings: Binding[] = [];
  readonly #resolvedNames: (string | undefined)[] = [undefined];
  readonly #constants = new Map<number, Constant | undefined>();
  /** By node, one more than the node it takes its value from; 0 where that has not been asked. */
  readonly #origins: Int32Array;
  readonly #depths: Depths | undefined;
  readonly #fields: ClassFields;

  /** @param undeclared what names stand for that the file does not declare; itself where that is not said. */
  constructor(
    tree: FlatTree,
    undeclared: ReadonlyMap<string, string> = NONE,
    said = new Said(tree.text),
    outlook?: Outlook,
  ) {
    this.flat = tree;
    this.outlook = outlook;
    this.#said = said;
    this.#code = new CodeText(tree, said);
    this.#undeclared = undeclared;
    this.#declarations = findDeclarations(tree);
    this.#resolved = new Int32Array(tree.count);
    this.#origins = new Int32Array(tree.count);
    this.#bindings = new Int32Array(tree.count);
    this.#depths = outlook && new Depths(tree.count, MAX_DEPTH, outlook);
    this.#fields = new ClassFields(tree, outlook);
    outlook?.declares(this.#declarations.scopes.get(0), () => this.#fields.writes);
  }

  /** The whole file. Who looks at that is asked again after every edit. */
  get tree(): FlatTree {
    if (this.outlook) this.outlook.isOpen = true;
    return this.flat;
  }

  /** Whether the text of the file has a match somewhere. Each expression is looked for once, however many rules and places ask. */
  says(expression: RegExp): boolean {
    const answer = this.#said.says(expression);
    this.outlook?.hears(expression, false, answer);
    return answer;
  }

  saysInCode(expression: RegExp): boolean {
    const answer = this.#code.says(0, expression);
    this.outlook?.hears(expression, true, answer);
    return answer;
  }

  /** The text of a node without comments. */
  codeOf(node: number): string {
    return this.#code.of(node);
  }

  /** Whether a pattern, which is to be a constant, is found in the code of a node. */
  isInCodeOf(node: number, pattern: RegExp): boolean {
    return node === 0 ? this.saysInCode(pattern) : this.#code.says(node, pattern);
  }

  /** The binding an identifier means, or undefined when the file does not declare it. */
  bindingOf(identifier: number): Binding | undefined {
    const known = this.#bindings[identifier] as number;
    if (known === UNDECLARED) return undefined;
    if (known > UNDECLARED) return this.#foundBindings[known - UNDECLARED - 1];
    const binding = this.lookUp(identifier, this.flat.textOf(identifier));
    this.#bindings[identifier] = binding ? UNDECLARED + this.#foundBindings.push(binding) : UNDECLARED;
    return binding;
  }

  /** The binding that a name means at a node, or undefined when the file does not declare it. */
  lookUp(node: number, name: string): Binding | undefined {
    return lookUp(this.flat, this.#declarations, node, name, this.outlook);
  }

  /** The dotted name of what a binding imports, or undefined for other bindings. */
  moduleOf({ module, path }: Binding): string | undefined {
    return module === undefined || path === undefined ? undefined : path.reduce(joinName, moduleName(module));
  }

  /** The name an expression refers to, or undefined when it is a value of the file's own. */
  resolve(node: number, depth = 0): string | undefined {
    if (node < 0 || this.#isTooDeep(depth)) return undefined;
    const known = this.#resolved[node] as number;
    if (known > 0) {
      this.#depths?.again(QUESTION.name, node, depth);
      return this.#resolvedNames[known - 1];
    }
    // No name: it holds for the time of the look-up, so that a cycle of aliases ends.
    this.#resolved[node] = 1;
    const outer = this.#depths?.begin(QUESTION.name, node, depth);
    const name = this.#resolveNew(node, depth + 1);
    this.#depths?.end(QUESTION.name, node, depth, outer);
    if (name !== undefined) this.#resolved[node] = this.#resolvedNames.push(name);
    return name;
  }

  #isTooDeep(depth: number): boolean {
    if (depth <= MAX_DEPTH) return false;
    this.#depths?.exceeded();
    return true;
  }

  /** The name that a declaring identifier stands for: {@link resolve} for the place where it is declared. */
  resolveBinding(identifier: number): string | undefined {
    return this.#resolveIdentifier(identifier, 0);
  }

  #resolveNew(node: number, depth: number): string | undefined {
    const { flat: tree } = this;
    switch (tree.kind[node]) {
      case KIND.identifier:
      case KIND.shorthandProperty:
        return this.#resolveIdentifier(node, depth);
      case KIND.member: {
        const object = this.resolve(tree.childInField(node, FIELD.object), depth);
        const property = tree.childInField(node, FIELD.property);
        if (object === undefined || property < 0) return undefined;
        return joinName(object, tree.textOf(property));
      }
      case KIND.subscript: {
        const object = this.resolve(tree.childInField(node, FIELD.object), depth);
        const index = object === undefined ? undefined : this.constantOf(tree.childInField(node, FIELD.index), depth);
        return object !== undefined && typeof index === 'string' ? joinName(object, index) : undefined;
      }
      case KIND.call:
        return this.#resolveCall(node, depth);
      case KIND.new: {
        const name = this.resolve(tree.childInField(node, FIELD.constructor), depth);
        return name === undefined ? undefined : `${name}()`;
      }
      case KIND.await:
      case KIND.parenthesized:
      case KIND.as:
      case KIND.satisfies:
      case KIND.nonNull:
        return this.resolve(tree.firstChild(node), depth);
      case KIND.typeAssertion:
      case KIND.sequence:
        // `(0, module.name)(...)`: what compilers write for a call without `this`.
        return this.resolve(tree.children(node).at(-1) ?? -1, depth);
    }
    return undefined;
  }

  #resolveIdentifier(node: number, depth: number): string | undefined {
    const binding = this.bindingOf(node);
    if (!binding) return this.#undeclaredName(this.flat.textOf(node));
    if (binding.path === undefined) return undefined;
    if (binding.module !== undefined) return binding.path.reduce(joinName, moduleName(binding.module));
    if (binding.sort !== 'variable' || binding.writes > 1 || binding.value < 0) return undefined;
    this.outlook?.follows(node, binding.value);
    const start = this.resolve(binding.value, depth);
    return start === undefined ? undefined : binding.path.reduce(joinName, start);
  }

  #undeclaredName(name: string): string {
    return this.#undeclared.get(name) ?? name;
  }

  #resolveCall(node: number, depth: number): string | undefined {
    const { flat: tree } = this;
    const callee = tree.childInField(node, FIELD.function);
    if (callee < 0) return undefined;
    const isImport = tree.kind[callee] === KIND.importKeyword;
    if (tree.kind[callee] === KIND.identifier && IMPORT_HELPERS.has(tree.textOf(callee)))
      return this.resolve(this.argument(node, 0), depth);
    const name = isImport ? undefined : this.resolve(callee, depth);
    if (isImport || name === 'require') {
      const specifier = this.constantOf(this.argument(node, 0), depth);
      return typeof specifier === 'string' ? moduleName(specifier) : undefined;
    }
    if (name === undefined) return undefined;
    // The grammar of JavaScript takes the outer `await` of `await (await f()).g()` for a function.
    if (name === 'await') return this.resolve(this.argument(node, 0), depth);
    if (FUNCTION_WRAPPERS.has(name)) return this.resolve(this.argument(node, 0), depth);
    if (name.endsWith('.bind')) return name.slice(0, -'.bind'.length);
    if (name === 'module.createRequire' || name === 'createRequire') return 'require';
    return `${name}()`;
  }

  /** The last name of a callee: `b` of `a.b`, `a` of `a`; empty where there is none. */
  lastNameOf(node: number): string {
    if (node < 0) return '';
    const { flat: tree } = this;
    const kind = tree.kind[node];
    if (kind === KIND.identifier) return tree.textOf(node);
    return kind === KIND.member ? tree.textOf(tree.childInField(node, FIELD.property)) : '';
  }

  /** The nodes of a call's arguments; none for a tagged template. */
  arguments(call: number): number[] {
    const list = this.flat.childInField(call, FIELD.arguments);
    return list >= 0 && this.flat.kind[list] === KIND.arguments ? this.flat.children(list) : [];
  }

  /** An argument of a call, or -1. */
  argument(call: number, index: number): number {
    return this.arguments(call)[index] ?? -1;
  }

  /** The value of an expression that is always the same: literals, constants, concatenations and templates of them. */
  constantOf(node: number, depth = 0): Constant | undefined {
    if (node < 0 || this.#isTooDeep(depth)) return undefined;
    const known = this.#constants.get(node);
    if (known !== undefined || this.#constants.has(node)) {
      this.#depths?.again(QUESTION.constant, node, depth);
      return known;
    }
    // Holds for the time of the look-up, so that a cycle of constants ends.
    this.#constants.set(node, undefined);
    const outer = this.#depths?.begin(QUESTION.constant, node, depth);
    const value = this.#constantOf(node, depth);
    this.#depths?.end(QUESTION.constant, node, depth, outer);
    const isTooLong = typeof value === 'string' && value.length > LONGEST_CONSTANT;
    this.#constants.set(node, isTooLong ? undefined : value);
    return isTooLong ? undefined : value;
  }

  #constantOf(node: number, depth: number): Constant | undefined {
    const { flat: tree } = this;
    switch (tree.kind[node]) {
      case KIND.string:
        return stringValue(tree.textOf(node));
      case KIND.template:
        return templateValue(this, node, depth);
      case KIND.number:
        return Number(tree.textOf(node).replaceAll('_', ''));
      case KIND.true:
        return true;
      case KIND.false:
        return false;
      case KIND.null:
        return null;
      case KIND.unary:
        return unaryValue(this, node, depth);
      case KIND.binary:
        return binaryValue(this, node, depth);
      case KIND.identifier:
      case KIND.shorthandProperty:
      case KIND.member:
      case KIND.subscript:
      case KIND.parenthesized:
      case KIND.as:
      case KIND.satisfies:
      case KIND.nonNull: {
        const origin = this.originOf(node, depth + 1);
        return origin === node ? undefined : this.constantOf(origin, depth + 1);
      }
    }
    return undefined;
  }

  /**
   * The node whose value an expression takes: through wrappers, constants, properties of object literals. The node itself where that
   * cannot be told.
   */
  originOf(node: number, depth = 0): number {
    if (node < 0 || this.#isTooDeep(depth)) return node;
    const known = this.#origins[node] as number;
    if (known > 0) {
      this.#depths?.again(QUESTION.origin, node, depth);
      return known - 1;
    }
    this.#origins[node] = node + 1;
    const outer = this.#depths?.begin(QUESTION.origin, node, depth);
    const origin = this.#originOf(node, depth);
    this.#depths?.end(QUESTION.origin, node, depth, outer);
    this.#origins[node] = origin + 1;
    return origin;
  }

  #originOf(node: number, depth: number): number {
    const { flat: tree } = this;
    const kind = tree.kind[node] as number;
    if (WRAPPERS.has(kind)) return this.originOf(tree.firstChild(node), depth + 1);
    if (kind === KIND.typeAssertion) return this.originOf(tree.children(node).at(-1) ?? node, depth + 1);
    if (kind === KIND.identifier || kind === KIND.shorthandProperty) return this.#originOfIdentifier(node, depth);
    if (kind === KIND.member) {
      const owner = tree.childInField(node, FIELD.object);
      const property = tree.childInField(node, FIELD.property);
      const value = property >= 0 ? this.#memberValue(owner, tree.textOf(property), depth) : -1;
      return value >= 0 ? this.originOf(value, depth + 1) : node;
    }
    return node;
  }

  /** The value of `this.iv`, `Sealer.IV` or `SETTINGS.iv`, or -1. */
  #memberValue(owner: number, name: string, depth: number): number {
    if (this.flat.kind[owner] === KIND.this) return this.#fields.ofThis(owner, name);
    const binding = this.flat.kind[owner] === KIND.identifier ? this.bindingOf(owner) : undefined;
    if (binding?.sort === 'class') return this.#fields.ofClass(owner, binding.value, name);
    return this.property(this.originOf(owner, depth + 1), name);
  }

  #originOfIdentifier(node: number, depth: number): number {
    const binding = this.bindingOf(node);
    if (!binding || binding.writes > 1 || binding.value < 0 || binding.path === undefined) return node;
    this.outlook?.follows(node, binding.value);
    let value = this.originOf(binding.value, depth + 1);
    for (const name of binding.path) {
      value = this.property(value, name);
      if (value < 0) return node;
      value = this.originOf(value, depth + 1);
    }
    return value;
  }

  /** The value node of a property written in an object literal, the last one of that name, or -1. */
  property(object: number, name: string): number {
    const { flat: tree } = this;
    if (object < 0 || tree.kind[object] !== KIND.object) return -1;
    let found = -1;
    for (const child of tree.children(object)) {
      if (this.keyOf(child) === name) found = this.valueOf(child);
      // What is spread later may overwrite it.
      else if (tree.kind[child] === KIND.spread) found = -1;
    }
    return found;
  }

  /** The name of an object literal's member, or undefined for spreads and computed names that are not constant. */
  keyOf(member: number): string | undefined {
    const { flat: tree } = this;
    const kind = tree.kind[member];
    if (kind === KIND.shorthandProperty) return tree.textOf(member);
    if (kind !== KIND.pair && kind !== KIND.method) return undefined;
    const key = tree.childInField(member, kind === KIND.pair ? FIELD.key : FIELD.name);
    if (key < 0) return undefined;
    if (tree.kind[key] === KIND.string) return stringValue(tree.textOf(key));
    if (tree.kind[key] !== KIND.computedName) return tree.textOf(key);
    const value = this.constantOf(tree.firstChild(key));
    return typeof value === 'string' ? value : undefined;
  }

  /** The name that a `key: pattern` in a binding pattern takes apart, or undefined where it is computed. */
  patternKey(pair: number): string | undefined {
    const { flat: tree } = this;
    const key = tree.childInField(pair, FIELD.key);
    if (key < 0 || tree.kind[key] === KIND.computedName) return undefined;
    return tree.kind[key] === KIND.string ? stringValue(tree.textOf(key)) : tree.textOf(key);
  }

  valueOf(member: number): number {
    return this.flat.kind[member] === KIND.pair ? this.flat.childInField(member, FIELD.value) : member;
  }

  /** The operands of a chain of `+`, left to right, found without recursion: a chain may be thousands long. */
  operands(node: number): number[] {
    return operandsOf(this.flat, node);
  }

  operatorOf(node: number): string {
    return operatorOf(this.flat, node);
  }
}
