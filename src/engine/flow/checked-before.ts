import { FIELD, KIND } from '../syntax/javascript.ts';
import { HARM, type HarmKind } from './data.ts';
import type { Flow } from './flow.ts';
import type { Taint } from './value.ts';

/** Whether what the data was made from has been tested on the way to the sink. */
export function isCheckedBefore({ names, guards }: Flow, sink: number, taint: Taint, harm: HarmKind): boolean {
  const { tree } = names;
  const bit = HARM[harm];
  if (guards.removedAt(sink, taint.source.node) & bit) return true;
  for (let way = taint.way; way; way = way.before) {
    const name = tree.kind[way.node] === KIND.variableDeclarator ? tree.childInField(way.node, FIELD.name) : -1;
    if (name >= 0 && tree.kind[name] === KIND.identifier && guards.removedAt(sink, name) & bit) return true;
  }
  return false;
}
