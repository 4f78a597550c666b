import { Expression } from '../engine/names/expression.ts';
import { parametersOf, type RequestHandler } from './request-handler.ts';

const MAX_DEPTH = 10;
/** Members and variables that hold who is asking. */
const IDENTITY_WORD =
  /^(.*\.)?(user|session|auth|viewer|actor|me|principal|claims|currentUser|requester|caller|identity|account|tenant|jwt|token)\b/i;
/** Parts of a request that its sender writes. */
const PARTS =
  /\b(params|param|query|body|headers?|cookies?|pathParameters|queryStringParameters|searchParams|nextUrl|json|formData|input|args|payload|valid|url|data)\b/;
/** Objects that handlers are given and that carry more than what the sender writes. */
const CARRIERS = /^_?(req|request|ctx|context|event|c|this|socket)$/;
/** Not from outside: `{ db, user }` of a context, `res`. */
const OWN =
  /^_?(db|prisma|models?|dataSources|loaders?|repo|repos|services?|res|reply|response|next|ack|callback|cb|parent|root|_|__|info)$/i;
/** What only changes the form of a value. */
const FORMS =
  /^(Number|String|parseInt|parseFloat|BigInt|ObjectId|ObjectID|toObjectId|UUID|parse|safeParse|parseAsync|parseInput|json|param|query|header|get|formData|valid|validate|trim|toString|toLowerCase|toUpperCase|decodeURIComponent|slice|split|int|getQuery|getValidatedQuery|get(?:Router|Route)Params?|readBody|readValidatedBody|fromEntries|URL|URLSearchParams)$/;

/** Whether a value is what the sender of a request wrote, whatever its form: who it names is for the sender to choose. */
export function isGivenByRequest(value: Expression, handler: RequestHandler, depth = 0): boolean {
  if (!value.exists || depth > MAX_DEPTH) return false;
  const within = (part: Expression | undefined): boolean =>
    part !== undefined && isGivenByRequest(part, handler, depth + 1);
  if (
    value.is(
      'parenthesized_expression',
      'as_expression',
      'non_null_expression',
      'satisfies_expression',
      'await_expression',
    )
  )
    return within(value.children[0]);
  if (value.is('binary_expression')) return /^(\|\||\?\?)$/.test(value.operator) && within(value.field('left'));
  if (value.is('template_string')) {
    const { holes } = value;
    return holes.length > 0 && holes.some(within) && !holes.some((hole) => IDENTITY_WORD.test(hole.text));
  }
  if (value.is('unary_expression')) return value.text.startsWith('+') && within(value.field('argument'));
  if (value.is('call_expression', 'new_expression')) return isGivenCall(value, handler, depth);
  if (value.is('member_expression', 'subscript_expression')) {
    if (IDENTITY_WORD.test(withoutObjects(value.text))) return false;
    const root = rootOf(value);
    if (!root.is('identifier')) return within(root);
    return CARRIERS.test(root.text) ? isParameter(root, handler) && PARTS.test(value.text) : within(root);
  }
  if (!value.is('identifier', 'shorthand_property_identifier')) return false;
  return isGivenName(value, handler, depth);
}

function isGivenCall(call: Expression, handler: RequestHandler, depth: number): boolean {
  const { callee } = call;
  const name = callee.lastName;
  if (!FORMS.test(name)) return false;
  if (call.arguments.some((argument) => isGivenByRequest(argument, handler, depth + 1))) return true;
  // h3: `getRouterParam(event, 'id')`
  const [first] = call.arguments;
  if (/^(get(Router|Route)Params?|getQuery|readBody|readValidatedBody|getValidatedQuery)$/.test(name))
    return first?.is('identifier') === true && isParameter(first, handler);
  const { object } = callee;
  if (!object.exists) return false;
  // `c.req.param('id')`, `request.nextUrl.searchParams.get('id')`
  const root = rootOf(object);
  if (root.is('identifier') && CARRIERS.test(root.text))
    return isParameter(root, handler) && PARTS.test(`${callee.text}(`) && !IDENTITY_WORD.test(callee.text);
  return isGivenByRequest(object, handler, depth + 1);
}

function isGivenName(name: Expression, handler: RequestHandler, depth: number): boolean {
  const { names } = name;
  if (OWN.test(name.text)) return false;
  const binding = names.bindingOf(name.node);
  if (!binding) return false;
  if (binding.sort === 'parameter') {
    if (!isParameter(name, handler) || CARRIERS.test(name.text)) return false;
    return !/^(user|session|viewer|auth|currentUser|me|actor|principal|token|claims)$/i.test(name.text);
  }
  if (binding.sort !== 'variable' || binding.value < 0) return false;
  const value = new Expression(names, binding.value);
  // `const { id } = req.params`, `const { body } = req`
  if (binding.path && binding.path.length > 0) {
    if (binding.path.some((part) => IDENTITY_WORD.test(part) && part !== name.text)) return false;
    const plain = value.is('await_expression') ? (value.children[0] ?? value) : value;
    if (plain.is('identifier') && CARRIERS.test(plain.text))
      return isParameter(plain, handler) && PARTS.test(binding.path.join('.'));
  }
  return isGivenByRequest(value, handler, depth + 1);
}

/** Whether a name is declared by the parameters of the handler itself. */
function isParameter(name: Expression, { fn }: RequestHandler): boolean {
  const binding = name.names.bindingOf(name.node);
  if (binding?.sort !== 'parameter') return false;
  const at = fn.names.tree.start[binding.node] ?? -1;
  return at >= fn.start && at <= fn.start + (fn.field('body').start - fn.start) && parametersOf(fn) !== '';
}

/** `a` of `a.b?.c`. */
function rootOf(value: Expression): Expression {
  let at = value;
  while (at.is('member_expression', 'subscript_expression', 'non_null_expression', 'parenthesized_expression'))
    at = at.is('member_expression', 'subscript_expression') ? at.object : (at.children[0] ?? at);
  return at;
}

/** A member of the body may be called `userId`: that is what the sender says, not who the sender is. */
const withoutObjects = (text: string): string => (/\b(params|query|body|args|input)\b/.test(text) ? '' : text);
