import type { Expression } from '../engine/names/expression.ts';

/** Whether the function around a call looks at the resolved path, or the call is given the folder to stay in. */
export const isCheckedPath = (call: Expression): boolean =>
  call.arguments.some((argument) => argument.property('root').exists) ||
  /(starts|begins)With\(|path\.relative\(|relative\(|is(Sub|Inside|Within|Safe|Path|Valid|Allowed)\w*\(|(safe|ensure|assert|check|validate|resolve)\w*(Path|Inside|Within|Workspace|Root)\w*\(/.test(
    call.enclosingFunction.text,
  );
