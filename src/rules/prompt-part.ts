import { Expression } from '../engine/names/expression.ts';
import type { FlowHit } from '../engine/rule.ts';

const MAX_DEPTH = 4;

/**
 * Where foreign text becomes part of a prompt, if a function of this file puts the prompt together: there it is mended, and not where the
 * function is called.
 */
export function joinedIn(hit: FlowHit): Expression | undefined {
  return hit.isJoined ? partOf(hit, hit.at, 0) : undefined;
}

function partOf(hit: FlowHit, value: Expression, depth: number): Expression | undefined {
  const { structure } = hit.flow;
  const { origin } = value;
  const call = origin.is('await_expression') ? (origin.children[0]?.origin ?? origin) : origin;
  const fn = call.is('call_expression') && depth < MAX_DEPTH ? structure.functionOf(call.callee.node) : -1;
  if (fn < 0) return undefined;
  for (const result of structure.returns(fn)) {
    const text = new Expression(value.names, result);
    const part = text.holes.find((hole) => comesFrom(hit, hole));
    if (part) return partOf(hit, part, depth + 1) ?? (part.node === text.origin.node ? undefined : part);
  }
  return undefined;
}

const comesFrom = ({ flow, source }: FlowHit, part: Expression): boolean =>
  flow.valueOf(part.node).some((taint) => taint.source.node === source.node);
