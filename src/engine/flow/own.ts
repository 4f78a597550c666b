import type { Binding } from '../names/binding.ts';
import type { Names } from '../names/names.ts';
import { isOwnImport } from '../names/own-module.ts';
import { FIELD, FUNCTIONS, KIND } from '../syntax/javascript.ts';
import { DATA, HARM } from './data.ts';
import type { Flow } from './flow.ts';
import type { PassSpec } from './model.ts';
import { NARROWING_PIPE } from './parameter-types.ts';
import { toolSchemaCleans } from './tool-schema.ts';

const MAX_DEPTH = 16;

/** What is written as HTML; for other harms a constant of another file may be anything. */
const MARKUP = HARM.html | HARM.dom;

const FOREIGN = DATA.user | DATA.browser | DATA.userParameter;

/** How many nodes of an expression are looked at. */
const MOST_NODES = 60;

const NUMERIC = /^(Number|parseInt|parseFloat|BigInt|Boolean|Math\.\w+|Date\.now|Number\.\w+|encodeURIComponent)$/;
const NUMERIC_METHODS = /^(toFixed|getTime|toISOString|getFullYear|indexOf|findIndex|valueOf)$/;
/** Numbers and words of events of the mouse, the pen and fingers, and of places on a map. */
const OF_PLACE =
  /^([xyz]|lat|lng|lon|latitude|longitude|_?zoom|pointerId|pointerType|isPrimary|identifier|(client|page|screen|offset|movement|tilt|layer)[XY]|pressure|timeStamp|buttons?|deltaMode|delta[XYZ])$/;
/** What an event is called, and the element of the page that it is about. */
const OF_EVENT = /^(e|ev|evt|event)\.(type|(target|currentTarget)\.id)$/;
const KEEPING_METHODS = /^(join|concat|slice|filter|reverse|sort|trim|toUpperCase|toLowerCase|toString|flat)$/;
const NUMBER_TYPE = /^:\s*(number|bigint|boolean|Date|number\[\]|('[^']*'|"[^"]*")(\s*\|\s*('[^']*'|"[^"]*"))*)\s*$/;

/**
 * Whether what stands at a node is the program's own: made of constants and numbers only, or of foreign data that has been made harmless. A
 * rule that looks at shapes asks this before it calls a value foreign.
 */
export function isOwn(flow: Flow, node: number, harm: number): boolean {
  if (flow.guards.removedAt(node, node) & harm) return true;
  return isMadeOfOwn(flow, harm, node, 0) || isCleaned(flow, node, harm);
}

function isMadeOfOwn(flow: Flow, harm: number, node: number, depth: number): boolean {
  if (node < 0 || depth > MAX_DEPTH) return false;
  const { names } = flow;
  const { tree } = names;
  const all = (nodes: readonly number[]) => nodes.every((each) => isMadeOfOwn(flow, harm, each, depth + 1));
  if (names.constantOf(node) !== undefined) return true;
  const kind = tree.kind[node];
  // A value that a test on the way has let through.
  if ((kind === KIND.identifier || kind === KIND.member) && flow.guards.removedAt(node, node) & harm) return true;
  switch (kind) {
    case KIND.number:
    case KIND.unary:
    case KIND.update:
      return true;
    case KIND.template:
      return all(
        tree
          .children(node)
          .filter((child) => tree.kind[child] === KIND.substitution)
          .map((child) => tree.firstChild(child)),
      );
    case KIND.binary: {
      const operator = names.operatorOf(node);
      if (/^([-*/%|&^]|<<|>>>?|[<>]=?|[!=]==?)$/.test(operator)) return true;
      return all(
        operator === '+'
          ? names.operands(node)
          : [tree.childInField(node, FIELD.left), tree.childInField(node, FIELD.right)],
      );
    }
    case KIND.ternary:
      return all([tree.childInField(node, FIELD.consequence), tree.childInField(node, FIELD.alternative)]);
    case KIND.parenthesized:
    case KIND.as:
    case KIND.satisfies:
    case KIND.nonNull:
    case KIND.await:
      return isMadeOfOwn(flow, harm, tree.firstChild(node), depth + 1);
    case KIND.array:
      return all(tree.children(node));
    case KIND.object:
      return all(
        tree
          .children(node)
          .map((member) => names.valueOf(member))
          // Components and icons that stand beside the texts of a list.
          .filter((value) => !(harm & MARKUP && isImport(names, value))),
      );
    case KIND.identifier:
    case KIND.shorthandProperty:
      return isOwnVariable(flow, harm, node, depth);
    case KIND.member: {
      const name = tree.textOf(tree.childInField(node, FIELD.property));
      return (
        name === 'length' ||
        name === 'size' ||
        flow.types.isOwn(node) ||
        ((harm & MARKUP) !== 0 && (OF_PLACE.test(name) || OF_EVENT.test(tree.textOf(node)))) ||
        isMadeOfOwn(flow, harm, tree.childInField(node, FIELD.object), depth + 1)
      );
    }
    case KIND.subscript:
      return isMadeOfOwn(flow, harm, tree.childInField(node, FIELD.object), depth + 1);
    case KIND.call:
      return isOwnCall(flow, harm, node, depth);
  }
  return false;
}

const isImport = (names: Names, node: number): boolean =>
  (names.tree.kind[node] === KIND.identifier || names.tree.kind[node] === KIND.shorthandProperty) &&
  names.bindingOf(node)?.sort === 'import';

function isOwnVariable(flow: Flow, harm: number, node: number, depth: number): boolean {
  const { names } = flow;
  const binding = names.bindingOf(node);
  const isOwnValue = ({ value }: { readonly value: number }) => isMadeOfOwn(flow, harm, value, depth + 1);
  if (!binding) {
    const name = names.tree.textOf(node);
    const made = flow.structure.component.valuesOf(name).map((value) => ({ value }));
    const values = [...made, ...flow.definitions.writesOfGlobal(name)];
    if (made.length > 0) values.push(...flow.definitions.writesOfThis(name));
    return values.length > 0 && values.every(isOwnValue);
  }
  if (binding.sort === 'import') return (harm & MARKUP) !== 0 && isOwnImport(binding);
  if (binding.sort === 'parameter')
    return (
      isNumberParameter(names, binding.node) ||
      isNarrowed(flow, harm, binding) ||
      ((harm & MARKUP) !== 0 && isGivenOwn(flow, harm, binding, depth))
    );
  const writes = flow.definitions.writesOf(binding).filter((write) => !isRemade(flow, binding, write.value));
  return writes.length > 0 && writes.every(isOwnValue);
}

/** `r = r.toString(16)`, `text = text.trim()`: what it was before, in another form. */
function isRemade({ names }: Flow, binding: Binding, value: number): boolean {
  const { tree } = names;
  const callee = tree.kind[value] === KIND.call ? tree.childInField(value, FIELD.function) : -1;
  if (callee < 0 || tree.kind[callee] !== KIND.member) return false;
  const object = tree.childInField(callee, FIELD.object);
  return (
    tree.kind[object] === KIND.identifier &&
    KEEPING_METHODS.test(tree.textOf(tree.childInField(callee, FIELD.property))) &&
    names.arguments(value).every((argument) => names.constantOf(argument) !== undefined) &&
    names.bindingOf(object) === binding
  );
}

/** `id: number`, `kind: 'a' | 'b'`, `@Param('id', ParseUUIDPipe) id`. */
function isNumberParameter({ tree }: Names, declaration: number): boolean {
  const parameter = tree.parent[declaration] as number;
  if (tree.kind[parameter] !== KIND.requiredParameter && tree.kind[parameter] !== KIND.optionalParameter) return false;
  const type = tree.childInField(parameter, FIELD.type);
  return (type >= 0 && NUMBER_TYPE.test(tree.textOf(type))) || NARROWING_PIPE.test(tree.textOf(parameter));
}

/** An argument of a tool that its schema lets be nothing harmful: `z.enum(UNITS)`. */
function isNarrowed({ names, structure }: Flow, harm: number, binding: Binding): boolean {
  const parameter = structure.parameterOf(binding);
  const field = parameter?.path[0];
  return parameter !== undefined && field !== undefined && (toolSchemaCleans(names, parameter.of, field) & harm) !== 0;
}

/** A parameter that every call in the file gives something of its own, as that of a function `log('pointer down')`. */
function isGivenOwn(flow: Flow, harm: number, binding: Binding, depth: number): boolean {
  const parameter = flow.structure.parameterOf(binding);
  if (!parameter || parameter.path.length > 0) return false;
  const uses = flow.structure.usesOf(parameter.of);
  return (
    uses.length > 0 &&
    uses.every(
      ({ call, argument }) =>
        argument === undefined && isMadeOfOwn(flow, harm, flow.names.argument(call, parameter.index), depth + 1),
    )
  );
}

function isOwnCall(flow: Flow, harm: number, node: number, depth: number): boolean {
  const { names } = flow;
  const { tree } = names;
  const callee = tree.childInField(node, FIELD.function);
  const passes = flow.models.passes.get(flow.models.canonical(names.resolve(callee) ?? ''));
  if (passes?.keeps) return isMadeByOwn(flow, harm, node, passes, depth);
  if (NUMERIC.test(names.resolve(callee) ?? '')) return true;
  const fn = flow.structure.functionOf(callee);
  if (fn >= 0) {
    const returns = flow.structure.returns(fn);
    return returns.length > 0 && returns.every((each) => isMadeOfOwn(flow, harm, each, depth + 1));
  }
  if (tree.kind[callee] !== KIND.member) return false;
  const method = tree.textOf(tree.childInField(callee, FIELD.property));
  const receiver = tree.childInField(callee, FIELD.object);
  if (NUMERIC_METHODS.test(method)) return true;
  if (method === 'map') {
    const [made = -1] = names.arguments(node);
    if (NUMERIC.test(names.resolve(made) ?? '')) return true;
    const mapper = flow.structure.functionOf(made);
    return mapper >= 0 && flow.structure.returns(mapper).every((each) => isMadeOfOwn(flow, harm, each, depth + 1));
  }
  if (method === 'find' || method === 'at' || method === 'get') return isMadeOfOwn(flow, harm, receiver, depth + 1);
  return KEEPING_METHODS.test(method) && isMadeOfOwn(flow, harm, receiver, depth + 1);
}

/** A call that hands on what it is given, or what a function that it is given gives back. */
function isMadeByOwn(flow: Flow, harm: number, call: number, { from, calls }: PassSpec, depth: number): boolean {
  const list = flow.names.arguments(call);
  const given = from ? list.filter((_, index) => from.includes(index)) : list;
  const isOwnResult = (each: number) => isMadeOfOwn(flow, harm, each, depth + 1);
  if (!calls) return given.every(isOwnResult);
  const results = given.flatMap((each) => flow.structure.returns(Math.max(flow.structure.functionOf(each), 0)));
  return results.length > 0 && results.every(isOwnResult);
}

/** Foreign data goes in, and none that could do the harm comes out. */
function isCleaned(flow: Flow, node: number, harm: number): boolean {
  if (flow.valueOf(node).some((taint) => taint.harm & harm)) return false;
  const made = flow.names.tree.kind[node] === KIND.identifier ? madeFrom(flow, node) : [node];
  return made.length > 0 && made.every((value) => bringsForeign(flow, value, 0));
}

/** The expressions that a variable is made from; of a callback's parameter what the callback is called on. */
function madeFrom({ names, definitions, structure }: Flow, identifier: number): readonly number[] {
  const binding = names.bindingOf(identifier);
  if (!binding) return [];
  if (binding.sort !== 'parameter') return definitions.writesOf(binding).map(({ value }) => value);
  const parameter = structure.parameterOf(binding);
  const { tree } = names;
  return (parameter ? structure.usesOf(parameter.of) : []).map(({ call, argument }) =>
    argument === undefined
      ? names.argument(call, parameter?.index ?? 0)
      : tree.childInField(tree.childInField(call, FIELD.function), FIELD.object),
  );
}

/** What is asked for an answer: that is not what it was asked with. */
const ASKING = /^(get|post|put|patch|fetch|request|axios|find\w*|query|select|load\w*|read\w*)$/i;

function isAsked({ names }: Flow, call: number): boolean {
  const { tree } = names;
  const callee = tree.childInField(call, FIELD.function);
  const name = tree.kind[callee] === KIND.member ? tree.childInField(callee, FIELD.property) : callee;
  if (name < 0 || !ASKING.test(tree.textOf(name))) return false;
  // `LIST.find((each) => each === wanted)` chooses one of its own.
  return !names.arguments(call).some((argument) => FUNCTIONS.has(tree.kind[argument] as number));
}

function bringsForeign(flow: Flow, node: number, depth: number): boolean {
  const { tree } = flow.names;
  const end = Math.min(tree.next[node] ?? 0, node + MOST_NODES);
  for (let at = Math.max(node, 0); at < end; at++) {
    const kind = tree.kind[at];
    if (kind === KIND.call && isAsked(flow, at)) {
      at = (tree.next[at] as number) - 1;
      continue;
    }
    if (kind !== KIND.identifier && kind !== KIND.member) continue;
    if (flow.valueOf(at).some(({ data, harm }) => data & FOREIGN && harm & ~HARM.prompt)) return true;
    if (
      kind === KIND.identifier &&
      depth < 3 &&
      madeFrom(flow, at).some((value) => bringsForeign(flow, value, depth + 1))
    )
      return true;
  }
  return false;
}
