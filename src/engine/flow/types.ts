import type { Binding } from '../names/binding.ts';
import type { Names } from '../names/names.ts';
import { FIELD, FUNCTIONS, KIND } from '../syntax/javascript.ts';
import { DATA } from './data.ts';
import type { Definitions } from './definitions.ts';
import type { ReadSpec } from './model.ts';
import type { ModelIndex } from './model-index.ts';
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
  readonly #parameters = new Map<string, ReadSpec | undefined>();

  constructor(names: Names, structure: Structure, definitions: Definitions, models: ModelIndex) {
    this.#names = names;
    this.#structure = structure;
    this.#definitions = definitions;
    this.#models = models;
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
      if (typeof spec === 'object') found = { spec, rest: path.slice(index + 1) };
      at = typeof spec === 'string' ? spec : `${at}.${name}`;
    }
    return found ?? { type: at };
  }

  /** What a parameter is by the way its function is used, by its type, by its decorators, or by the shape of its function. */
  parameter(fn: number, index: number): ReadSpec | undefined {
    const key = `${fn} ${index}`;
    if (this.#parameters.has(key)) return this.#parameters.get(key);
    this.#parameters.set(key, undefined);
    const spec =
      this.#decorated(fn, index) ??
      this.#byUse(fn, index) ??
      this.#annotated(fn, index) ??
      this.#byExport(fn, index) ??
      this.#byShape(fn, index);
    this.#parameters.set(key, spec);
    return spec;
  }

  #typeOf(node: number, depth: number): string | undefined {
    const { tree } = this.#names;
    const name = this.#names.resolve(node);
    // Angular's `inject(Route)` gives what a parameter of that type would be.
    if (name === '@angular/core.inject()') return this.#typeNamed(this.#names.resolve(this.#names.argument(node, 0)));
    if (name !== undefined) return this.#aliased(this.#models.canonical(name));
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
        return type === undefined ? undefined : typeIn(this.read(type, [property]));
      }
      case KIND.subscript: {
        const type = this.typeOf(tree.childInField(node, FIELD.object), depth);
        const index = this.#names.constantOf(tree.childInField(node, FIELD.index));
        return type === undefined ? undefined : typeIn(this.read(type, [typeof index === 'string' ? index : ELEMENT]));
      }
      case KIND.call:
      case KIND.new: {
        const callee = tree.childInField(node, tree.kind[node] === KIND.call ? FIELD.function : FIELD.constructor);
        const type = this.typeOf(callee, depth);
        return type === undefined ? undefined : this.#aliased(`${type}()`);
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

  #aliased(name: string): string {
    const spec = this.#models.reads.get(name);
    return typeof spec === 'string' ? spec : name;
  }

  ofBinding(binding: Binding, depth = 0): string | undefined {
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
        const name =
          tree.childInField(node, FIELD.name) >= 0
            ? tree.childInField(node, FIELD.name)
            : tree.childInField(node, FIELD.property);
        if (name < 0) continue;
        if (tree.textOf(name) === member && tree.kind[node] !== KIND.method) {
          const type =
            this.#typeName(tree.childInField(node, FIELD.type)) ??
            this.typeOf(tree.childInField(node, FIELD.value), depth);
          if (type !== undefined) return type;
        }
        if (tree.textOf(name) !== 'constructor') continue;
        for (const parameter of this.#structure.parameters(node)) {
          if (
            IS_PROPERTY.test(tree.textOf(parameter)) &&
            tree.textOf(tree.childInField(parameter, FIELD.pattern)) === member
          )
            return this.#typeName(tree.childInField(parameter, FIELD.type));
        }
      }
    for (const { value, from, path } of this.#definitions.writesOfThis(member)) {
      const type = path.length === 0 ? this.typeOf(value, depth) : undefined;
      if (type !== undefined) return typeIn(this.read(type, from));
    }
    return undefined;
  }

  #annotation(declaration: number): string | undefined {
    const { tree } = this.#names;
    const parent = tree.parent[declaration] as number;
    return parent < 0 ? undefined : this.#typeName(tree.childInField(parent, FIELD.type));
  }

  /** The name of a type annotation: a type of a library, or one that the models know as global. */
  #typeName(annotation: number): string | undefined {
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

  /** `@Body() dto`, `@Query('q') q`. */
  #decorated(fn: number, index: number): ReadSpec | undefined {
    const { tree } = this.#names;
    const parameter = this.#structure.parameters(fn)[index] ?? -1;
    if (parameter < 0) return undefined;
    for (const child of tree.children(parameter)) {
      if (tree.kind[child] !== KIND.decorator) continue;
      const call = tree.firstChild(child);
      const name = this.#names.resolve(tree.kind[call] === KIND.call ? tree.childInField(call, FIELD.function) : call);
      const spec = name === undefined ? undefined : this.#models.reads.get(`@${name.slice(name.lastIndexOf('.') + 1)}`);
      // A pipe that makes it a number, or a type of which it could only be made.
      if (
        spec === undefined ||
        /Parse(Int|Float|UUID|Bool|Enum|Date)Pipe/.test(tree.textOf(child)) ||
        /^:\s*(number|boolean|Date)$/.test(tree.textOf(tree.childInField(parameter, FIELD.type)))
      )
        continue;
      if (typeof spec === 'string' || this.#names.arguments(call).length === 0) return spec;
      return { ...spec, data: spec.data & ~DATA.whole };
    }
    return undefined;
  }

  /** `app.get('/', fn)`: what the call hands to it. */
  #byUse(fn: number, index: number): ReadSpec | undefined {
    const uses = this.#structure.usesOf(fn);
    for (const { call, argument } of uses) {
      if (argument === undefined) {
        // `(function ($) { ... })(jQuery)`
        const type = fn > call ? this.typeOf(this.#names.argument(call, index)) : undefined;
        if (type !== undefined) return type;
        continue;
      }
      const spec = this.#handed(call, index, '');
      if (spec !== undefined) return spec;
    }
    // In the options of a call: `fastify.route({ handler(request) {} })`.
    const { tree } = this.#names;
    let at = fn;
    let name = '';
    for (let up = tree.parent[at] as number; up >= 0; at = up, up = tree.parent[up] as number) {
      const kind = tree.kind[up] as number;
      if (kind === KIND.object && tree.kind[at] === KIND.pair) name = `.${this.#names.keyOf(at) ?? '*'}${name}`;
      else if (kind === KIND.object && tree.kind[at] === KIND.method) name = `.${this.#names.keyOf(at) ?? '*'}${name}`;
      else if (
        kind === KIND.variableDeclarator ||
        kind === KIND.exportStatement ||
        kind === KIND.assignment ||
        kind === KIND.return
      )
        return this.#models.handlers.get(resolverName(name))?.[index];
      else if (kind === KIND.arguments)
        return name === ''
          ? undefined
          : (this.#handed(tree.parent[up] as number, index, name) ??
              this.#models.handlers.get(resolverName(name))?.[index]);
      else if (kind !== KIND.pair && kind !== KIND.array) return undefined;
    }
    return undefined;
  }

  #handed(call: number, index: number, option: string): ReadSpec | undefined {
    const { tree } = this.#names;
    const callee = tree.childInField(call, tree.kind[call] === KIND.new ? FIELD.constructor : FIELD.function);
    const type = this.typeOf(callee);
    const specs = type === undefined ? undefined : this.#models.handlers.get(type + option);
    if (specs) return specs[index];
    if (tree.kind[callee] !== KIND.member) return undefined;
    const method = tree.textOf(tree.childInField(callee, FIELD.property));
    // `socket.on('message', data => ...)`: the event is part of the name.
    const event = this.#names.constantOf(this.#names.argument(call, 0));
    const object = this.typeOf(tree.childInField(callee, FIELD.object)) ?? '*';
    for (const name of [
      `${object}.${method}(${String(event)})`,
      `${object}.${method}${option}`,
      `*.${method}(${String(event)})`,
      `*.${method}${option}`,
    ]) {
      const found = this.#models.handlers.get(name);
      if (found) return found[index];
    }
    return undefined;
  }

  #annotated(fn: number, index: number): ReadSpec | undefined {
    const { tree } = this.#names;
    const parameter = this.#structure.parameters(fn)[index] ?? -1;
    return parameter < 0 ? undefined : this.#typeName(tree.childInField(parameter, FIELD.type));
  }

  /** `export async function POST(request)`, `export const handler = async (event) => ...`, `'use server'`. */
  #byExport(fn: number, index: number): ReadSpec | undefined {
    const exported = this.exportedName(fn);
    if (exported === undefined) return undefined;
    if (exported !== 'default' && this.#isServerAction(fn)) return this.#models.reads.get('"use server"');
    return this.#models.handlers.get(`export ${exported}`)?.[index];
  }

  #isServerAction(fn: number): boolean {
    const { tree } = this.#names;
    const body = tree.childInField(fn, FIELD.body);
    return [0, body].some(
      (node) =>
        node >= 0 &&
        /^\{?\s*(['"])use server\1/.test(
          tree.text.slice(tree.start[tree.firstChild(node)] ?? 0, (tree.start[tree.firstChild(node)] ?? 0) + 14),
        ),
    );
  }

  /** The name by which a function is exported, or undefined. */
  exportedName(fn: number): string | undefined {
    const { tree } = this.#names;
    let at = fn;
    let name = '';
    const own = tree.childInField(fn, FIELD.name);
    if (own >= 0 && tree.kind[fn] !== KIND.method) name = tree.textOf(own);
    for (let up = tree.parent[at] as number; up >= 0; at = up, up = tree.parent[up] as number) {
      const kind = tree.kind[up] as number;
      if (kind === KIND.variableDeclarator) name = tree.textOf(tree.childInField(up, FIELD.name));
      else if (kind === KIND.exportStatement)
        return /^export\s+default\b/.test(tree.text.slice(tree.start[up], (tree.start[up] as number) + 16))
          ? 'default'
          : name;
      else if (kind === KIND.assignment)
        return (
          /^(?:module\.)?exports\.(\w+)$/.exec(tree.textOf(tree.childInField(up, FIELD.left)))?.[1] ??
          (/^module\.exports$/.test(tree.textOf(tree.childInField(up, FIELD.left))) ? 'default' : undefined)
        );
      else if (FUNCTIONS.has(kind) || kind === KIND.block || kind === KIND.classBody) return undefined;
    }
    return name !== '' && this.#structure.isExported(name) ? name : undefined;
  }

  /** `(req, res)`: what everybody calls them. */
  #byShape(fn: number, index: number): ReadSpec | undefined {
    const { tree } = this.#names;
    const parameters = this.#structure.parameters(fn);
    const text = (at: number): string => {
      const parameter = parameters[at] ?? -1;
      if (parameter < 0) return '';
      const pattern = tree.childInField(parameter, FIELD.pattern);
      return tree.textOf(pattern >= 0 ? pattern : parameter);
    };
    const named = this.#models.reads.get(`parameter ${text(index)}`);
    if (named !== undefined) return named;
    const shift = ERROR_NAME.test(text(0)) && REQUEST_NAME.test(text(1)) ? 1 : 0;
    const [first, second] = [text(shift), text(shift + 1)];
    const isRequest = REQUEST_NAME.test(first) || /^\{[^}]*\b(body|query|params)\b/.test(first);
    const kind =
      isRequest && RESPONSE_NAME.test(second)
        ? 'express'
        : isRequest && /^_?reply$/.test(second)
          ? 'fastify'
          : isRequest && /^_?h(andler)?$/.test(second)
            ? 'hapi'
            : undefined;
    if (kind !== undefined)
      return index === shift ? `${kind}.Request` : index === shift + 1 ? `${kind}.Response` : undefined;
    return undefined;
  }
}

/** `resolvers.Query.user`: what GraphQL servers are given. */
const resolverName = (name: string): string =>
  /(^|\.)(Query|Mutation|Subscription)\.[\w*]+$/.test(name) ? 'graphql resolver' : name;

const IS_PROPERTY = /^(private|public|protected|readonly|override)\b/;
const REQUEST_NAME = /^_?(req|request|httpReq|httpRequest|ctx\.req)$/;
const RESPONSE_NAME = /^(_{1,2}|_?(res|resp|response|httpRes|httpResponse))$/;
const ERROR_NAME = /^_?(e|err|error)$/;

const typeIn = (read: Read): string | undefined => ('type' in read ? read.type : undefined);
