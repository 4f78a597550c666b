import { Expression } from '../engine/names/expression.ts';

/** A member of what a request brings. */
export type RequestField = {
  /** The last name: `role` of `req.body.user.role`. */
  readonly name: string;
  readonly part: 'body' | 'query' | 'headers' | 'cookies';
};

const MAX_DEPTH = 8;
const REQUEST = /^(req|request|ctx|ctx\.req|ctx\.request|context\.req|c\.req|event|this\.request)$/;
const PARTS: Readonly<Record<string, RequestField['part']>> = {
  body: 'body',
  query: 'query',
  params: 'query',
  headers: 'headers',
  cookies: 'cookies',
};

/** The member of a request that an expression reads: in place, taken apart, or behind variables. Undefined for everything else. */
export function requestField(expression: Expression): RequestField | undefined {
  const whole = pathOf(expression, 0);
  // `cookies().get('role').value`
  const path = whole?.[0] === 'cookies' && whole.at(-1) === 'value' ? whole.slice(0, -1) : whole;
  const name = path?.at(-1);
  const part = path?.[0];
  return path && path.length > 1 && name !== undefined && part !== undefined && PARTS[part] !== undefined
    ? { name, part: PARTS[part] }
    : undefined;
}

/** The members followed from the request: `body`, `user`, `role`. */
function pathOf(expression: Expression, depth: number): readonly string[] | undefined {
  if (!expression.exists || depth > MAX_DEPTH) return undefined;
  if (REQUEST.test(expression.text)) return [];
  if (
    expression.is(
      'parenthesized_expression',
      'as_expression',
      'non_null_expression',
      'satisfies_expression',
      'await_expression',
    )
  )
    return pathOf(child(expression), depth + 1);
  // `cookies.get('role')?.value ?? payload.role`: the sender's word comes first.
  if (expression.is('binary_expression'))
    return /^(\?\?|\|\|)$/.test(expression.operator) ? pathOf(expression.field('left'), depth + 1) : undefined;
  if (expression.is('member_expression', 'subscript_expression')) {
    const name = expression.lastName;
    const before = name === '' ? undefined : pathOf(expression.object, depth + 1);
    return before && [...before, name];
  }
  if (expression.is('call_expression')) return pathOfCall(expression, depth);
  if (!expression.is('identifier', 'shorthand_property_identifier')) return undefined;
  const { names } = expression;
  const binding = names.bindingOf(expression.node);
  if (binding?.sort !== 'variable' || binding.path === undefined || binding.writes > 1) return undefined;
  const before = pathOf(new Expression(names, binding.value), depth + 1);
  return before && [...before, ...binding.path];
}

/** `request.json()` is the body; `req.get('x-role')` a header; `Number(req.body.amount)` what is within. */
function pathOfCall(call: Expression, depth: number): readonly string[] | undefined {
  const { callee } = call;
  const name = callee.lastName;
  if (/^(Number|parseInt|parseFloat|String|Math\.round|Number\.parseInt)$/.test(callee.text))
    return pathOf(call.argument(0), depth + 1);
  const object = callee.object;
  if ((name === 'json' || name === 'formData') && pathOf(object, depth + 1)?.length === 0) return ['body'];
  const key = call.argument(0).constant;
  // `c.req.query('closed')` of Hono.
  if ((name === 'query' || name === 'param') && key !== undefined)
    return pathOf(object, depth + 1)?.length === 0 ? ['query', key] : undefined;
  if ((name === 'get' || name === 'header') && key !== undefined) {
    // Of a handler that is given the request, not of a page that reads its own address.
    const { text } = call.names.tree;
    if (/searchParams$/.test(object.text) && /[rR]equest\b/.test(text) && !text.includes('useSearchParams'))
      return ['query', key];
    const before = pathOf(object, depth + 1);
    if (before?.length === 0) return ['headers', key];
    return before && [...before, key];
  }
  return undefined;
}

const child = (expression: Expression): Expression => expression.children[0] ?? new Expression(expression.names, -1);
