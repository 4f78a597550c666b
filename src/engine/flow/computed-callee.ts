import type { Names } from '../names/names.ts';
import { FIELD, KIND } from '../syntax/javascript.ts';

const MAX_DEPTH = 4;

/** The computed member that a callee is, also as one of two, `tools[name] ?? others[name]`; -1 where it is none. */
export function computedCallee(names: Names, callee: number, depth = 0): number {
  const { flat: tree } = names;
  if (callee < 0 || depth > MAX_DEPTH) return -1;
  if (tree.kind[callee] === KIND.subscript) return callee;
  if (tree.kind[callee] !== KIND.binary) return -1;
  const left = computedCallee(names, tree.childInField(callee, FIELD.left), depth + 1);
  return left >= 0 ? left : computedCallee(names, tree.childInField(callee, FIELD.right), depth + 1);
}
