import type { Binding } from '../names/binding.ts';
import type { Names } from '../names/names.ts';
import { CLASSES, calleeOf, FIELD, FUNCTIONS, KIND } from '../syntax/javascript.ts';
import { kindOf, kindTable } from '../syntax/kinds.ts';
import { ComponentOptions } from './component-options.ts';
import { calledByName } from './function-table.ts';

/** A parameter: which one, of which function, and the members followed through its pattern. */
export type Parameter = { readonly of: number; readonly index: number; readonly path: readonly string[] };

export type CallSite = {
  readonly call: number;
  /** How the function is used there: called itself, or handed over as this argument. */
  readonly argument: number | undefined;
  /** It is one of several of which a name decides which is called. */
  readonly isOneOfMany?: true;
};

/** Element of an array, value of a map: what a computed index reads. */
export const ELEMENT = '*';

/** The functions and classes of a file, and who calls whom. Answers are found when asked for, and kept. */
export class Structure {
  readonly names: Names;
  readonly #returns = new Map<number, readonly number[]>();
  #component: ComponentOptions | undefined;
  #exported: Set<string> | undefined;
  #uses: Map<number, CallSite[]> | undefined;

  constructor(names: Names) {
    this.names = names;
  }

  /** The component that the file declares by an object, if it does. */
  get component(): ComponentOptions {
    this.#component ??= new ComponentOptions(this.names, (fn) => this.returns(fn));
    return this.#component;
  }

  functionAround(node: number): number {
    const { parent, kind } = this.names.tree;
    let at = parent[node] as number;
    while (at > 0 && !FUNCTIONS.has(kind[at] as number)) at = parent[at] as number;
    return Math.max(at, 0);
  }

  classAround(node: number): number {
    const { parent, kind } = this.names.tree;
    let at = parent[node] as number;
    while (at > 0 && !CLASSES.has(kind[at] as number)) at = parent[at] as number;
    return at > 0 ? at : -1;
  }

  /** The parameters of a function: each its pattern or identifier, without type and default. */
  parameters(fn: number): number[] {
    const { tree } = this.names;
    const single = tree.childInField(fn, FIELD.parameter);
    if (single >= 0) return [single];
    const list = tree.childInField(fn, FIELD.parameters);
    return list < 0 ? [] : tree.children(list).filter((child) => !this.#isThisParameter(child));
  }

  #isThisParameter(node: number): boolean {
    const { tree } = this.names;
    return tree.kind[tree.childInField(node, FIELD.pattern)] === KIND.this;
  }

  /** The parameter that a binding is, or lies in. */
  parameterOf(binding: Binding): Parameter | undefined {
    const { tree } = this.names;
    let at = binding.node;
    const path: string[] = [];
    for (let up = tree.parent[at] as number; up >= 0; at = up, up = tree.parent[up] as number) {
      const kind = tree.kind[up] as number;
      if (kind === KIND.pairPattern) path.unshift(this.names.patternKey(up) ?? ELEMENT);
      else if (kind === KIND.arrayPattern) path.unshift(ELEMENT);
      else if (
        (kind === KIND.objectPattern || kind === KIND.objectAssignmentPattern) &&
        tree.kind[at] === KIND.shorthandPattern
      )
        path.unshift(tree.textOf(at));
      else if (kind === KIND.formalParameters) {
        const of = tree.parent[up] as number;
        const index = this.parameters(of).indexOf(at);
        return index < 0 ? undefined : { of, index, path };
      } else if (kind === KIND.arrow) return { of: up, index: 0, path };
      else if (FUNCTIONS.has(kind) || kind === KIND.block) return undefined;
    }
    return undefined;
  }

  /** What a function may give back: the expressions of its returns, or its body. */
  returns(fn: number): readonly number[] {
    const known = this.#returns.get(fn);
    if (known) return known;
    const { tree } = this.names;
    const body = tree.childInField(fn, FIELD.body);
    const found: number[] = [];
    if (body >= 0 && tree.kind[body] !== KIND.block) found.push(body);
    else if (body >= 0)
      for (let node = body; node < (tree.next[body] as number); ) {
        const kind = tree.kind[node] as number;
        if (FUNCTIONS.has(kind)) {
          node = tree.next[node] as number;
          continue;
        }
        if (kind === KIND.return || kind === KIND.yield) {
          const value = tree.firstChild(node);
          if (value >= 0) found.push(value);
        }
        node++;
      }
    this.#returns.set(fn, found);
    return found;
  }

  /** The function of this file that an expression stands for, or -1. */
  functionOf(node: number, depth = 0): number {
    if (node < 0 || depth > 8) return -1;
    const { names } = this;
    const { tree } = names;
    const origin = names.originOf(node);
    const kind = tree.kind[origin] as number;
    if (FUNCTIONS.has(kind)) return origin;
    if (kind === KIND.identifier || kind === KIND.shorthandProperty) {
      const binding = names.bindingOf(origin);
      if (!binding) return this.component.method(tree.textOf(origin));
      return binding.sort === 'function' && binding.writes <= 1 ? binding.value : -1;
    }
    // `asyncHandler(async (req, res) => ...)`, `useCallback(() => ...)`, `fn.bind(this)`: the function within.
    if (kind === KIND.call) {
      const callee = tree.childInField(origin, FIELD.function);
      if (tree.kind[callee] === KIND.member && tree.textOf(tree.childInField(callee, FIELD.property)) === 'bind')
        return this.functionOf(tree.childInField(callee, FIELD.object), depth + 1);
      const name = names.resolve(callee);
      return name !== undefined && WRAPPERS.has(name) ? this.functionOf(names.argument(origin, 0), depth + 1) : -1;
    }
    return kind === KIND.member ? this.#methodOf(origin) : -1;
  }

  #methodOf(member: number): number {
    const { names } = this;
    const { tree } = names;
    const object = names.originOf(tree.childInField(member, FIELD.object));
    const name = tree.textOf(tree.childInField(member, FIELD.property));
    if (tree.kind[object] === KIND.this) {
      const owner = this.classAround(object);
      return owner < 0 ? this.component.method(name) : this.method(owner, name);
    }
    if (tree.kind[object] === KIND.new)
      return this.method(this.classOf(tree.childInField(object, FIELD.constructor)), name);
    if (tree.kind[object] === KIND.identifier) return this.method(this.classOf(object), name);
    if (tree.kind[object] === KIND.member && tree.kind[tree.childInField(object, FIELD.object)] === KIND.this)
      return this.method(this.#classOfField(object), name);
    return -1;
  }

  /** `this.orders`, where the constructor is given it, or the field declared, as a class of this file. */
  #classOfField(member: number): number {
    const { names } = this;
    const { tree } = names;
    const field = tree.textOf(tree.childInField(member, FIELD.property));
    for (const node of this.members(Math.max(this.classAround(member), 0))) {
      const declarations = tree.kind[node] === KIND.method ? this.parameters(node) : [node];
      for (const declaration of declarations) {
        const pattern = tree.childInField(declaration, FIELD.pattern);
        const name = pattern >= 0 ? pattern : tree.childInField(declaration, FIELD.name);
        if (name < 0 || tree.textOf(name) !== field) continue;
        const type = /^:\s*([A-Za-z_$][\w$]*)\s*$/.exec(tree.textOf(tree.childInField(declaration, FIELD.type)))?.[1];
        const binding = type === undefined ? undefined : names.lookUp(declaration, type);
        if (binding?.sort === 'class' && CLASSES.has(tree.kind[binding.value] as number)) return binding.value;
        const value = tree.childInField(declaration, FIELD.value);
        if (value >= 0 && tree.kind[value] === KIND.new)
          return this.classOf(tree.childInField(value, FIELD.constructor));
      }
    }
    return -1;
  }

  /** The class of this file that an expression names, or -1. */
  classOf(node: number): number {
    const { names } = this;
    if (node < 0) return -1;
    const binding = names.tree.kind[node] === KIND.identifier ? names.bindingOf(node) : undefined;
    if (binding?.sort === 'class') return CLASSES.has(names.tree.kind[binding.value] as number) ? binding.value : -1;
    const origin = names.originOf(node);
    return CLASSES.has(names.tree.kind[origin] as number) ? origin : -1;
  }

  /** The class that another extends, where this file has it. */
  superclassOf(node: number): number {
    const { tree } = this.names;
    for (const child of tree.children(node)) {
      if (tree.kind[child] !== CLASS_HERITAGE) continue;
      const clause = tree.firstChild(child);
      const base = tree.kind[clause] === EXTENDS_CLAUSE ? tree.childInField(clause, FIELD.value) : clause;
      return this.classOf(base);
    }
    return -1;
  }

  /** A method of a class or of what it extends, or -1. */
  method(node: number, name: string, depth = 0): number {
    if (node < 0 || depth > 8) return -1;
    for (const member of this.members(node)) {
      const { tree } = this.names;
      if (this.memberName(member) !== name) continue;
      if (tree.kind[member] === KIND.method) return member;
      const value = tree.childInField(member, FIELD.value);
      if (FUNCTIONS.has(tree.kind[value] as number)) return value;
    }
    return this.method(this.superclassOf(node), name, depth + 1);
  }

  /** The name of a member of a class. The grammar of JavaScript calls that of a field `property`, that of TypeScript `name`. */
  memberName(member: number): string | undefined {
    const { tree } = this.names;
    const name = tree.childInField(member, FIELD.name);
    const found = name >= 0 ? name : tree.childInField(member, FIELD.property);
    return found < 0 ? undefined : tree.textOf(found);
  }

  /** The name of a parameter that is a member of the object as well, `private readonly name: string`; or -1. */
  parameterProperty(fn: number, member: string): number {
    const { tree } = this.names;
    for (const parameter of this.parameters(fn)) {
      const pattern = tree.childInField(parameter, FIELD.pattern);
      if (pattern < 0 || tree.textOf(pattern) !== member) continue;
      if (IS_PROPERTY.test(tree.text.slice(tree.start[parameter], tree.start[pattern]))) return pattern;
    }
    return -1;
  }

  members(node: number): number[] {
    const { tree } = this.names;
    const body = tree.childInField(node, FIELD.body);
    return body < 0 ? [] : tree.children(body);
  }

  /** Whether a name of the file's top level is exported apart from its declaration. */
  isExported(name: string): boolean {
    this.#exported ??= this.#findExported();
    return this.#exported.has(name);
  }

  #findExported(): Set<string> {
    const { tree } = this.names;
    const exported = new Set<string>();
    for (const statement of tree.children(0)) {
      if (tree.kind[statement] === KIND.exportStatement) {
        const clause = tree.childOfKind(statement, KIND.exportClause);
        const value = tree.childInField(statement, FIELD.value);
        if (value >= 0) exported.add(tree.textOf(value));
        if (clause >= 0)
          for (const specifier of tree.children(clause))
            exported.add(tree.textOf(tree.childInField(specifier, FIELD.name)));
      }
      const assignment = tree.kind[statement] === KIND.expressionStatement ? tree.firstChild(statement) : -1;
      if (assignment < 0 || tree.kind[assignment] !== KIND.assignment) continue;
      if (!/^(module\.)?exports\b/.test(tree.textOf(tree.childInField(assignment, FIELD.left)))) continue;
      const value = tree.childInField(assignment, FIELD.right);
      if (tree.kind[value] === KIND.identifier) exported.add(tree.textOf(value));
      if (tree.kind[value] === KIND.object)
        for (const member of tree.children(value)) exported.add(tree.textOf(this.names.valueOf(member)));
    }
    return exported;
  }

  /** Where a function is called, and where it is handed to a call. */
  usesOf(fn: number): readonly CallSite[] {
    this.#uses ??= this.#findUses();
    return this.#uses.get(fn) ?? [];
  }

  #findUses(): Map<number, CallSite[]> {
    const { names } = this;
    const { tree } = names;
    const uses = new Map<number, CallSite[]>();
    const add = (fn: number, site: CallSite) => {
      if (fn < 0) return;
      const known = uses.get(fn);
      if (known) known.push(site);
      else uses.set(fn, [site]);
    };
    const { count } = tree;
    for (let node = 0; node < count; node++) {
      const kind = tree.kind[node] as number;
      if (CALLS[kind] !== 1) continue;
      const callee = calleeOf(tree, node);
      const called = kind === KIND.new ? this.method(this.classOf(callee), 'constructor') : this.functionOf(callee);
      add(called, { call: node, argument: undefined });
      if (called < 0 && kind === KIND.call)
        for (const value of calledByName(names, callee))
          add(this.functionOf(value), { call: node, argument: undefined, isOneOfMany: true });
      for (const [argument, value] of names.arguments(node).entries())
        if (MAY_BE_FUNCTION.has(tree.kind[value] as number)) add(this.functionOf(value), { call: node, argument });
    }
    return uses;
  }
}

/** Calls that give back the function they are given, or one that calls it with the same arguments. */
const WRAPPERS = new Set([
  'react.useCallback',
  'useCallback',
  'express-async-handler',
  'asyncHandler',
  'catchAsync',
  'wrapAsync',
  'lodash.debounce',
  'lodash.throttle',
  'lodash.once',
  'lodash.memoize',
  'react.memo',
  'react.cache',
]);

const IS_PROPERTY = /\b(private|public|protected|readonly|override)\b/;
const CLASS_HERITAGE = kindOf('class_heritage');
const EXTENDS_CLAUSE = kindOf('extends_clause');
const CALLS = kindTable([KIND.call, KIND.new]);
const MAY_BE_FUNCTION: ReadonlySet<number> = new Set([...FUNCTIONS, KIND.identifier, KIND.member, KIND.call]);
