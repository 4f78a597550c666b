import type { Names } from '../names/names.ts';
import { calleeOf, FIELD, FUNCTIONS, KIND } from '../syntax/javascript.ts';
import { DATA } from './data.ts';
import type { ParameterSpec, ReadSpec } from './model.ts';
import type { ModelIndex } from './model-index.ts';
import type { Structure } from './structure.ts';
import type { Types } from './types.ts';

/** Pipes of NestJS that leave nothing of a text but a number, an identifier, a date or one of a few words. */
export const NARROWING_PIPE = /Parse(Int|Float|UUID|Bool|Enum|Date)Pipe/;

/** What the parameters of functions are that a library calls. */
export class ParameterTypes {
  readonly #types: Types;
  readonly #names: Names;
  readonly #structure: Structure;
  readonly #models: ModelIndex;
  readonly #known = new Map<string, ReadSpec | undefined>();

  constructor(types: Types, names: Names, structure: Structure, models: ModelIndex) {
    this.#types = types;
    this.#names = names;
    this.#structure = structure;
    this.#models = models;
  }

  /** What a parameter is by the way its function is used, by its type, by its decorators, or by the shape of its function. */
  of(fn: number, index: number): ReadSpec | undefined {
    const key = `${fn} ${index}`;
    if (this.#known.has(key)) return this.#known.get(key);
    this.#known.set(key, undefined);
    const spec =
      this.#decorated(fn, index) ??
      this.#byUse(fn, index) ??
      this.#annotated(fn, index) ??
      this.#byExport(fn, index) ??
      this.#byShape(fn, index);
    this.#known.set(key, spec);
    return spec;
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
        NARROWING_PIPE.test(tree.textOf(child)) ||
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
        const type = fn > call ? this.#types.typeOf(this.#names.argument(call, index)) : undefined;
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
      if (kind === KIND.object && (tree.kind[at] === KIND.pair || tree.kind[at] === KIND.method))
        name = `.${this.#names.keyOf(at) ?? '*'}${name}`;
      else if (
        kind === KIND.variableDeclarator ||
        kind === KIND.exportStatement ||
        kind === KIND.assignment ||
        kind === KIND.return
      )
        return (this.#models.handlers.get(resolverName(name)) ??
          this.#ofAssigned(up, name) ??
          this.#ofExported(up, name))?.[index];
      else if (kind === KIND.arguments)
        return name === ''
          ? undefined
          : (this.#handed(tree.parent[up] as number, index, name) ??
              this.#models.handlers.get(resolverName(name))?.[index]);
      else if (kind !== KIND.pair && kind !== KIND.array) return undefined;
    }
    return undefined;
  }

  /** `socket.onmessage = (event) => ...`. */
  #ofAssigned(assignment: number, member: string): readonly ParameterSpec[] | undefined {
    const { tree } = this.#names;
    const left = tree.kind[assignment] === KIND.assignment ? tree.childInField(assignment, FIELD.left) : -1;
    if (left < 0 || member !== '' || tree.kind[left] !== KIND.member) return undefined;
    const type = this.#types.typeOf(tree.childInField(left, FIELD.object));
    return type === undefined
      ? undefined
      : this.#models.handlers.get(`${type}.${tree.textOf(tree.childInField(left, FIELD.property))}`);
  }

  /** `export const actions = { default: fn, save: fn }`. */
  #ofExported(declarator: number, member: string): readonly ParameterSpec[] | undefined {
    const { tree } = this.#names;
    if (tree.kind[declarator] !== KIND.variableDeclarator || !/^\.[^.]+$/.test(member)) return undefined;
    const name = tree.textOf(tree.childInField(declarator, FIELD.name));
    const isExported = tree.kind[tree.parent[tree.parent[declarator] as number] as number] === KIND.exportStatement;
    return isExported || this.#structure.isExported(name) ? this.#models.handlers.get(`export ${name}.*`) : undefined;
  }

  #handed(call: number, index: number, option: string): ReadSpec | undefined {
    const { tree } = this.#names;
    const callee = calleeOf(tree, call);
    const type = this.#types.typeOf(callee);
    const specs = type === undefined ? undefined : this.#models.handlers.get(type + option);
    if (specs) return specs[index];
    if (tree.kind[callee] !== KIND.member) return undefined;
    const method = tree.textOf(tree.childInField(callee, FIELD.property));
    // `fetch(url).then((response) => ...)`: what the promise is of.
    if (method === 'then' && index === 0) {
      const awaited = this.#types.typeOf(tree.childInField(callee, FIELD.object));
      // Behind another `then` it is what that one's function gives back, which is followed as data.
      const isKnown = awaited !== undefined && (this.#models.isOfModels || this.#models.reads.has(`${awaited}.json()`));
      if (isKnown && !/\.(then|catch|finally)\(\)$/.test(awaited)) return awaited;
    }
    // `socket.on('message', data => ...)`: the event is part of the name.
    const event = this.#names.constantOf(this.#names.argument(call, 0));
    const object = this.#types.typeOf(tree.childInField(callee, FIELD.object)) ?? '*';
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
    return parameter < 0 ? undefined : this.#types.typeName(tree.childInField(parameter, FIELD.type));
  }

  /** `export async function POST(request)`, `export const handler = async (event) => ...`, `'use server'`. */
  #byExport(fn: number, index: number): ReadSpec | undefined {
    const exported = this.#exportedName(fn);
    // `exports.handler = (argv) => ...` is a command of yargs, not a function of a cloud.
    if (exported === undefined || /^_?(argv|args|opts|options|yargs)$/.test(this.#nameOf(fn, index))) return undefined;
    if (exported !== 'default' && this.#isServerAction(fn)) return this.#models.reads.get('"use server"');
    return this.#models.handlers.get(`export ${exported}`)?.[index];
  }

  #isServerAction(fn: number): boolean {
    const { tree } = this.#names;
    const body = tree.childInField(fn, FIELD.body);
    return [0, body].some((node) => {
      if (node < 0) return false;
      const start = tree.start[tree.firstChild(node)] ?? 0;
      return /^\{?\s*(['"])use server\1/.test(tree.text.slice(start, start + 14));
    });
  }

  /** The name by which a function is exported, or undefined. */
  #exportedName(fn: number): string | undefined {
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
      else if (kind === KIND.assignment) {
        const left = tree.textOf(tree.childInField(up, FIELD.left));
        return left === 'module.exports' ? 'default' : /^(?:module\.)?exports\.(\w+)$/.exec(left)?.[1];
      } else if (FUNCTIONS.has(kind) || kind === KIND.block || kind === KIND.classBody) return undefined;
    }
    return name !== '' && this.#structure.isExported(name) ? name : undefined;
  }

  /** The text of a parameter without its type. */
  #nameOf(fn: number, index: number): string {
    const { tree } = this.#names;
    const parameter = this.#structure.parameters(fn)[index] ?? -1;
    if (parameter < 0) return '';
    const pattern = tree.childInField(parameter, FIELD.pattern);
    return tree.textOf(pattern >= 0 ? pattern : parameter);
  }

  /** `(req, res)`: what everybody calls them. */
  #byShape(fn: number, index: number): ReadSpec | undefined {
    const { tree } = this.#names;
    const text = (at: number): string => this.#nameOf(fn, at);
    const named = this.#models.reads.get(`parameter ${text(index)}`);
    if (named !== undefined) return named;
    // A page of Next.js: `({ params, searchParams })`.
    if (index === 0 && /^\{[^}]*\bsearchParams\b/.test(text(0))) return 'next.PageProps';
    const shift = ERROR_NAME.test(text(0)) && REQUEST_NAME.test(text(1)) ? 1 : 0;
    const [first, second] = [text(shift), text(shift + 1)];
    const isRequest = REQUEST_NAME.test(first) || /^\{[^}]*\b(body|query|params)\b/.test(first);
    // `_call(input)` of a class that is a tool.
    if (index === 0 && tree.kind[fn] === KIND.method && tree.textOf(tree.childInField(fn, FIELD.name)) === '_call')
      return this.#models.handlers.get('model tool')?.[0];
    // `async function read(args: ...): Promise<CallToolResult>`: what a tool of an MCP server answers.
    const tool = index === 0 ? this.#models.handlers.get('mcp tool')?.[0] : undefined;
    if (tool !== undefined && this.#answersTool(fn)) return tool;
    // `(req, done)` of a strategy, `(req) => find(req.params.id)` of a function that handlers call.
    if (index === 0 && first === 'req' && shift === 0 && this.#isAskedByHandlers(fn, second)) return 'express.Request';
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

  /** Whether a function whose only parameter beside a callback is called `req` reads what requests of servers have. */
  #isAskedByHandlers(fn: number, second: string): boolean {
    if (second !== '' && !/^_?(done|cb|callback|next|ctx|context|opts|options)$/.test(second)) return false;
    const { tree } = this.#names;
    const body = tree.childInField(fn, FIELD.body);
    return body >= 0 && SERVER_REQUEST.test(tree.textOf(body).slice(0, 4000));
  }

  #answersTool(fn: number): boolean {
    const { tree } = this.#names;
    const [from, to] = [tree.childInField(fn, FIELD.parameters), tree.childInField(fn, FIELD.body)];
    return from >= 0 && to >= 0 && TOOL_RESULT.test(tree.text.slice(tree.end[from], tree.start[to]));
  }
}

const TOOL_RESULT = /\b(CallToolResult|ToolResponse|ServerResult)\b/;

/** `resolvers.Query.user`: what GraphQL servers are given; `tools.readFile.execute`: what a model calls. */
function resolverName(name: string): string {
  if (/(^|\.)(Query|Mutation|Subscription)\.[\w*]+$/.test(name)) return 'graphql resolver';
  return /(^|\.)tools(\.[\w*]+)?\.(execute|handler|func|function|run)$/.test(name) ? 'model tool' : name;
}

/** What a request that comes in has, and one that goes out as a rule has not. */
const SERVER_REQUEST = /\breq\.(body|query|params|cookies)\b(?!\s*=[^=])/;

const REQUEST_NAME = /^_?(req|request|httpReq|httpRequest|ctx\.req)$/;
const RESPONSE_NAME = /^(_{1,2}|_?(res|resp|response|httpRes|httpResponse))$/;
const ERROR_NAME = /^_?(e|err|error)$/;
