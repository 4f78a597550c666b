import type { Binding } from '../names/binding.ts';
import type { Names } from '../names/names.ts';
import { calleeOf, FIELD, KIND } from '../syntax/javascript.ts';
import type { Definitions } from './definitions.ts';
import type { ReadSpec } from './model.ts';
import type { ModelIndex } from './model-index.ts';
import { asksModel } from './model-request.ts';
import { ParameterTypes } from './parameter-types.ts';
import { ELEMENT, type Structure } from './structure.ts';

/** What a member of something known is: data that enters, an object of another type, or a name that no model says more of. */
export type Read =
  | { readonly spec: Exclude<ReadSpec, string>; readonly rest: readonly string[] }
  | { readonly type: string };

const MAX_DEPTH = 32;

/**
 * What the objects of a file are, as far as libraries hand them out: the request of a handler, the pool of a driver. A type is written as a
 * name: `express.Request`.
 */
export class Types {
  readonly #names: Names;
  readonly #structure: Structure;
  readonly #definitions: Definitions;
  readonly #models: ModelIndex;
  readonly #known = new Map<number, string | undefined>();
  /** Of variables: one that is written thousands of times is asked for as often. */
  readonly #variables = new Map<Binding, string | undefined>();
  readonly #parameters: ParameterTypes;

  constructor(names: Names, structure: Structure, definitions: Definitions, models: ModelIndex) {
    this.#names = names;
    this.#structure = structure;
    this.#definitions = definitions;
    this.#models = models;
    this.#parameters = new ParameterTypes(this, names, structure, models);
  }

  /** The name or type of an expression, or undefined. */
  typeOf(node: number, depth = 0): string | undefined {
    if (node < 0 || depth > MAX_DEPTH) return undefined;
    if (this.#known.has(node)) return this.#known.get(node);
    this.#known.set(node, undefined);
    const type = this.#typeOf(node, depth + 1);
    this.#known.set(node, type);
    return type;
  }

  /** Follows members from a type: the data they are, or what they are. */
  read(type: string, path: readonly string[]): Read {
    const whole = this.#models.reads.get(type);
    let found: Read | undefined =
      whole !== undefined && typeof whole !== 'string' ? { spec: whole, rest: path } : undefined;
    let at = typeof whole === 'string' ? whole : type;
    for (const [index, name] of path.entries()) {
      const spec: ReadSpec | undefined =
        this.#models.reads.get(`${at}.${name}`) ??
        (name === ELEMENT || found ? undefined : this.#models.reads.get(`${at}.*`));
      const isUnsaid = typeof spec === 'object' && spec.says !== undefined && !this.#names.says(spec.says);
      if (typeof spec === 'string' || isUnsaid) found = undefined;
      else if (typeof spec === 'object') found = { spec, rest: path.slice(index + 1) };
      at = typeof spec === 'string' ? spec : isUnsaid ? OWN : `${at}.${name}`;
    }
    return found ?? { type: at };
  }

  /** Whether an expression is something that a library has chosen itself: a type that models call `.Own`. */
  isOwn(node: number): boolean {
    return this.typeOf(node)?.endsWith('.Own') === true;
  }

  /** What a parameter is: see {@link ParameterTypes}. */
  parameter(fn: number, index: number): ReadSpec | undefined {
    return this.#parameters.of(fn, index);
  }

  #typeOf(node: number, depth: number): string | undefined {
    const { tree } = this.#names;
    const name = this.#names.resolve(node);
    // Angular's `inject(Route)` gives what a parameter of that type would be.
    if (name === '@angular/core.inject()') return this.#typeNamed(this.#names.resolve(this.#names.argument(node, 0)));
    if (name !== undefined) {
      if (this.#models.isOfModels && ASKING.test(name)) {
        const asked = this.#asked(node, depth);
        if (asked !== undefined) return asked;
      }
      const canonical = this.#models.canonical(name);
      const alias = this.#aliased(canonical);
      return alias === canonical ? (this.#behindAlias(node, depth) ?? canonical) : alias;
    }
    switch (tree.kind[node]) {
      case KIND.identifier:
      case KIND.shorthandProperty: {
        const binding = this.#names.bindingOf(node);
        return binding && this.ofBinding(binding, depth);
      }
      case KIND.member: {
        const object = tree.childInField(node, FIELD.object);
        const property = tree.textOf(tree.childInField(node, FIELD.property));
        if (tree.kind[object] === KIND.this) return this.#ofThis(object, property, depth);
        const type = this.typeOf(object, depth);
        const member = type === undefined ? undefined : typeIn(this.read(type, [property]));
        return this.#models.tailEnds.has(property) ? (this.#byTail(node, member) ?? member) : member;
      }
      case KIND.subscript: {
        const type = this.typeOf(tree.childInField(node, FIELD.object), depth);
        const index = this.#names.constantOf(tree.childInField(node, FIELD.index));
        return type === undefined ? undefined : typeIn(this.read(type, [typeof index === 'string' ? index : ELEMENT]));
      }
      case KIND.call:
      case KIND.new: {
        const type = this.typeOf(calleeOf(tree, node), depth);
        if (type === undefined) return undefined;
        // `req.get('host')` reads the one header that is a host.
        const asksHost = /^(host|x-forwarded-host)$/i.test(
          String(this.#names.constantOf(this.#names.argument(node, 0))),
        );
        const host = `${type.replace(/\.\w+$/, '')}.host`;
        return asksHost && this.#models.reads.has(host) ? host : this.#aliased(`${type}()`);
      }
      case KIND.await:
      case KIND.parenthesized:
      case KIND.as:
      case KIND.satisfies:
      case KIND.nonNull:
        return this.typeOf(tree.firstChild(node), depth);
      case KIND.binary: {
        const operator = this.#names.operatorOf(node);
        if (operator !== '||' && operator !== '??') return undefined;
        return (
          this.typeOf(tree.childInField(node, FIELD.left), depth) ??
          this.typeOf(tree.childInField(node, FIELD.right), depth)
        );
      }
    }
    return undefined;
  }

  /** What a member is by the last of its names: `this.client.chat.completions.create` of a client that another file makes. */
  #byTail(member: number, type: string | undefined): string | undefined {
    const { tree } = this.#names;
    let name = type ?? '';
    if (type === undefined) {
      let at = member;
      for (let step = 0; step < MOST_NAMES && tree.kind[at] === KIND.member; step++) {
        name = `.${tree.textOf(tree.childInField(at, FIELD.property))}${name}`;
        at = tree.childInField(at, FIELD.object);
      }
      if (tree.kind[at] === KIND.identifier) name = tree.textOf(at) + name;
    }
    const known = this.#models.byTail(name);
    return known === undefined ? undefined : this.#aliased(known);
  }

  /** The answer of a request whose address says that a model gives it: `fetch('https://.../v1/chat/completions')`. */
  #asked(node: number, depth: number): string | undefined {
    const { tree } = this.#names;
    let call = this.#names.originOf(node);
    if (tree.kind[call] === KIND.await) call = this.#names.originOf(tree.firstChild(call));
    if (tree.kind[call] !== KIND.call) return undefined;
    if (call !== node) return this.typeOf(call, depth);
    return asksModel(this.#names, call) ? 'model.Http' : undefined;
  }

  /** What is named after an object with a type of its own: `page.goto` of a page that a browser has opened. */
  #behindAlias(node: number, depth: number): string | undefined {
    const { tree } = this.#names;
    const kind = tree.kind[node];
    const isMember = kind === KIND.member;
    // `(await response.json()).answer`
    if (WRAPPING.has(kind as number)) return this.typeOf(tree.firstChild(node), depth);
    if (kind === KIND.identifier && this.#models.isOfModels) return this.#heldIn(node, depth);
    if (!isMember && kind !== KIND.call) return undefined;
    const base = tree.childInField(node, isMember ? FIELD.object : FIELD.function);
    const name = this.#names.resolve(base);
    const type = name === undefined ? undefined : this.typeOf(base, depth);
    if (type === undefined || name === undefined || type === this.#models.canonical(name)) return undefined;
    if (!isMember) return this.#aliased(`${type}()`);
    return typeIn(this.read(type, [tree.textOf(tree.childInField(node, FIELD.property))]));
  }

  /** What a constant holds that is made by calls of something with a type of its own: `const chain = prompt.pipe(model)`, `const { response } = await chat.sendMessage(text)`. */
  #heldIn(node: number, depth: number): string | undefined {
    const { tree } = this.#names;
    const binding = this.#names.bindingOf(node);
    if (binding?.path?.length && binding.value >= 0 && binding.sort === 'variable') {
      const whole = this.typeOf(binding.value, depth);
      return whole === undefined ? undefined : typeIn(this.read(whole, binding.path));
    }
    const origin = this.#names.originOf(node);
    const made = tree.kind[origin] === KIND.await ? this.#names.originOf(tree.firstChild(origin)) : origin;
    return made === node || tree.kind[made] === KIND.identifier ? undefined : this.typeOf(made, depth);
  }

  #aliased(name: string): string {
    const spec = this.#models.reads.get(name);
    return typeof spec === 'string' ? spec : name;
  }

  ofBinding(binding: Binding, depth = 0): string | undefined {
    if (this.#variables.has(binding)) return this.#variables.get(binding);
    const type = this.#ofBinding(binding, depth);
    this.#variables.set(binding, type);
    return type;
  }

  #ofBinding(binding: Binding, depth: number): string | undefined {
    if (binding.sort === 'parameter') {
      const parameter = this.#structure.parameterOf(binding);
      const spec = parameter && this.parameter(parameter.of, parameter.index);
      return parameter && typeof spec === 'string' ? typeIn(this.read(spec, parameter.path)) : undefined;
    }
    const annotated = this.#annotation(binding.node);
    if (annotated !== undefined) return annotated;
    const writes = this.#definitions.writesOf(binding).filter(({ path, keeps }) => path.length === 0 && !keeps);
    for (const { value, from } of writes) {
      const type = this.typeOf(value, depth);
      if (type !== undefined) return typeIn(this.read(type, from));
    }
    return undefined;
  }

  /** `this.db`: its declared type, the parameter property of the constructor, or what is assigned to it. */
  #ofThis(self: number, member: string, depth: number): string | undefined {
    const { tree } = this.#names;
    const owner = this.#structure.classAround(self);
    if (owner >= 0)
      for (const node of this.#structure.members(owner)) {
        const name = this.#structure.memberName(node);
        if (name === member && tree.kind[node] !== KIND.method) {
          const type =
            this.typeName(tree.childInField(node, FIELD.type)) ??
            this.typeOf(tree.childInField(node, FIELD.value), depth);
          if (type !== undefined) return type;
        }
        if (name !== 'constructor') continue;
        for (const parameter of this.#structure.parameters(node)) {
          if (
            IS_PROPERTY.test(tree.textOf(parameter)) &&
            tree.textOf(tree.childInField(parameter, FIELD.pattern)) === member
          )
            return this.typeName(tree.childInField(parameter, FIELD.type));
        }
      }
    for (const { value, from, path } of this.#definitions.writesOfThis(member)) {
      const type = path.length === 0 ? this.typeOf(value, depth) : undefined;
      if (type !== undefined) return typeIn(this.read(type, from));
    }
    // What plugins give to each component, which templates know without `this`: `this.$route`.
    return owner < 0 && member.startsWith('$') ? member : undefined;
  }

  #annotation(declaration: number): string | undefined {
    const { tree } = this.#names;
    const parent = tree.parent[declaration] as number;
    return parent < 0 ? undefined : this.typeName(tree.childInField(parent, FIELD.type));
  }

  /** The name of a type annotation: a type of a library, or one that the models know as global. */
  typeName(annotation: number): string | undefined {
    const { tree } = this.#names;
    if (annotation < 0) return undefined;
    const written = /^:?\s*(?:Promise<\s*)?([A-Za-z_$][\w$.]*)/.exec(tree.textOf(annotation))?.[1];
    if (written === undefined) return undefined;
    const [first = '', ...rest] = written.split('.');
    const binding = this.#names.lookUp(annotation, first);
    const name =
      binding?.module === undefined
        ? binding
          ? undefined
          : written
        : [this.#names.moduleOf(binding), ...rest].join('.');
    if (name === undefined) return undefined;
    return this.#typeNamed(name) ?? (binding?.module === undefined ? undefined : `${this.#models.canonical(name)}()`);
  }

  /** A type stands for what `new` or a factory gives: both are written with `()`. */
  #typeNamed(name: string | undefined): string | undefined {
    if (name === undefined) return undefined;
    for (const candidate of [`type ${name}`, `${name}()`, name]) {
      const spec = this.#models.reads.get(this.#models.canonical(candidate));
      if (typeof spec === 'string') return spec;
    }
    return undefined;
  }
}

const WRAPPING: ReadonlySet<number> = new Set([KIND.await, KIND.parenthesized, KIND.as, KIND.satisfies, KIND.nonNull]);

/** How many names of a chain of members are looked at for its end. */
const MOST_NAMES = 5;

/** What a library has chosen itself, such as the path of a file that it has kept. */
const OWN = 'library.Own';

/** Results of requests, whose addresses are then looked at. */
const ASKING =
  /^(fetch|node-fetch|cross-fetch|undici\.fetch|\$fetch|useFetch|useLazyFetch|ofetch|ofetch\.ofetch|axios(\.post|\.request)?|got(\.post)?|ky\.post|superagent\.post)\(\)$/;

const IS_PROPERTY = /^(private|public|protected|readonly|override)\b/;

const typeIn = (read: Read): string | undefined => ('type' in read ? read.type : undefined);
