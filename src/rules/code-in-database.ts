import type { Expression } from '../engine/names/expression.ts';

/** Whether a call hands JavaScript to a data base to run: `query.$where(text)`, `collection.mapReduce(map, reduce)`. */
export const runsInDatabase = (call: Expression): boolean =>
  call.is('call_expression') && /^(\$where|mapReduce)$/.test(call.callee.lastName);
