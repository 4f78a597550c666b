import type { Binding } from '../names/binding.ts';
import type { Names } from '../names/names.ts';
import { FIELD, FUNCTIONS, KIND } from '../syntax/javascript.ts';
import { Calls } from './calls.ts';
import { ANY_HARM, DATA, harmsOf } from './data.ts';
import { Definitions, KEY, type Reaching, SHARED, type Write } from './definitions.ts';
import { type Context, NO_PATH, OBJECT_HARMS, type Path } from './evaluation.ts';
import { Guards } from './guards.ts';
import { Literals } from './literals.ts';
import type { ReadSpec } from './model.ts';
import type { ModelIndex } from './model-index.ts';
import { namedData } from './named.ts';
import { Parameters } from './parameters.ts';
import { routeCleans } from './route-schema.ts';
import { ELEMENT, Structure } from './structure.ts';
import { Types } from './types.ts';
import { CLEAN, change, join, passing, type Source, type Value, without } from './value.ts';

/** How many members deep: longer paths are those of structures that contain themselves. */
const MAX_PATH = 8;
/** Expressions looked at in one file before we stop with what we have. */
const MAX_STEPS = 60_000;
/** How deep questions may lie inside one another: the machine's stack is not endless. */
const MAX_DEPTH = 160;

/**
 * Where the values of one file come from.
 *
 * Asked of a value, it goes backwards: through variables to what was written to them before, through members, calls and parameters, until it
 * comes to where data enters, or to nothing. So only what reaches a sink costs anything.
 */
export class Flow {
  readonly names: Names;
  readonly types: Types;
  readonly structure: Structure;
  readonly guards: Guards;
  /** Parameters that nobody is known to supply are then no source. */
  readonly leavesOutPossible: boolean;
  readonly definitions: Definitions;
  readonly models: ModelIndex;
  readonly #parameters = new Parameters(this);
  readonly #literals = new Literals(this);
  readonly #calls = new Calls(this, this.#parameters);
  readonly #known = new Map<number | string, Value>();
  readonly #underWay = new Set<number | string>();
  /** Whether the last answer rests on a question that was still open: it then holds for the asker only. */
  #isOpen = false;
  #steps = 0;
  #depth = 0;

  constructor(names: Names, models: ModelIndex, leavesOutPossible = false) {
    this.leavesOutPossible = leavesOutPossible;
    this.names = names;
    this.models = models;
    this.structure = new Structure(names);
    this.definitions = new Definitions(names);
    this.types = new Types(names, this.structure, this.definitions, models);
    this.guards = new Guards(names, this.definitions, models.isOfModels);
  }

  /** Whether the file was too tangled to follow every value. */
  get isExhausted(): boolean {
    return this.#steps > MAX_STEPS;
  }

  /** The data that an expression, or a member of it, may carry. */
  valueOf(node: number, path: Path = NO_PATH): Value {
    return this.value(node, path, undefined);
  }

  /** The same within calls that are being looked into. For the parts of this class that lie in files of their own, as are the methods below. */
  value(node: number, path: Path, context: Context | undefined): Value {
    if (node < 0 || path.length > MAX_PATH) return CLEAN;
    const kind = this.names.tree.kind[node] as number;
    if (CONSTANTS.has(kind)) return CLEAN;
    const isPlain = context === undefined && path.length === 0;
    const key = isPlain ? node : `${node} ${callsOf(context)} ${path.join('.')}`;
    const known = this.#known.get(key);
    if (known) return known;
    if (this.#underWay.has(key)) {
      this.#isOpen = true;
      return CLEAN;
    }
    if (++this.#steps > MAX_STEPS || this.#depth > MAX_DEPTH) return CLEAN;
    const wasOpen = this.#isOpen;
    this.#isOpen = false;
    this.#underWay.add(key);
    this.#depth++;
    const value = this.#evaluate(node, kind, path, context);
    this.#depth--;
    this.#underWay.delete(key);
    if (!this.#isOpen || this.#underWay.size === 0) this.#known.set(key, value);
    this.#isOpen = (this.#isOpen && this.#underWay.size > 0) || wasOpen;
    return value;
  }

  #evaluate(node: number, kind: number, path: Path, context: Context | undefined): Value {
    const { tree } = this.names;
    switch (kind) {
      case KIND.identifier:
      case KIND.shorthandProperty:
        return this.#guarded(node, this.#identifier(node, path, context));
      case KIND.member:
        return this.#guarded(
          node,
          this.#member(node, tree.textOf(tree.childInField(node, FIELD.property)), path, context),
        );
      case KIND.subscript: {
        const index = this.names.constantOf(tree.childInField(node, FIELD.index));
        return this.#guarded(node, this.#member(node, typeof index === 'string' ? index : ELEMENT, path, context));
      }
      case KIND.call:
        return this.#calls.call(node, path, context);
      case KIND.new:
        return this.#calls.construct(node, path, context);
      case KIND.await:
      case KIND.parenthesized:
      case KIND.as:
      case KIND.satisfies:
      case KIND.nonNull:
      case KIND.spread:
      case KIND.yield:
        return this.value(tree.firstChild(node), path, context);
      case KIND.typeAssertion:
      case KIND.sequence:
        return this.value(tree.children(node).at(-1) ?? -1, path, context);
      case KIND.template:
        return this.#literals.joined(
          node,
          tree.children(node).filter((child) => tree.kind[child] === KIND.substitution),
          context,
        );
      case KIND.binary:
        return this.#literals.binary(node, path, context);
      case KIND.ternary:
        return join(
          this.value(tree.childInField(node, FIELD.consequence), path, context),
          this.value(tree.childInField(node, FIELD.alternative), path, context),
        );
      case KIND.assignment:
        return this.value(tree.childInField(node, FIELD.right), path, context);
      case KIND.augmentedAssignment:
        return join(
          this.value(tree.childInField(node, FIELD.left), path, context),
          this.value(tree.childInField(node, FIELD.right), path, context),
        );
      case KIND.object:
        return this.#literals.object(node, path, context);
      case KIND.array:
        return this.#literals.array(node, path, context);
    }
    return CLEAN;
  }

  #guarded(node: number, value: Value): Value {
    return value.length === 0 ? CLEAN : without(value, this.guards.removedAt(node, node));
  }

  /** Data that enters at a node. */
  source(node: number, spec: Exclude<ReadSpec, string>, rest: Path, isKnown = true): Value {
    let data = spec.data;
    if (rest.length > 0) data &= ~DATA.whole;
    const source: Source = { node, data, what: spec.what, isKnown };
    const all = data & (DATA.structured | DATA.whole) ? ANY_HARM : ANY_HARM & ~OBJECT_HARMS;
    const harm = spec.without ? all & ~harmsOf(...spec.without) : all;
    return [{ source, data, harm, isInside: false, isJoined: false, way: undefined }];
  }

  /** What a model says of an expression and the members followed from it, if it says anything. */
  read(node: number, path: Path, at = node): Value | undefined {
    const type = this.types.typeOf(node);
    if (type === undefined) return undefined;
    const read = this.types.read(type, path);
    if (!('spec' in read)) return undefined;
    const part = path[path.length - read.rest.length - 1] ?? type.slice(type.lastIndexOf('.') + 1);
    return this.validated(node, part, read.rest, this.source(at, read.spec, read.rest));
  }

  /** What a route's own checks leave of a part of the request, or of a member of it: `app.post('/', body('mail').isEmail(), handler)`. */
  validated(node: number, part: string, rest: Path, value: Value): Value {
    const cleans = routeCleans(this.names, this.structure, node, part.replace('()', ''), rest);
    return cleans === 0 ? value : without(value, cleans);
  }

  #identifier(node: number, path: Path, context: Context | undefined): Value {
    const binding = this.names.bindingOf(node);
    if (!binding)
      return join(
        this.read(node, path) ?? this.#undeclared(node, path, context),
        this.#named(node, this.names.tree.textOf(node), path),
      );
    if (binding.sort === 'import') return this.read(node, path) ?? CLEAN;
    return join(this.#variable(node, binding, path, context), this.#named(node, binding.name, path));
  }

  /** A variable that is assigned and nowhere declared; in a template what the component has of that name. */
  #undeclared(node: number, path: Path, context: Context | undefined): Value {
    const name = this.names.tree.textOf(node);
    const writes = this.definitions.writesOfGlobal(name).filter((write) => isOnPath(write.path, path));
    if (writes.length > 0) return this.#allWritten(this.#reaching(writes, node, path).writes, path, context);
    const store = name.startsWith('$') ? this.names.lookUp(node, name.slice(1)) : undefined;
    if (store) return this.#store(node, store, path, context);
    return this.structure.component.exists && isInTemplate(this.names.tree, node)
      ? this.#ofComponent(name, path, context)
      : CLEAN;
  }

  /** `$a` of a store `a` of Svelte: what it is made with, and what it is set to. */
  #store(node: number, binding: Binding, path: Path, context: Context | undefined): Value {
    let value = this.#variable(node, binding, path, context);
    for (const write of this.definitions.writesOf(binding))
      if (write.isInside && write.path.length === 0) value = join(value, this.value(write.value, path, context));
    return value;
  }

  /** A member of a component: what its options say of it, and what is written to `this`. */
  #ofComponent(member: string, path: Path, context: Context | undefined): Value {
    let value = CLEAN;
    for (const made of this.structure.component.valuesOf(member))
      value = join(value, this.value(made, this.#isHolder(made) ? this.held(path) : path, context));
    for (const write of this.definitions.writesOfThis(member))
      if (isOnPath(write.path, path)) value = join(value, this.written(write, path, undefined));
    return value;
  }

  /** Members followed from what an object of Vue holds, which templates leave out: `value` of a `ref`. */
  held(path: Path): Path {
    return path[0] === 'value' ? path.slice(1) : path;
  }

  /** Whether a variable is one whose value lies in its `value`. */
  #isHolder(node: number): boolean {
    const { tree } = this.names;
    const made = this.names.originOf(node);
    if (tree.kind[made] !== KIND.call) return false;
    const name = this.names.resolve(tree.childInField(made, FIELD.function));
    return name !== undefined && this.models.passes.get(this.models.canonical(name))?.holds === true;
  }

  #reaching(writes: readonly Write[], node: number, path: Path): Reaching {
    return this.definitions.reaching(writes, node, (write) => !write.keeps && write.path.length <= path.length);
  }

  #allWritten(writes: readonly Write[], path: Path, context: Context | undefined): Value {
    let value = CLEAN;
    for (const write of writes) value = join(value, this.written(write, path, context));
    return value;
  }

  #variable(node: number, binding: Binding, path: Path, context: Context | undefined): Value {
    if (binding.sort === 'function' || binding.sort === 'class' || binding.sort === 'catch') return CLEAN;
    if (binding.value >= 0 && this.#isHolder(binding.value)) return this.#holder(binding, this.held(path), context);
    const writes = this.definitions.writesOf(binding).filter((write) => isOnPath(write.path, path));
    const isParameter = binding.sort === 'parameter';
    const only = writes[0];
    const reaching =
      writes.length === 1 && only && !isParameter && !only.keeps && only.path.length === 0
        ? { writes, fromStart: false }
        : this.#reaching(writes, node, path);
    const value = this.#allWritten(reaching.writes, path, context);
    return isParameter && reaching.fromStart ? join(this.#parameters.of(binding, node, path, context), value) : value;
  }

  /** `a.value = x` of a `ref`: x is what `a` is in a template, and `a.value` in a script, whenever it was written. */
  #holder(binding: Binding, path: Path, context: Context | undefined): Value {
    const writes = this.definitions
      .writesOf(binding)
      .map((write) => ({ ...write, path: this.held(write.path) }))
      .filter((write) => isOnPath(write.path, path));
    return this.#allWritten(writes, path, context);
  }

  /** What a write leaves at a member of its variable. */
  written(write: Write, path: Path, context: Context | undefined): Value {
    const { tree } = this.names;
    if (write.from.includes(KEY)) return this.#keys(write, context);
    const isDeeper = write.path.length > path.length;
    const rest = isDeeper ? NO_PATH : path.slice(write.path.length);
    // An element that was put in is read by taking any element out.
    const followed = write.isInside && rest.length > 0 ? rest.slice(1) : rest;
    let value = this.value(write.value, [...write.from, ...followed], context);
    if ((isDeeper || (write.isInside && rest.length === 0)) && value.length > 0)
      value = change(value, (taint) => ({ ...taint, isInside: true }));
    if (tree.kind[write.node] === KIND.augmentedAssignment && value.length > 0)
      value = change(value, (taint) => ({ ...taint, isJoined: true, harm: taint.harm & ~OBJECT_HARMS }));
    return tree.kind[write.node] === KIND.call ? value : passing(value, write.node);
  }

  /** The names of the members of an object from outside are chosen outside too. */
  #keys(write: Write, context: Context | undefined): Value {
    return change(this.value(write.value, NO_PATH, context), (taint) =>
      taint.data & DATA.structured ? { ...taint, isInside: false } : { ...taint, data: 0 },
    );
  }

  #member(node: number, name: string, path: Path, context: Context | undefined): Value {
    const { tree } = this.names;
    const object = tree.childInField(node, FIELD.object);
    if (tree.kind[object] === KIND.this)
      return join(this.#this(object, name, path, context), this.#named(node, name, path));
    if (name === 'length' || name === 'size' || name === 'byteLength')
      return path.length === 0 ? CLEAN : this.value(object, [name, ...path], context);
    const read = this.read(node, path) ?? this.read(object, [name, ...path], node);
    const value =
      read ??
      this.value(object, [name, ...path], context).map((taint) =>
        taint.source.node === object && !taint.way ? { ...taint, source: { ...taint.source, node } } : taint,
      );
    return join(join(value, this.#ofShared(object, name, path)), this.#named(node, name, path));
  }

  /** What another handler has left in the session of the visitor, or for those that come after it. */
  #ofShared(object: number, name: string, path: Path): Value {
    const { tree } = this.names;
    if (tree.kind[object] !== KIND.member || !SHARED.has(tree.textOf(tree.childInField(object, FIELD.property))))
      return CLEAN;
    const writes = this.definitions.writesOfShared(name).filter((write) => isOnPath(write.path, path));
    return this.#allWritten(writes, path, undefined);
  }

  /** What is assigned to a member of `this` anywhere in the class. */
  #this(self: number, member: string, path: Path, context: Context | undefined): Value {
    const { tree } = this.names;
    const type = this.read(tree.parent[self] as number, path);
    if (type) return type;
    const owner = this.structure.classAround(self);
    let value = CLEAN;
    if (owner >= 0)
      for (const node of this.structure.members(owner)) {
        const name = this.structure.memberName(node);
        if (tree.kind[node] !== KIND.method && name === member)
          value = join(value, this.value(tree.childInField(node, FIELD.value), path, context));
        if (name === 'constructor') value = join(value, this.givenToConstructor(node, member, path, undefined));
      }
    for (const write of this.definitions.writesOfThis(member))
      if (isOnPath(write.path, path) && (owner < 0 || this.structure.classAround(write.node) === owner))
        value = join(value, this.written(write, path, undefined));
    if (owner < 0)
      for (const made of this.structure.component.valuesOf(member))
        value = join(value, this.value(made, path, context));
    return value;
  }

  /** What a constructor is given for a member that it declares among its parameters: `constructor(private readonly name: string)`. */
  givenToConstructor(fn: number, member: string, path: Path, context: Context | undefined): Value {
    const parameter = this.structure.parameterProperty(fn, member);
    const binding = parameter < 0 ? undefined : this.names.bindingOf(parameter);
    return binding ? this.#parameters.of(binding, parameter, path, context) : CLEAN;
  }

  #named(node: number, name: string, path: Path): Value {
    return namedData(this.names, node, name, path, this.models.isOfModels);
  }
}

/** Whether a node is one of those that a template adds to the code: a function at the top, called by nobody, or what a loop takes apart. */
function isInTemplate(tree: Names['tree'], node: number): boolean {
  let at = node;
  for (let up = tree.parent[at] as number; up > 0; up = tree.parent[up] as number) at = up;
  if (tree.kind[at] !== KIND.expressionStatement) return false;
  const inner = tree.kind[tree.firstChild(at)];
  return inner === KIND.arrow || inner === KIND.assignment;
}

/** The calls that are being looked into, as text. */
function callsOf(context: Context | undefined): string {
  let text = '';
  for (let at = context; at; at = at.above) text += `.${at.call}`;
  return text;
}

/** Whether what is written to a member can be read, wholly or in part, at another. */
function isOnPath(written: Path, read: Path): boolean {
  const length = Math.min(written.length, read.length);
  for (let index = 0; index < length; index++)
    if (written[index] !== read[index] && written[index] !== ELEMENT && read[index] !== ELEMENT) return false;
  return true;
}

const CONSTANTS: ReadonlySet<number> = new Set([
  KIND.string,
  KIND.number,
  KIND.true,
  KIND.false,
  KIND.null,
  KIND.undefined,
  KIND.regex,
  ...FUNCTIONS,
]);
