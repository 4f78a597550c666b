import type { Step } from '../finding.ts';
import type { Names } from '../names/names.ts';
import { FIELD, KIND } from '../syntax/javascript.ts';
import { MAX_CALLS } from './evaluation.ts';
import type { Flow } from './flow.ts';
import type { ModelIndex, Sink } from './model-index.ts';
import { traceOf } from './trace.ts';
import type { Taint, Way } from './value.ts';

/** The arguments that a sink means, with the members to follow where an options object is not written in place. */
export function argumentsFor(
  names: Names,
  sink: Sink,
  list: readonly number[],
): { argument: number; path: readonly string[] }[] {
  const which = sink.argument ?? 0;
  if (typeof which === 'number') return list[which] === undefined ? [] : [{ argument: list[which], path: [] }];
  if (which === 'all') return list.map((argument) => ({ argument, path: [] }));
  if (which === 'last') return list.length === 0 ? [] : [{ argument: list.at(-1) ?? -1, path: [] }];
  const [index = '0', ...path] = which.split('.');
  const object = list[Number(index)] ?? -1;
  if (object < 0) return [];
  let value = names.originOf(object);
  for (const [at, name] of path.entries()) {
    const found = names.property(value, name);
    if (found < 0)
      return WITHOUT_MORE.has(names.tree.kind[value] as number) && (at === 0 || !takesMore(names, value))
        ? []
        : [{ argument: object, path }];
    value = at < path.length - 1 ? writtenOut(names, found) : found;
  }
  return [{ argument: value, path: [] }];
}

/** What is written out, and has no member that is not. */
const WITHOUT_MORE: ReadonlySet<number> = new Set([KIND.object, KIND.array, KIND.string, KIND.template]);

/** Whether an object is given the members of another one: `{ ...body, stream: true }`. */
const takesMore = ({ tree }: Names, object: number): boolean =>
  tree.children(object).some((member) => tree.kind[member] === KIND.spread);

/** What an expression stands for; of `JSON.stringify(body)` the body. */
function writtenOut(names: Names, node: number): number {
  const origin = names.originOf(node);
  const isJson =
    names.tree.kind[origin] === KIND.call &&
    names.tree.textOf(names.tree.childInField(origin, FIELD.function)) === 'JSON.stringify';
  return isJson ? names.originOf(names.argument(origin, 0)) : origin;
}

/** The part of an argument, as it stands at the sink, that brings the data: one that is `meant`, where several come from the same source. */
export function smallestPart(
  flow: Flow,
  models: ModelIndex,
  argument: number,
  taint: Taint,
  isMeant: (taint: Taint) => boolean,
): number {
  const bringing = partsOf(flow, models, argument).filter(
    (part) => part >= 0 && part !== argument && taintIn(flow, part, taint) !== undefined,
  );
  const part = bringing.find((each) => isMeant(taintIn(flow, each, taint) as Taint)) ?? bringing[0];
  return part === undefined ? argument : smallestPart(flow, models, part, taint, isMeant);
}

/**
 * Where text was put together that a function of this file only hands on to the sink, `run(command)` of `const run = (text) => exec(text)`:
 * that call, and the part of its argument. Undefined where it is put together at the sink.
 */
export function partHandedOn(
  flow: Flow,
  models: ModelIndex,
  argument: number,
  taint: Taint,
  isMeant: (taint: Taint) => boolean,
): { readonly call: number; readonly part: number } | undefined {
  let found: { readonly call: number; readonly part: number } | undefined;
  let at = argument;
  for (let step = 0; step < MAX_CALLS; step++) {
    const given = givenAs(flow, at, taint);
    const known = given && taintIn(flow, given.argument, taint);
    if (given === undefined || !known?.isJoined || !isMeant(known)) return found;
    at = given.argument;
    found = { call: given.call, part: smallestPart(flow, models, at, taint, isMeant) };
  }
  return found;
}

/** The call on the way of the data that gives a parameter its value. */
function givenAs({ names, structure }: Flow, node: number, { way }: Taint) {
  const { tree } = names;
  const isName = tree.kind[node] === KIND.identifier || tree.kind[node] === KIND.shorthandProperty;
  const binding = isName ? names.bindingOf(node) : undefined;
  const parameter = binding?.sort === 'parameter' ? structure.parameterOf(binding) : undefined;
  if (parameter === undefined) return undefined;
  for (let passed = way; passed; passed = passed.before)
    if (
      tree.kind[passed.node] === KIND.call &&
      structure.functionOf(tree.childInField(passed.node, FIELD.function)) === parameter.of
    )
      return { call: passed.node, argument: names.argument(passed.node, parameter.index) };
  return undefined;
}

/** What a part carries of the same source. */
const taintIn = (flow: Flow, part: number, { source }: Taint): Taint | undefined =>
  flow.valueOf(part).find((known) => known.source.node === source.node);

/** The way of data to what is told, `told`, or where that does not carry it to the part of the argument that does. */
export function traceTo(flow: Flow, told: number, part: number, taint: Taint, reaches: string): readonly Step[] {
  const end = taintIn(flow, told, taint) === undefined ? part : told;
  return traceOf(flow.names, taintAt(flow, end, taint), end, reaches);
}

/**
 * The data with the way that it has come to a part of the argument, and on through what is around that part; two members of one object have the
 * same source and not the same way.
 */
function taintAt(flow: Flow, part: number, taint: Taint): Taint {
  const own = taintIn(flow, part, taint);
  if (own === undefined) return taint;
  const { tree } = flow.names;
  const passed = new Set<number>();
  for (let way = own.way; way; way = way.before) passed.add(way.node);
  const around: number[] = [];
  for (let way = taint.way; way; way = way.before)
    if (!passed.has(way.node) && way.node <= part && part < (tree.next[way.node] as number)) around.unshift(way.node);
  return { ...taint, way: around.reduce<Way | undefined>((before, node) => ({ node, before }), own.way) };
}

function partsOf({ names, types }: Flow, models: ModelIndex, node: number): readonly number[] {
  const { tree } = names;
  switch (tree.kind[node]) {
    case KIND.template:
      return tree.children(node).map((child) => (tree.kind[child] === KIND.substitution ? tree.firstChild(child) : -1));
    case KIND.binary:
      return names.operatorOf(node) === '+'
        ? names.operands(node)
        : [tree.childInField(node, FIELD.left), tree.childInField(node, FIELD.right)];
    case KIND.parenthesized:
    case KIND.array:
      return tree.children(node);
    case KIND.object:
      return tree.children(node).map((member) => names.valueOf(member));
    case KIND.call:
      return models.passes.has(types.typeOf(tree.childInField(node, FIELD.function)) ?? '')
        ? names.arguments(node)
        : [];
  }
  return [];
}
