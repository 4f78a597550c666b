import { Expression } from '../engine/names/expression.ts';
import { handlerOf } from './handlers.ts';
import { modelCalls } from './model-calls.ts';

const MAX_DEPTH = 14;
const WRAPPING = [
  'await_expression',
  'parenthesized_expression',
  'as_expression',
  'non_null_expression',
  'satisfies_expression',
];
/** Calls that hand on what they are given, in another form. */
const READS = /^(JSON\.parse|String|Number|Boolean|parseInt|parseFloat)$|(^|\.)(parse|safeParse|parseAsync)$/;
/** Methods of texts, lists and answers whose result is part of what they are called on. */
const TAKES =
  /^(trim|trimStart|trimEnd|toLowerCase|toUpperCase|toLocaleLowerCase|replace|replaceAll|split|slice|substring|at|find|filter|map|join|text|toString|match|matchAll|pop|shift|json|response|output)$/;

/** Whether an expression is a model's answer, part of it, or made from it, as far as names within the file show. */
export function isOfAnswer(value: Expression, depth = 0): boolean {
  if (!value.exists || depth > MAX_DEPTH) return false;
  const on = (next: Expression | undefined) => next !== undefined && isOfAnswer(next, depth + 1);
  if (value.is(...WRAPPING)) return on(value.children[0]);
  if (value.is('member_expression', 'subscript_expression')) return on(value.object);
  if (value.is('binary_expression')) return on(value.field('left')) || on(value.field('right'));
  if (value.is('object')) return value.children.some((member) => member.is('pair') && on(member.field('value')));
  if (value.is('call_expression', 'new_expression')) return isAnswering(value, on);
  if (!value.is('identifier', 'shorthand_property_identifier')) return false;
  const binding = value.names.bindingOf(value.node);
  return binding?.sort === 'variable' && binding.value >= 0 && on(new Expression(value.names, binding.value));
}

function isAnswering(call: Expression, on: (next: Expression | undefined) => boolean): boolean {
  if (modelCalls(call.names).some(({ node }) => node === call.node)) return true;
  const { callee } = call;
  if (READS.test(callee.text)) return on(call.argument(0));
  if (callee.lastName === 'send') return on(call.argument(0));
  // `/ORDER:(\w+)/.exec(answer)`
  if (callee.lastName === 'exec' && callee.object.origin.is('regex')) return on(call.argument(0));
  if (callee.is('member_expression') && TAKES.test(callee.lastName)) return on(callee.object);
  const fn = callee.is('identifier') ? handlerOf(callee) : undefined;
  if (!fn) return false;
  const body = fn.field('body');
  if (!body.is('statement_block')) return on(body);
  return body
    .descendants('return_statement')
    .some((statement) => statement.enclosingFunction.node === fn.node && on(statement.children[0]));
}
