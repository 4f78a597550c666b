import type { Names } from '../names/names.ts';
import { FIELD, KIND } from '../syntax/javascript.ts';
import type { Flow } from './flow.ts';
import type { ModelIndex, Sink } from './model-index.ts';
import type { Taint } from './value.ts';

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
    if (found < 0) return at === 0 && names.tree.kind[value] === KIND.object ? [] : [{ argument: object, path }];
    value = at < path.length - 1 ? writtenOut(names, found) : found;
  }
  return [{ argument: value, path: [] }];
}

/** What an expression stands for; of `JSON.stringify(body)` the body. */
function writtenOut(names: Names, node: number): number {
  const origin = names.originOf(node);
  const isJson =
    names.tree.kind[origin] === KIND.call &&
    names.tree.textOf(names.tree.childInField(origin, FIELD.function)) === 'JSON.stringify';
  return isJson ? names.originOf(names.argument(origin, 0)) : origin;
}

/** The part of an argument, as it stands at the sink, that brings the data. */
export function smallestPart(flow: Flow, models: ModelIndex, argument: number, taint: Taint): number {
  for (const part of partsOf(flow, models, argument))
    if (part >= 0 && part !== argument && flow.valueOf(part).some(({ source }) => source.node === taint.source.node))
      return smallestPart(flow, models, part, taint);
  return argument;
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
