import { Expression } from '../engine/names/expression.ts';
import type { FlatTree } from '../engine/syntax/flat-tree.ts';
import { codeText, fileSays } from './code-text.ts';
import { isGivenByRequest } from './given-by-request.ts';
import { handlerOf } from './handlers.ts';
import type { RequestHandler } from './request-handler.ts';

/** Where a file knows who is asking: a session, a user on the request, a guard. */
const KNOWS =
  /\b(req|request|ctx|context|c|locals|socket\.data|event)\??\.(user|session|auth|member|account|principal|viewer|currentUser|state\.user|requestContext\??\.authorizer)\b|\bgetServerSession\b|\bcurrentUser\b|\bsession\b|\bauth\(\)|passport|jwt|\b(require|ensure|is|check|verify|with|protect)_?(Auth\w*|Login|LoggedIn|User|Session|Signed\w*)\b|authenticat|protectedProcedure|UseGuards|@Authorized|serverSupabaseUser|(require|get)UserSession|!\s*(user|currentUser)\b|\bctx\.userId\b|\{[^{}\n]{0,60}\buser\b[^{}\n]{0,60}\}/i;

export const knowsIdentity = (place: Expression): boolean => fileSays(place.names, KNOWS);

/** Whether a guard asks for more than that somebody is signed in: it may well decide over the record. */
export const asksForRights = (guard: string): boolean => RIGHTS.test(guard) || CAN.test(guard);

const RIGHTS =
  /admin|role|staff|permi(t|ssion)|polic|owner|member(ship)?\b|\bacl|rbac|ability|scope|authoriz(e(?!d)|ation)|internal|super|manager|moderator|organi[sz]er|tenant|belongs|access(?!_?token)/i;
const CAN = /\bcan(?![a-z])/;

export const SIGNED_IN =
  /auth|login|logged|signed|session|jwt|passport|requireUser|require_user|currentUser|ensureUser|protected|withUser|verify_?token|bearer|guard/i;

/** What an identity is read from, or rights are asked of: used anywhere but in a test of its being there. */
const USED =
  /^(user_?ids?|owner_?ids?|owner|tenant_?id|org(ani[sz]ation)?_?id|team_?ids?|workspace_?id|company_?id|member_?ids?|author_?id|created_?by|seller|buyer|customer_?id|sub|role|roles|is_?admin|is_?owner|is_?staff|permissions?|can|cannot|ability|authori[sz]e|authori[sz]ed|forbidden|check(Access|Owner\w*|Permission\w*|Role\w*)|assert\w+|ensure\w+|belongs\w*|policy|allowed\w*|has(Access|Permission|Role|Scope)\w*|is(Member|Owner|Author|Admin|Allowed|Mine|Participant)\w*|verify(Owner|Access)\w*|require(Owner|Role|Admin|Access|Permission|Member)\w*|acl|rbac|scope[sd]?|shared_?with)$/i;
const OF_SELF =
  /^(user|session|viewer|actor|me|principal|claims|currentUser|requester|caller|identity|auth|account|profile)$/i;

/**
 * Whether a function does more with who is asking than to see that there is somebody: names the user's number, compares it, asks for a role. What it
 * does in words that this does not know counts as nothing, and what it does for other ends (a log) as something, so that a doubt ends in silence.
 */
export function usesIdentity(handler: RequestHandler): boolean {
  const { fn } = handler;
  const ofFile = USES.get(fn.names.tree) ?? new Map<number, boolean>();
  USES.set(fn.names.tree, ofFile);
  const known = ofFile.get(fn.node) ?? findUse(handler);
  ofFile.set(fn.node, known);
  return known;
}

/** A function may take many records. */
const USES = new WeakMap<FlatTree, Map<number, boolean>>();

function findUse(handler: RequestHandler): boolean {
  const { fn } = handler;
  const tested = presenceTests(fn);
  const given = givenNames(fn);
  const isTested = ({ start }: Expression) => tested.some((test) => test.start <= start && start < test.end);
  for (const word of fn.descendants('identifier', 'property_identifier', 'shorthand_property_identifier')) {
    const isSelf = OF_SELF.test(word.text);
    if (!isSelf && !USED.test(word.text)) continue;
    if (isTested(word) || isNameOfStore(word) || isDeclared(word)) continue;
    if (given.has(word.text) || isKeyOfGiven(word, given) || isOfGiven(word)) continue;
    if (word.is('identifier', 'shorthand_property_identifier'))
      if (isSelf ? isRecord(word, handler) : isGivenByRequest(word, handler)) continue;
    return true;
  }
  return fn.descendants('call_expression').some(handsOn);
}

/** `user` of `const user = await User.findById(req.params.id)`: somebody, but not who is asking. */
function isRecord(word: Expression, handler: RequestHandler): boolean {
  const binding = word.names.bindingOf(word.node);
  if (binding?.sort !== 'variable' || binding.value < 0 || binding.writes > 1) return false;
  const value = new Expression(word.names, binding.value);
  const call = value.is('await_expression') ? value.children[0] : value;
  if (
    !call?.is('call_expression') ||
    !LOOKS_UP.test(call.callee.lastName) ||
    IDENTITY.test(call.text.slice(0, LONGEST_LOOKUP))
  )
    return false;
  return call
    .descendants('identifier', 'member_expression', 'shorthand_property_identifier')
    .slice(0, MOST_PARTS)
    .some((part) => !part.parent.is('member_expression') && isGivenByRequest(part, handler));
}

/** Drivers and mappers, which ask nobody who they are. */
const LOOKS_UP =
  /^(find(One|ById|ByPk|Unique|First|Many|All|OneBy|OneOrFail|OneByOrFail|UniqueOrThrow|FirstOrThrow)?|send|query|first|one|oneOrNone|maybeOne|single|maybeSingle|populate|lean|exec)$/;
const IDENTITY =
  /\b(session|auth|token|claims|sub|viewer|currentUser|principal|cookies?|headers?|authorization)\b|\b(req|request|ctx|c|context|event|locals)\??\.(user|auth)/i;
const LONGEST_LOOKUP = 600;
const MOST_PARTS = 40;

/** `authCondition(locals)`, `loadOwn(ctx, id)`: what is given the whole request may ask anything of it. */
const handsOn = ({ callee, arguments: given, parent }: Expression): boolean =>
  given.some(
    (argument) => argument.is('identifier') && /^(req|request|ctx|context|locals|c|event)$/.test(argument.text),
  ) &&
  !SIGNED_IN.test(callee.text) &&
  !((parent.is('await_expression') ? parent.parent : parent).is('expression_statement') && onlySeesSomebody(callee)) &&
  !/User|Session|Param|Query|Body|Cookie|Header|Status|^(parse|json|log|info|debug|next)$/.test(callee.lastName);

/** A function of the file that is given the request, sees that there is somebody, and gives them back: `const need = (ctx) => { if (!ctx.user) throw ... }`. */
function onlySeesSomebody(callee: Expression): boolean {
  const fn = callee.is('identifier') ? handlerOf(callee) : undefined;
  if (!fn || fn.end - fn.start > LONGEST_GUARD || fn.descendants('if_statement').length !== 1) return false;
  const [test] = presenceTests(fn);
  const calls = fn
    .descendants('call_expression')
    .filter((call) => !test || call.start < test.start || call.start >= test.end);
  return test !== undefined && calls.length === 0 && !/role|permission|\bis[A-Z]|owner/i.test(codeText(fn));
}

const LONGEST_GUARD = 500;

/** `if (!session) return ...`, `if (!ctx.userId) throw ...`: whole, with what they answer. */
const presenceTests = (fn: Expression): readonly Expression[] =>
  fn
    .descendants('if_statement')
    .filter(
      (test) =>
        /^\(\s*!?[\s\w$.?!|&()]+\)$/.test(conditionOf(test)) &&
        !/\b(role|is[A-Z]\w*|can|has)\b|\w\(/.test(conditionOf(test)) &&
        /\b(return|throw|redirect|notFound|forbidden|unauthorized)\b/.test(test.field('consequence').text),
    );

const LONGEST_TEST = 300;

/** What it tests, `session.has('userId')` and `req.isAuthenticated()` as the members that they ask for. */
const conditionOf = (test: Expression): string =>
  test
    .field('condition')
    .text.slice(0, LONGEST_TEST)
    .replace(/\.(has|get)\(\s*['"`]\w+['"`]\s*\)|\.isAuthenticated\(\)/g, '.user');

/** Names that the sender fills: `{ userId }` of arguments is a wish and no identity. */
function givenNames(fn: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { text, parent } of fn.descendants('shorthand_property_identifier_pattern')) {
    const declarator = parent.parent;
    const source = declarator.is('variable_declarator') ? declarator.field('value').text : '';
    if (/\b(params|query|body|json|args|input|formData|payload|parse)\b/.test(source)) names.add(text);
    else if (/parameter|arguments/.test(declarator.kind) && !OF_SELF.test(text)) names.add(text);
  }
  for (const parameter of fn.field('parameters').children) {
    const name = parameter.is('required_parameter', 'optional_parameter') ? parameter.field('pattern') : parameter;
    if (name.is('identifier') && !OF_SELF.test(name.text)) names.add(name.text);
  }
  return names;
}

/** `{ userId: req.body.userId }`, `{ id: userId }`. */
const isKeyOfGiven = ({ parent }: Expression, given: ReadonlySet<string>): boolean =>
  parent.is('pair') &&
  (given.has(parent.field('value').text) ||
    /\b(params|query|body|args|input)\b/.test(parent.field('value').text) ||
    parent.field('value').value !== undefined);

/** `req.params.userId`, `args.role`. */
const isOfGiven = ({ parent, text }: Expression): boolean =>
  parent.is('member_expression') &&
  parent.lastName === text &&
  /\b(params|query|body|args|input|data|dto|formData)\b/.test(parent.object.text);

const _LONGEST_NAME = 200;
const OF_IDENTITY =
  /^\{?[\s\w,:]*\b(user|user_?id|uid|sub|session|viewer|me|currentUser|claims|payload|account|member)\b[\s\w,:]*\}?$/i;

/** `prisma.user.update`, `db.members`, `auth(...)` of `const session = await auth()`. */
function isNameOfStore({ parent, node, text }: Expression): boolean {
  const isMember = parent.is('member_expression');
  if (isMember && parent.parent.is('member_expression') && parent.lastName === text)
    return /(prisma|db|tx|client|models?|database|repos?)$/i.test(parent.object.text);
  return isMember && parent.object.node === node && /^[A-Z]/.test(text);
}

/** What only names it: `const session = await auth()`, a parameter, a type. */
function isDeclared(word: Expression): boolean {
  const { parent } = word;
  if (parent.is('variable_declarator')) return parent.field('name').node === word.node;
  // `const userId = session.get('userId')`: what is done with that is seen by its own name.
  const declarator = word.enclosing('variable_declarator');
  if (
    declarator.exists &&
    declarator.field('value').start <= word.start &&
    OF_IDENTITY.test(declarator.field('name').text)
  )
    return true;
  // The call that gives it: `auth()`, `requireUser(ctx)`.
  if (parent.is('call_expression') && parent.callee.node === word.node)
    return parent.enclosing('variable_declarator').exists;
  // A member of an answer for nobody in particular: `{ include: { user: true } }`.
  return (
    (parent.is('pair') &&
      parent.field('key').node === word.node &&
      parent.field('value').is('true', 'object', 'number')) ||
    parent.is('required_parameter', 'optional_parameter', 'formal_parameters', 'property_signature')
  );
}
