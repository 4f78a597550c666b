import type { Expression } from '../engine/names/expression.ts';
import type { FlowHit } from '../engine/rule.ts';

/** What to name: the part that brings the data, or where only the finished text stands at the call, what was read at first. */
export const enteringIn = ({ at, data, isJoined, source }: FlowHit): Expression =>
  isJoined && at.node === data.node && at.is('identifier') && source.text.length < 60 ? source : at;
