import { FIELD, KIND } from '../syntax/javascript.ts';
import { DATA, harmsOf } from './data.ts';
import { type Context, MAX_CALLS, NO_PATH, OBJECT_HARMS, type Path } from './evaluation.ts';
import type { Flow } from './flow.ts';
import type { Parameters } from './parameters.ts';
import { regexCleans } from './replacing.ts';
import { fixedForm, schemaCleans } from './schema.ts';
import { givesRecords } from './stored.ts';
import { ELEMENT } from './structure.ts';
import { CLEAN, change, join, passing, type Value, without } from './value.ts';

/** What calls give back: of functions of the file, of libraries that are modelled, of text, lists, maps and promises. */
export class Calls {
  readonly #flow: Flow;
  readonly #parameters: Parameters;

  constructor(flow: Flow, parameters: Parameters) {
    this.#flow = flow;
    this.#parameters = parameters;
  }

  construct(node: number, path: Path, context: Context | undefined): Value {
    const { tree } = this.#flow.names;
    const callee = tree.childInField(node, FIELD.constructor);
    const name = this.#flow.names.resolve(callee);
    if (name === 'Promise') return this.#promise(node, path, context);
    const read = this.#flow.read(node, path);
    if (read) return read;
    const owner = this.#flow.structure.classOf(callee);
    if (owner >= 0) return this.#instance(owner, node, path, context);
    return name === undefined ? CLEAN : (this.#modelled(name, node, path, context) ?? CLEAN);
  }

  /** A member of an object made here: what its constructor writes to it. */
  #instance(owner: number, call: number, path: Path, context: Context | undefined): Value {
    const [member, ...rest] = path;
    const fn = this.#flow.structure.method(owner, 'constructor');
    if (member === undefined || fn < 0 || (context?.depth ?? 0) >= MAX_CALLS) return CLEAN;
    const inner: Context = { fn, call, above: context, depth: (context?.depth ?? 0) + 1 };
    let value = this.#flow.givenToConstructor(fn, member, rest, inner);
    for (const write of this.#flow.definitions.writesOfThis(member))
      if (this.#flow.structure.functionAround(write.node) === fn)
        value = join(value, this.#flow.written(write, rest, inner));
    return value;
  }

  /** `new Promise((resolve) => ... resolve(x))`: x. */
  #promise(node: number, path: Path, context: Context | undefined): Value {
    const { tree } = this.#flow.names;
    const fn = this.#flow.structure.functionOf(this.#flow.names.argument(node, 0));
    const [resolve = -1] = fn < 0 ? [] : this.#flow.structure.parameters(fn);
    if (resolve < 0) return CLEAN;
    const name = tree.textOf(
      tree.kind[resolve] === KIND.identifier ? resolve : tree.childInField(resolve, FIELD.pattern),
    );
    let value = CLEAN;
    for (let at = fn; at < (tree.next[fn] as number); at++)
      if (tree.kind[at] === KIND.call && tree.textOf(tree.childInField(at, FIELD.function)) === name)
        value = join(value, this.#parameters.argument(at, 0, path, context));
    return value;
  }

  call(node: number, path: Path, context: Context | undefined): Value {
    const { tree } = this.#flow.names;
    const callee = tree.childInField(node, FIELD.function);
    if (tree.kind[callee] === KIND.importKeyword) return CLEAN;
    const text = tree.childInField(node, FIELD.arguments);
    if (text >= 0 && tree.kind[text] === KIND.template && this.#flow.names.resolve(callee) === 'String.raw')
      return this.#flow.value(text, path, context);
    if (this.#flow.names.resolve(callee) === 'await')
      return this.#flow.value(this.#flow.names.argument(node, 0), path, context);
    const local = this.#flow.structure.functionOf(callee);
    if (local >= 0) return this.#result(local, node, path, context);
    const read = this.#flow.read(node, path);
    if (read) return read;
    const type = this.#flow.types.typeOf(callee);
    if (type !== undefined) {
      const modelled = this.#modelled(type, node, path, context);
      if (modelled) return modelled;
    }
    if (givesRecords(this.#flow.names, callee)) return this.#flow.source(node, RECORD, path, false);
    if (tree.kind[callee] === KIND.member) return this.#method(node, callee, path, context);
    // A function of another file: its name is all there is.
    const name = this.#flow.names.lastNameOf(callee);
    if (this.#flow.models.isOfModels && this.#readsFile(node, callee, name))
      return this.#flow.source(node, { data: DATA.retrieved, what: 'the content of a file' }, path, false);
    if (!GIVES_USER_DATA.test(name)) return CLEAN;
    return this.#flow.source(
      node,
      { data: DATA.userParameter, what: `what \`${name}\` gives, which a user supplies` },
      path,
      false,
    );
  }

  /** Whether a function of another file reads a document that is not always the same, by its name: `extractText(upload.key)`. */
  #readsFile(call: number, callee: number, name: string): boolean {
    const { names } = this.#flow;
    if (!READS_FILE.test(name) || names.bindingOf(callee)?.sort !== 'import') return false;
    const given = names.argument(call, 0);
    return given >= 0 && names.constantOf(given) === undefined;
  }

  /** What a function of this file gives back for these arguments. */
  #result(fn: number, call: number, path: Path, context: Context | undefined): Value {
    const depth = (context?.depth ?? 0) + 1;
    for (let at = context; at; at = at.above) if (at.fn === fn) return CLEAN;
    if (depth > MAX_CALLS) return CLEAN;
    if (CLEANING_NAME.test(this.#nameOf(fn))) return CLEAN;
    const inner: Context = { fn, call, above: context, depth };
    let value = CLEAN;
    for (const result of this.#flow.structure.returns(fn)) value = join(value, this.#flow.value(result, path, inner));
    return passing(value, call);
  }

  #nameOf(fn: number): string {
    const { tree } = this.#flow.names;
    const name = tree.childInField(fn, FIELD.name);
    if (name >= 0) return tree.textOf(name);
    const parent = tree.parent[fn] as number;
    return tree.kind[parent] === KIND.variableDeclarator ? tree.textOf(tree.childInField(parent, FIELD.name)) : '';
  }

  /** `path.join('/', name)`, `path.normalize('/' + name)`: nothing above the top is left in it. */
  #isRooted(node: number): boolean {
    const { names } = this.#flow;
    const call = names.originOf(node);
    if (!/^path\.(posix\.)?(join|normalize|resolve)\(\)$/.test(names.resolve(call) ?? '')) return false;
    const first = names.operands(names.argument(call, 0))[0] ?? -1;
    return names.constantOf(first) === '/';
  }

  /** A call whose library is known: passed through, made harmless, or nothing said. */
  #modelled(name: string, call: number, path: Path, context: Context | undefined): Value | undefined {
    const harmless = this.#flow.models.cleans.get(name);
    const passes = this.#flow.models.passes.get(name);
    if (harmless === -1) return CLEAN;
    if (harmless === undefined && passes === undefined) return undefined;
    const { tree } = this.#flow.names;
    const list = this.#flow.names.arguments(call);
    const from = passes?.from ?? list.map((_, index) => index);
    const isBelow = (part: number | 'receiver'): boolean =>
      passes?.joinsPaths === true && part !== 'receiver' && part > 0 && this.#isRooted(list[part] ?? -1);
    if (passes?.under !== undefined && path[0] !== passes.under) return CLEAN;
    const below = passes?.under === undefined ? path : path.slice(1);
    const followed = passes?.holds ? this.#flow.held(below) : below;
    let value = CLEAN;
    for (const part of from) {
      const node =
        part === 'receiver'
          ? tree.childInField(tree.childInField(call, FIELD.function), FIELD.object)
          : (list[part] ?? -1);
      if (passes?.calls) {
        value = join(value, this.#givenBack(node, followed, context));
        continue;
      }
      value = join(
        value,
        change(this.#flow.value(node, passes?.keeps ? followed : NO_PATH, context), (taint) =>
          passes?.keeps ? taint : { ...taint, isInside: false, harm: isBelow(part) ? taint.harm & ~PATH : taint.harm },
        ),
      );
    }
    const part = passes?.parts?.[path[0] ?? ''] ?? passes?.parts?.['*'];
    if (part) value = named(value, part.of, part.is);
    const adds = harmsOf(...(passes?.adds ?? []));
    const removed = (harmless ?? 0) | harmsOf(...(passes?.removes ?? []));
    return passing(
      change(value, (taint) => ({
        ...taint,
        data: adds === 0 ? taint.data : taint.data | DATA.structured,
        harm: (taint.harm | adds) & ~removed,
      })),
      call,
    );
  }

  /** What a function, or the `get` of an object, gives back when it is called without arguments. */
  #givenBack(given: number, path: Path, context: Context | undefined): Value {
    const { names, structure } = this.#flow;
    const getter = names.property(names.originOf(given), 'get');
    const fn = structure.functionOf(getter >= 0 ? getter : given);
    let value = CLEAN;
    if (fn >= 0)
      for (const result of structure.returns(fn)) value = join(value, this.#flow.value(result, path, context));
    return value;
  }

  /** A method of something that is not known: those of text, lists, maps and promises are told by their names. */
  #method(call: number, callee: number, path: Path, context: Context | undefined): Value {
    const { names } = this.#flow;
    const { tree } = names;
    const method = tree.textOf(tree.childInField(callee, FIELD.property));
    const receiver = tree.childInField(callee, FIELD.object);
    const list = names.arguments(call);
    if (GIVES_RESULTS.has(method)) {
      const fn = this.#flow.structure.functionOf(list[0] ?? -1);
      if (fn >= 0) return this.#resultsOf(fn, method, path, context);
    }
    if (method === 'replace' || method === 'replaceAll') return this.#replaced(call, receiver, list, context);
    if (CHECKS.has(method)) return this.#checked(receiver, list, path, context);
    if (method === 'filter') return without(this.#flow.value(receiver, path, context), this.#filtered(list[0] ?? -1));
    if (method === 'exec' && tree.kind[names.originOf(receiver)] === KIND.regex)
      return this.#found(receiver, list[0] ?? -1, context);
    if (KEEPS_PATH.has(method)) return this.#flow.value(receiver, path, context);
    if (TAKES_ONE.has(method)) {
      const name = names.constantOf(list[0] ?? -1);
      return this.#flow.value(receiver, [typeof name === 'string' ? name : ELEMENT, ...path], context);
    }
    if (JOINS.has(method)) {
      let value = this.#flow.value(receiver, NO_PATH, context);
      for (const argument of list) value = join(value, this.#flow.value(argument, NO_PATH, context));
      return passing(
        change(value, (taint) => ({ ...taint, isInside: false, isJoined: true })),
        call,
      );
    }
    if (!TEXT_METHODS.has(method)) return CLEAN;
    const removed = SAME_SHAPE.has(method) ? 0 : OBJECT_HARMS;
    return change(this.#flow.value(receiver, NO_PATH, context), (taint) => ({
      ...taint,
      isInside: false,
      harm: taint.harm & ~removed,
    }));
  }

  /** What a regular expression takes out of a text: anything, where a wildcard or a negated class is among what it looks for. */
  #found(pattern: number, text: number, context: Context | undefined): Value {
    const { names } = this.#flow;
    if (!TAKES_ANYTHING.test(names.tree.textOf(names.originOf(pattern)).slice(0, 400))) return CLEAN;
    return change(this.#flow.value(text, NO_PATH, context), (taint) => ({
      ...taint,
      isInside: false,
      harm: taint.harm & ~OBJECT_HARMS,
    }));
  }

  /** What a test lets through: `keys.filter((key) => ALLOWED.has(key))`. */
  #filtered(test: number): number {
    const { structure, guards, names } = this.#flow;
    const fn = structure.functionOf(test);
    const [parameter = -1] = fn < 0 ? [] : structure.parameters(fn);
    const [result, ...more] = fn < 0 ? [] : structure.returns(fn);
    if (parameter < 0 || result === undefined || more.length > 0) return 0;
    const { tree } = names;
    const pattern = tree.childInField(parameter, FIELD.pattern);
    return guards.effect(result, true, [tree.textOf(pattern >= 0 ? pattern : parameter)]);
  }

  /** What a callback gives back becomes the result of the promise, or an element of the list. */
  #resultsOf(fn: number, method: string, path: Path, context: Context | undefined): Value {
    const isPromise = method === 'then';
    let value = CLEAN;
    for (const result of this.#flow.structure.returns(fn))
      value = join(value, this.#flow.value(result, isPromise ? path : path.slice(1), context));
    return isPromise || path.length > 0 ? value : change(value, (taint) => ({ ...taint, isInside: true }));
  }

  #replaced(call: number, receiver: number, list: readonly number[], context: Context | undefined): Value {
    const value = this.#flow.value(receiver, NO_PATH, context);
    const { tree } = this.#flow.names;
    const pattern = this.#flow.names.originOf(list[0] ?? -1);
    const text =
      pattern < 0
        ? ''
        : tree.kind[pattern] === KIND.regex
          ? tree.textOf(pattern)
          : String(this.#flow.names.constantOf(pattern) ?? '');
    const isAll =
      /\/\w*g\w*$/.test(text) || tree.textOf(tree.childInField(call, FIELD.function)).endsWith('replaceAll');
    const removed = regexCleans(text, String(this.#flow.names.constantOf(list[1] ?? -1) ?? ''), isAll);
    let result = without(
      change(value, (taint) => ({ ...taint, isInside: false, harm: taint.harm & ~OBJECT_HARMS })),
      removed,
    );
    if (list[1] !== undefined)
      result = join(
        result,
        change(this.#flow.value(list[1], NO_PATH, context), (taint) => ({ ...taint, isJoined: true })),
      );
    return result;
  }

  /** What a schema lets through: nothing that has no more than the asked-for members; values only where their form is fixed. */
  #checked(schema: number, list: readonly number[], path: Path, context: Context | undefined): Value {
    const [first, ...rest] = path;
    const isWrapped = first === 'data' || first === 'value';
    const followed = isWrapped ? rest : path;
    const field = followed[0];
    const value = this.#flow.value(list[0] ?? -1, followed, context);
    if (value.length === 0) return CLEAN;
    const text = this.#flow.names.tree.textOf(this.#flow.names.originOf(schema));
    const cleaned = without(value, OBJECT_HARMS);
    if (field !== undefined && /\bobject\(/.test(text)) return without(cleaned, schemaCleans(text, field));
    return without(cleaned, fixedForm(text));
  }
}

/** The same data by another name: the query, where it was taken out of an address. */
const named = (value: Value, of: string, is: string): Value =>
  change(value, (taint) => (taint.source.what === of ? { ...taint, source: { ...taint.source, what: is } } : taint));

const PATH = harmsOf('path');
const RECORD = { data: DATA.record, what: 'what the data base holds' };

/** A wildcard, a negated class, a class of all characters. */
const TAKES_ANYTHING = /(^|[^\\])\.[*+{?]|\[\^|\\S|\\s\\S|\\D|\\W/;

/** Methods whose result is made of what their callback gives back. */
const GIVES_RESULTS = new Set(['then', 'map', 'flatMap', 'reduce']);

/** Methods of schemas: what is given to them comes back, checked. */
const CHECKS = new Set([
  'parse',
  'parseAsync',
  'safeParse',
  'safeParseAsync',
  'validate',
  'validateSync',
  'validateAsync',
  'cast',
]);

/** Methods that take one element, or the member that is named, out of the receiver. */
const TAKES_ONE = new Set(['get', 'at', 'pop', 'shift', 'find', 'next']);

/** Methods that put the receiver and their arguments together. */
const JOINS = new Set(['concat', 'join', 'padStart', 'padEnd']);

/** Readers of documents that people hand in. */
const READS_FILE =
  /^(extract_?(text|content|markdown)(_?from_?\w+)?|(extract|parse|read|scan)_?(pdf|docx?|resume|cv|attachment|invoice|receipt|upload(ed_?file)?|transcript)(_?(text|content|contents))?|(pdf|docx?|html|image|file|document|attachment)_?to_?(text|markdown)|(run_?)?ocr(_?\w+)?|transcribe(_?\w+)?)$/i;

const GIVES_USER_DATA = /^(get|read|fetch)?_?(user|unverified|untrusted|unsafe)_?(input|data|supplied)/i;

/** Functions called so are believed to do it. */
const CLEANING_NAME =
  /^(sanitiz|sanitis|redact|mask|anonymi|pseudonymi|scrub|escape|purify|clean|encode|validate|assertValid|ensureValid|whitelist|allowlist)/i;

/** Methods that give back the receiver, or a list of the same elements. */
const KEEPS_PATH = new Set([
  'filter',
  'slice',
  'reverse',
  'sort',
  'flat',
  'values',
  'entries',
  'catch',
  'finally',
  'splice',
  'toArray',
  'valueOf',
  'toJSON',
  'toSorted',
  'toReversed',
  'clone',
  'pipe',
  'pipeThrough',
  'lean',
  'exec',
]);

/** Methods that give text made from the receiver, or parts of it. */
const TEXT_METHODS = new Set([
  'toString',
  'trim',
  'trimStart',
  'trimEnd',
  'trimLeft',
  'trimRight',
  'toLowerCase',
  'toUpperCase',
  'toLocaleLowerCase',
  'toLocaleUpperCase',
  'substring',
  'substr',
  'split',
  'repeat',
  'normalize',
  'match',
  'matchAll',
  'charAt',
  'anchor',
  'text',
  'json',
  'stringify',
  'toWellFormed',
  'decode',
  'read',
  'format',
]);
const SAME_SHAPE = new Set(['json', 'split']);
