import { Expression } from '../engine/names/expression.ts';
import { codeText } from './code-text.ts';
import { isGivenByRequest } from './given-by-request.ts';
import type { RequestHandler } from './request-handler.ts';

const MAX_DEPTH = 8;
const PRICE = /price|amount|cost|cents|total|subtotal|fee/i;

/** Whether a sum is made of prices that the sender wrote. */
export function namesPrice(value: Expression, handler: RequestHandler, depth = 0): boolean {
  if (!value.exists || depth > MAX_DEPTH) return false;
  const within = (part: Expression | undefined): boolean => part !== undefined && namesPrice(part, handler, depth + 1);
  if (
    value.is(
      'parenthesized_expression',
      'as_expression',
      'non_null_expression',
      'await_expression',
      'template_substitution',
    )
  )
    return within(value.children[0]);
  if (value.is('template_string')) return value.holes.some(within);
  if (value.is('binary_expression')) return within(value.field('left')) || within(value.field('right'));
  if (value.is('call_expression')) {
    if (/^(round|floor|ceil|trunc|Number|parseInt|parseFloat|String|toFixed|toString)$/.test(value.callee.lastName))
      return within(value.argument(0)) || within(value.callee.object.exists ? value.callee.object : undefined);
    // `items.reduce((sum, item) => sum + item.price * item.quantity, 0)`
    const list = value.callee.object;
    return (
      value.callee.lastName === 'reduce' &&
      PRICE_OF_ITEM.test(codeText(value.argument(0))) &&
      isGivenByRequest(list, handler)
    );
  }
  if (isOfGivenItem(value, handler)) return true;
  if (PRICE.test(value.lastName) && isGivenByRequest(value, handler)) return true;
  const binding = value.is('identifier', 'shorthand_property_identifier')
    ? value.names.bindingOf(value.node)
    : undefined;
  const isPlain =
    binding?.sort === 'variable' && binding.value >= 0 && binding.writes <= 1 && binding.path?.length === 0;
  return isPlain && namesPrice(new Expression(value.names, binding.value), handler, depth + 1);
}

const PRICE_OF_ITEM = /\.\s*(unit_?)?(price|amount|cost|cents)\w*\b|\{[^{}]{0,80}\b(price|amount|cost)\b[^{}]{0,80}\}/i;

/** `item.price` of `req.body.items.map((item) => ...)`. */
function isOfGivenItem(value: Expression, handler: RequestHandler): boolean {
  if (!value.is('member_expression') || !PRICE.test(value.lastName) || !value.object.is('identifier')) return false;
  const fn = value.enclosingFunction;
  const call = fn.parent.parent;
  if (fn.node === handler.fn.node || !fn.parent.is('arguments') || call.callee.lastName !== 'map') return false;
  const first = fn.field('parameter').exists ? fn.field('parameter') : fn.field('parameters').children[0];
  const name = first?.is('required_parameter') ? first.field('pattern').text : first?.text;
  return name === value.object.text && isGivenByRequest(call.callee.object, handler);
}
