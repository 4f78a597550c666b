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

/**
 * Whether foreign text stands among the instructions: variables of a template do where one of the template's system messages names them, as in
 * `['system', 'You are {persona}']`. What is no variable was looked for in that place.
 */
export function isInstructed({ data, at, call }: FlowHit): boolean {
  if (data.node !== call.argument(0).node || !FILLS.test(call.callee.lastName)) return true;
  const member = data.members.find((one) => one.start <= at.start && one.end >= at.end);
  const key = member?.key ?? (at.is('shorthand_property_identifier') ? at.text : undefined);
  if (key === undefined) return false;
  return new Expression(call.names, 0)
    .descendants('string', 'template_string')
    .some((text) => text.text.includes(`{${key}}`) && isSystemText(text));
}

/** Calls that fill in a template of LangChain, alone or at the head of a chain. */
const FILLS = /^(invoke|stream|format|formatMessages|formatPromptMessages)$/;

function isSystemText(text: Expression): boolean {
  const { parent } = text;
  if (parent.is('array')) return /^(system|developer)$/.test(parent.children[0]?.constant ?? '');
  return parent.is('arguments') && /System/.test(parent.parent.callee.text);
}
