import type { Names } from '../names/names.ts';
import { FIELD, KIND } from '../syntax/javascript.ts';
import { computedCallee } from './computed-callee.ts';

/** Longer tables are made by machines. */
const MOST_FUNCTIONS = 100;

/**
 * The values of which one is called where a name decides which: those of the object literal in `handlers[name](input)`, `handlers[name].run(input)`
 * and `const fn = handlers[name]; fn(input)`, and of the pairs in `new Map([['a', fn]]).get(name)(input)`.
 */
export function calledByName(names: Names, callee: number): readonly number[] {
  const { tree } = names;
  const kind = tree.kind[callee];
  if (kind === KIND.member) {
    const member = tree.textOf(tree.childInField(callee, FIELD.property));
    return valuesOf(names, tree.childInField(callee, FIELD.object)).map((value) =>
      names.property(names.originOf(value), member),
    );
  }
  return kind === KIND.subscript || kind === KIND.identifier || kind === KIND.call || kind === KIND.parenthesized
    ? valuesOf(names, callee)
    : [];
}

/** What may stand behind `handlers[name]` and `handlers.get(name)`. */
function valuesOf(names: Names, chosen: number): readonly number[] {
  const { tree } = names;
  const inner = tree.kind[chosen] === KIND.parenthesized ? tree.firstChild(chosen) : chosen;
  const held = tree.kind[inner] === KIND.identifier ? names.originOf(inner) : inner;
  if (tree.kind[held] === KIND.call) return inMap(names, held);
  const subscript = computedCallee(names, held);
  if (subscript < 0 || names.constantOf(tree.childInField(subscript, FIELD.index)) !== undefined) return [];
  return inObject(names, tree.childInField(subscript, FIELD.object));
}

function inObject(names: Names, table: number): readonly number[] {
  const { tree } = names;
  const literal = names.originOf(table);
  if (tree.kind[literal] !== KIND.object) return [];
  return tree
    .children(literal)
    .slice(0, MOST_FUNCTIONS)
    .map((member) => (tree.kind[member] === KIND.method ? member : names.valueOf(member)));
}

function inMap(names: Names, call: number): readonly number[] {
  const { tree } = names;
  const callee = tree.childInField(call, FIELD.function);
  if (callee < 0 || tree.kind[callee] !== KIND.member) return [];
  if (tree.textOf(tree.childInField(callee, FIELD.property)) !== 'get') return [];
  const made = names.originOf(tree.childInField(callee, FIELD.object));
  if (tree.kind[made] !== KIND.new || names.resolve(tree.childInField(made, FIELD.constructor)) !== 'Map') return [];
  const entries = names.originOf(names.argument(made, 0));
  // `new Map(Object.entries(handlers))`
  if (
    tree.kind[entries] === KIND.call &&
    names.resolve(tree.childInField(entries, FIELD.function)) === 'Object.entries'
  )
    return inObject(names, names.argument(entries, 0));
  if (tree.kind[entries] !== KIND.array) return [];
  return tree
    .children(entries)
    .slice(0, MOST_FUNCTIONS)
    .map((pair) => (tree.kind[pair] === KIND.array ? (tree.children(pair)[1] ?? -1) : -1));
}
