import { Expression } from '../engine/names/expression.ts';
import { codeText } from './code-text.ts';
import { structureOf } from './structure-of.ts';

/** Kinds of node that are a function with a body. */
export const FUNCTION_KINDS = [
  'arrow_function',
  'function_expression',
  'function_declaration',
  'method_definition',
] as const;

/** The function of this file that an expression is or names, also behind one that wraps it: `asyncHandler(async (req, res) => ...)`. */
export function handlerOf(given: Expression, seen = new Set<number>()): Expression | undefined {
  const { origin } = given;
  // A value may be wrapped again and again, or in itself.
  if (seen.has(origin.node) || seen.size > MOST_STEPS) return undefined;
  seen.add(origin.node);
  if (origin.is(...FUNCTION_KINDS)) return origin;
  if (origin.is('identifier')) {
    const binding = origin.names.bindingOf(origin.node);
    const declared = new Expression(origin.names, binding?.sort === 'function' ? binding.value : -1);
    return declared.is(...FUNCTION_KINDS) ? declared : undefined;
  }
  if (!origin.is('call_expression')) return undefined;
  for (const argument of origin.arguments) {
    const handler = argument.is('call_expression') ? undefined : handlerOf(argument, seen);
    if (handler) return handler;
  }
  return undefined;
}

/** The text of a function, and of the functions of this file that it calls: what is done on its behalf. */
export function textWithCalls(fn: Expression): string {
  const called = fn
    .descendants('call_expression')
    .slice(0, MOST_CALLS)
    .map(({ callee }) => (callee.is('identifier', 'member_expression') ? calledText(callee) : undefined));
  return [codeText(fn), ...new Set(called)].filter((text) => text !== undefined).join('\n');
}

const calledText = (callee: Expression): string | undefined => {
  const fn = callee.is('identifier') ? handlerOf(callee) : methodOf(callee);
  return fn && codeText(fn);
};

/** The method of a class of this file that is called: `this.check(code)`, `this.codes.check(code)` of a field with such a type. */
function methodOf(callee: Expression): Expression | undefined {
  const { names } = callee;
  if (!callee.object.text.startsWith('this')) return undefined;
  const method = structureOf(names).functionOf(callee.node);
  return method < 0 ? undefined : new Expression(names, method);
}

const MOST_CALLS = 60;
const MOST_STEPS = 100;
