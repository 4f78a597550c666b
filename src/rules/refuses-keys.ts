import type { Expression } from '../engine/names/expression.ts';
import { handlerOf } from './handlers.ts';

const SAFE_KEYS =
  /__proto__|['"]constructor['"]|['"]prototype['"]|hasOwn|[iI]s(Uns|S)afeKey|is(Forbidden|Dangerous|Blocked|Allowed)Key|Object\.create\(null\)|new Map\(/;
const MOST_CALLS = 60;

/** Whether a function refuses `__proto__` and its like: itself, by a list of the file, or by another function of it. */
export function refusesKeys(fn: Expression): boolean {
  if (SAFE_KEYS.test(fn.text)) return true;
  return fn
    .descendants('call_expression')
    .slice(0, MOST_CALLS)
    .some(({ callee }) => {
      // `BLOCKED.has(key)`, `UNSAFE.includes(key)`, `/^(__proto__|constructor)$/.test(key)`
      if (/^(has|includes|test|indexOf|some)$/.test(callee.lastName))
        return /__proto__/.test(callee.object.origin.text);
      const called = callee.is('identifier') ? handlerOf(callee) : undefined;
      return called !== undefined && called.node !== fn.node && /__proto__/.test(listsIn(called));
    });
}

/** The text of a function with the lists that it asks. */
const listsIn = (fn: Expression): string =>
  [
    fn.text,
    ...fn
      .descendants('call_expression')
      .slice(0, MOST_CALLS)
      .map(({ callee }) => (/^(has|includes|test)$/.test(callee.lastName) ? callee.object.origin.text : '')),
  ].join('\n');
