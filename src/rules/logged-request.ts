import { Expression } from '../engine/names/expression.ts';

/** All headers or all members of a body, as they came, or as they go out. */
const WHOLE =
  /^((req|request|ctx|ctx\.request|ctx\.req|c\.req|event)\??\.(headers|multiValueHeaders|rawHeaders|body|cookies)|(config|options|init)\.headers)$/;
const REQUEST = /^(req|request|ctx|ctx\.request|ctx\.req|c\.req|event)$/;

/** Whether something is all headers, cookies or members of a request: `req.headers`, and `headers` of `const { headers } = req`. */
export function isWholeOfRequest(part: Expression): boolean {
  if (part.is('member_expression')) return WHOLE.test(part.text) && isGivenToFunction(part);
  if (!part.is('identifier', 'shorthand_property_identifier') || !/^(headers|body|cookies)$/.test(part.text))
    return false;
  const binding = part.names.bindingOf(part.node);
  if (binding?.sort !== 'variable' || binding.writes > 1 || binding.path?.join('.') !== part.text) return false;
  const taken = new Expression(part.names, binding.value);
  return (
    REQUEST.test(taken.text) &&
    part.names.bindingOf(taken.is('identifier') ? taken.node : taken.object.node)?.sort === 'parameter'
  );
}

/** The request of a handler, and not what a client calls one. */
function isGivenToFunction(member: Expression): boolean {
  let root = member.object;
  while (root.is('member_expression')) root = root.object;
  return root.is('identifier') && root.names.bindingOf(root.node)?.sort === 'parameter';
}

/** Whether something is the token or the session with which a request came: `req.get('authorization')`, `req.headers.cookie?.split(';')[0]`. */
export function isTokenOfRequest(part: Expression): boolean {
  if (!part.is('member_expression', 'subscript_expression', 'call_expression') || part.text.length > LONGEST)
    return false;
  for (let at = part, step = 0; step < MOST_STEPS; step++) {
    if (at.is('call_expression')) {
      if (READS.test(at.callee.lastName))
        return NAMES_TOKEN.test(at.argument(0).constant ?? '') && OF_REQUEST.test(at.callee.object.text);
      if (!KEEPS.test(at.callee.lastName)) return false;
      at = at.callee.object;
    } else if (at.is('member_expression')) {
      if (OF_HEADERS.test(at.object.text)) return NAMES_TOKEN.test(at.lastName);
      if (OF_COOKIES.test(at.object.text)) return NAMES_SESSION.test(at.lastName);
      return false;
    } else if (at.is('subscript_expression')) {
      if (OF_HEADERS.test(at.object.text)) return NAMES_TOKEN.test(at.field('index').constant ?? '');
      at = at.object;
    } else return false;
  }
  return false;
}

const MOST_STEPS = 6;
const LONGEST = 200;
const READS = /^(get|header)$/;
/** Methods that leave the most of a text. */
const KEEPS = /^(split|replace|trim|toString|at|pop)$/;
const NAMES_TOKEN = /^(authorization|proxy-authorization|cookie|x-api-key|x-auth-token|x-access-token|x-csrf-token)$/i;
const NAMES_SESSION = /^(session|session_?id|sid|connect\.sid|jwt|auth|\w*token)$/i;
const OF_REQUEST = /^(req|request|ctx|c|ctx\.request|ctx\.req|c\.req|event)$|\bheaders$/;
const OF_HEADERS = /\bheaders\??$/;
const OF_COOKIES = /^(req|request|ctx|event)\??\.cookies\??$/;
