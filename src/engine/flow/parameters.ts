import type { Binding } from '../names/binding.ts';
import type { Names } from '../names/names.ts';
import { calleeOf, FIELD, KIND } from '../syntax/javascript.ts';
import { DATA, HARM } from './data.ts';
import { dtoCleans } from './dto-class.ts';
import { type Context, MAX_CALLS, type Path } from './evaluation.ts';
import type { Flow } from './flow.ts';
import { ELEMENT, type Parameter } from './structure.ts';
import { toolSchemaCleans } from './tool-schema.ts';
import { CLEAN, join, passing, type Value, without } from './value.ts';

/** What the parameters of functions are given: by calls, by those that a function is handed to, by libraries, by other files. */
export class Parameters {
  readonly #flow: Flow;
  #emitCalls: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  of(binding: Binding, node: number, path: Path, context: Context | undefined): Value {
    const parameter = this.#flow.structure.parameterOf(binding);
    if (!parameter) return CLEAN;
    const full = parameter.path.length === 0 ? path : [...parameter.path, ...path];
    for (let at = context; at; at = at.above)
      if (at.fn === parameter.of) return this.argument(at.call, parameter.index, full, at.above);
    const spec = this.#flow.types.parameter(parameter.of, parameter.index);
    if (spec !== undefined) {
      if (typeof spec !== 'string') {
        const value = this.#flow.source(binding.node, spec, full);
        const [field] = full;
        if (field === undefined) return value;
        const { names, structure } = this.#flow;
        return (spec.data & (DATA.tool | DATA.model)) === 0
          ? without(value, dtoCleans(names, structure, parameter.of, parameter.index, field))
          : without(value, toolSchemaCleans(names, parameter.of, field));
      }
      const read = this.#flow.types.read(spec, full);
      return 'spec' in read
        ? this.#flow.validated(
            node,
            full[full.length - read.rest.length - 1] ?? '',
            read.rest,
            this.#flow.source(node, read.spec, read.rest),
          )
        : CLEAN;
    }
    return this.#given(parameter, binding, full);
  }

  /** What a function is given where it is called, and where it is handed over. */
  #given(parameter: Parameter, binding: Binding, path: Path): Value {
    const uses = this.#flow.structure
      .usesOf(parameter.of)
      .filter(({ call, argument }) => argument !== undefined || this.#isGivenBy(call, parameter.index));
    let value = CLEAN;
    for (const { call, argument } of uses)
      value = join(
        value,
        argument === undefined
          ? this.argument(call, parameter.index, path, undefined)
          : this.#handed(call, argument, parameter.index, path, undefined),
      );
    if (value.length > 0 || uses.some(({ isOneOfMany }) => !isOneOfMany)) return value;
    const { isOfModels } = this.#flow.models;
    if (isOfModels && MODEL_NAME.test(binding.name)) {
      const what = 'text that a model writes';
      return this.#flow.source(binding.node, { data: DATA.model, what }, path, false);
    }
    const isUser = isSuppliedByUser(this.#flow.names, binding, parameter);
    const member = ASKED_NAME.test(binding.name) ? binding.name : [binding.name, ...path.slice(0, 1)].join('.');
    if (isOfModels && !isUser && (ASKED_NAME.test(binding.name) || WRITTEN_BY_PEOPLE.test(member))) {
      const what = `the parameter \`${member}\`, which a user supplies`;
      return without(this.#flow.source(binding.node, { data: DATA.userParameter, what }, path, false), ~HARM.prompt);
    }
    if (!isUser && (this.#flow.leavesOutPossible || !this.#isForOthers(parameter.of))) return CLEAN;
    const what = isUser
      ? `the parameter \`${binding.name}\`, which a user supplies`
      : `the parameter \`${binding.name}\``;
    return this.#flow.source(binding.node, { data: isUser ? DATA.userParameter : DATA.parameter, what }, path, false);
  }

  /** A call that leaves the parameter out says nothing of what others give. */
  #isGivenBy(call: number, index: number): boolean {
    const { tree } = this.#flow.names;
    const list = this.#flow.names.arguments(call);
    return index < list.length || list.some((argument) => tree.kind[argument] === KIND.spread);
  }

  /** Functions that other files may call: not those handed to a call that is not known. */
  #isForOthers(fn: number): boolean {
    const { tree } = this.#flow.names;
    const parent = tree.parent[fn] as number;
    return tree.kind[parent] !== KIND.arguments && this.#flow.structure.functionAround(fn) === 0;
  }

  argument(call: number, index: number, path: Path, context: Context | undefined): Value {
    const { tree } = this.#flow.names;
    const list = this.#flow.names.arguments(call);
    const spread = list.findIndex((argument) => tree.kind[argument] === KIND.spread);
    if (spread >= 0 && spread <= index) return this.#flow.value(list[spread] ?? -1, [ELEMENT, ...path], context);
    return passing(this.#flow.value(list[index] ?? -1, path, context), call);
  }

  /** What a call gives to a function that it is handed: the elements of a list, the result of a promise, what a function of this file calls it with. */
  #handed(call: number, argument: number, index: number, path: Path, context: Context | undefined): Value {
    const { tree } = this.#flow.names;
    const callee = calleeOf(tree, call);
    const local = this.#flow.structure.functionOf(callee);
    if (local >= 0) return this.#calledBack(local, call, argument, index, path, context);
    if (argument === 1 && WATCHES.test(this.#flow.names.resolve(callee) ?? ''))
      return this.#watched(this.#flow.names.argument(call, 0), path, context);
    if (this.#isHandedResult(call, argument, index)) return this.#flow.value(call, path, context);
    if (tree.kind[callee] !== KIND.member) return CLEAN;
    const method = tree.textOf(tree.childInField(callee, FIELD.property));
    const receiver = tree.childInField(callee, FIELD.object);
    if (method === 'then' || method === 'tap' || method === 'pipe')
      return index === 0 && argument === 0 ? this.#flow.value(receiver, path, context) : CLEAN;
    if (LISTENS.has(method) && argument === 1) {
      const emitted = this.#emitted(call, index, path, context);
      const isOfStream = index === 0 && this.#flow.names.constantOf(this.#flow.names.argument(call, 0)) === 'data';
      return isOfStream ? join(emitted, this.#flow.value(receiver, path, context)) : emitted;
    }
    if (!GIVES_ELEMENTS.has(method)) return CLEAN;
    const isReduce = method === 'reduce' || method === 'reduceRight';
    if (index === (isReduce ? 1 : 0) || (method === 'sort' && index === 1)) {
      // `Object.entries(x).forEach(([key, value]) => ...)`
      return this.#flow.value(receiver, [ELEMENT, ...path], context);
    }
    if (isReduce && index === 0) return this.#flow.value(this.#flow.names.argument(call, 1), path, context);
    return CLEAN;
  }

  /** Whether a library hands to a parameter of a function what the call would give back: `zlib.gunzip(body, (error, text) => ...)`. */
  #isHandedResult(call: number, argument: number, index: number): boolean {
    const { names, models } = this.#flow;
    const hands = models.passes.get(names.resolve(calleeOf(names.tree, call)) ?? '')?.hands;
    if (hands?.parameter !== index) return false;
    const isLast = argument === names.arguments(call).length - 1;
    return hands.to === undefined || (hands.to === 'last') === isLast;
  }

  /** What a listener is given by this file: `bus.emit('done', value)` for `bus.on('done', (value) => ...)`. */
  #emitted(listening: number, index: number, path: Path, context: Context | undefined): Value {
    const { names } = this.#flow;
    const event = names.constantOf(names.argument(listening, 0));
    if (typeof event !== 'string') return CLEAN;
    let value = CLEAN;
    for (const call of this.#emits().get(`${this.#emitterOf(listening)} ${event}`) ?? [])
      value = join(value, this.argument(call, index + 1, path, context));
    return value;
  }

  #emitterOf(call: number): string {
    const { tree } = this.#flow.names;
    return tree.textOf(tree.childInField(calleeOf(tree, call), FIELD.object));
  }

  /** The calls of a method `emit`, by emitter and event: of each the first few, since a hundred say no more. */
  #emits(): ReadonlyMap<string, readonly number[]> {
    if (this.#emitCalls !== undefined) return this.#emitCalls;
    const { names } = this.#flow;
    const { tree } = names;
    const found = new Map<string, number[]>();
    if (names.says(/\.emit\(/))
      for (let node = 0; node < tree.count; node++) {
        const callee = tree.kind[node] === KIND.call ? tree.childInField(node, FIELD.function) : -1;
        if (callee < 0 || tree.kind[callee] !== KIND.member) continue;
        if (tree.textOf(tree.childInField(callee, FIELD.property)) !== 'emit') continue;
        const event = names.constantOf(names.argument(node, 0));
        if (typeof event !== 'string') continue;
        const key = `${this.#emitterOf(node)} ${event}`;
        const calls = found.get(key) ?? [];
        found.set(key, calls);
        if (calls.length < MOST_EMITS) calls.push(node);
      }
    this.#emitCalls = found;
    return found;
  }

  /** `watch(() => route.query.q, (value) => ...)`: what is watched. */
  #watched(source: number, path: Path, context: Context | undefined): Value {
    const fn = this.#flow.structure.functionOf(source);
    if (fn < 0) return this.#flow.value(source, path, context);
    let value = CLEAN;
    for (const result of this.#flow.structure.returns(fn)) value = join(value, this.#flow.value(result, path, context));
    return value;
  }

  /** The arguments with which a function of this file calls the function it was handed. */
  #calledBack(
    fn: number,
    call: number,
    argument: number,
    index: number,
    path: Path,
    context: Context | undefined,
  ): Value {
    const { tree } = this.#flow.names;
    const pattern = this.#flow.structure.parameters(fn)[argument] ?? -1;
    const own =
      pattern < 0 ? -1 : tree.kind[pattern] === KIND.identifier ? pattern : tree.childInField(pattern, FIELD.pattern);
    if (own < 0 || (context?.depth ?? 0) >= MAX_CALLS) return CLEAN;
    const name = tree.textOf(own);
    const inner: Context = { fn, call, above: context, depth: (context?.depth ?? 0) + 1 };
    let value = CLEAN;
    for (let node = fn; node < (tree.next[fn] as number); node++) {
      if (tree.kind[node] !== KIND.call) continue;
      const callee = tree.childInField(node, FIELD.function);
      if (
        tree.kind[callee] === KIND.identifier &&
        tree.textOf(callee) === name &&
        this.#flow.names.bindingOf(callee)?.node === own
      )
        value = join(value, this.argument(node, index, path, inner));
    }
    return value;
  }
}

/** A parameter that its name, or the comment above its function, says to come from a user. */
function isSuppliedByUser(names: Names, binding: Binding, { of, index }: Parameter): boolean {
  if (USER_NAME.test(binding.name) || isTypedForUsers(names, of, index)) return true;
  // The arguments of a program come from who runs it.
  if (/^_?argv$/.test(binding.name)) return false;
  const { tree } = names;
  let start = tree.start[of] as number;
  for (
    let at = of;
    at > 0 &&
    /^(export|const|let|var|async|static|public|module)/.test(
      tree.text.slice(tree.start[tree.parent[at] as number], (tree.start[tree.parent[at] as number] as number) + 6),
    );
    at = tree.parent[at] as number
  )
    start = tree.start[tree.parent[at] as number] as number;
  for (let index = tree.comments.length - 2; index >= 0; index -= 2) {
    const end = tree.comments[index + 1] as number;
    if (end > start) continue;
    if (tree.text.slice(end, start).trim() !== '') return false;
    return /user[- ](supplied|provided|controlled|input)|untrusted|supplied by (the|a) (user|client)|from the (user|client|request)/i.test(
      tree.text.slice(tree.comments[index], end),
    );
  }
  return false;
}

/** `dto: CreateOrderDto`; of a class that Nest hands its requests on to also `filter: SearchFilter`. */
function isTypedForUsers({ tree }: Names, of: number, index: number): boolean {
  const list = tree.childInField(of, FIELD.parameters);
  const parameter = list < 0 ? -1 : (tree.children(list)[index] ?? -1);
  const annotation = parameter < 0 ? -1 : tree.childInField(parameter, FIELD.type);
  const type =
    annotation < 0 ? undefined : TYPE_NAME.exec(tree.text.slice(tree.start[annotation], tree.end[annotation]))?.[1];
  if (type === undefined) return false;
  if (TRANSFERRED.test(type)) return true;
  if (!ASKED_WITH.test(type) || tree.kind[of] !== KIND.method) return false;
  const owner = tree.parent[tree.parent[of] as number] as number;
  // A decorator stands in the class, or before its `export`.
  const start = tree.start[Math.max(tree.parent[owner] as number, 0)] as number;
  return INJECTED.test(tree.text.slice(start, tree.start[tree.parent[of] as number]));
}

const TYPE_NAME = /^:\s*(?:(?:Partial|Readonly|Required|DeepPartial)<)?([A-Z]\w*)>?$/;
const TRANSFERRED = /[a-z](Dto|DTO)$/;
const ASKED_WITH = /[a-z](Filters?|Query|QueryParams|SearchParams|Params|Criteria|Args|Input)$/;
const INJECTED = /@(Injectable|Controller|Resolver|Service|EntityRepository)\(/;

const USER_NAME =
  /^(user|client|visitor|customer)_?(input|supplied|provided|controlled|query|text|content|html|url|path|file_?name|file|command|cmd|code|expression|template|data|value|search|comment|message)s?$|^(untrusted|tainted)|^(req|request)_?(body|query|params?|url|path|data)$/i;

/** What a function is asked by a user, where it hands that to a model. */
const ASKED_NAME =
  /^(question|user_?(question|prompt|request|name|bio|profile|instructions?|preferences?|persona|role|topic|context)|customer_?(question|request|name)|query|message|feedback|review|comment|ticket|resume|cv|complaint|topic|persona|preferences|transcript)$/i;

/** What people write about themselves and to others, as a member of a record. */
const WRITTEN_BY_PEOPLE =
  /^(user|profile|customer|author|member|contact|lead)\.(bio|about|about_?me|display_?name|nickname|headline|signature|tagline)$|^(post|comment|review|ticket|feedback|e?mail|issue|listing|article|submission|complaint|message|tweet|reply|pr|pull_?request)\.(text|body|content|title|description|subject|comment|message)$/i;

/** What a model has written, by its name. */
const MODEL_NAME =
  /^(llm|gpt|claude|gemini|ai|model|assistant|completion|chat_?bot|bot|agent)_?(output|response|reply|answer|text|result|message|content|html|sql|query|command|markdown|json|code|generated\w*|suggestion)$|^(generated)_?(sql|query|code|command|html|script|text|path|url|markdown|answer|content)$/i;

const MOST_EMITS = 5;
const LISTENS = new Set(['on', 'once', 'addListener', 'prependListener']);
/** Functions that hand what their first argument gives to their second. */
const WATCHES = /^(vue\.|@vueuse\/core\.)?watch(Debounced|Throttled|Immediate|Once)?$/;

const GIVES_ELEMENTS = new Set([
  'map',
  'forEach',
  'filter',
  'find',
  'some',
  'every',
  'flatMap',
  'reduce',
  'reduceRight',
  'findIndex',
  'sort',
  'each',
  'findLast',
]);
