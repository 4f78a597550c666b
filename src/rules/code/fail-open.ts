import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { codeText } from '../code-text.ts';
import { inPattern } from '../in-pattern.ts';

/** Functions whose answer lets somebody in. */
const GUARD =
  /^(is|has|can|check|verify|validate|ensure|require|authenticate|authorize)[A-Z_]?\w*(auth|admin|permission|access|role|token|signature|session|allowed|owner|user|password|credential)|^(authenticate|authorize|requireAuth|isAuthenticated|isAuthorized|verifyToken|verifySignature|checkAuth|authMiddleware)$|^(is|check|verify|validate|ensure|screen|assess)[A-Z_]?\w*(safe|clean|appropriate|moderat|toxic|abuse|content|fraud|spam|malware|virus)\w*$|^(moderate|guardrail|screen|scanFor)\w*$/i;
/** What such a function says of what may pass. */
const MAY_PASS = [
  'allowed',
  'isAllowed',
  'ok',
  'valid',
  'isValid',
  'safe',
  'isSafe',
  'approved',
  'authorized',
  'authenticated',
  'verified',
  'permitted',
  'pass',
  'passed',
];

/** Functions whose answer keeps somebody out. */
const REJECTS =
  /^(is|has|looks|seems|contains|check|detect)_?\w*(spam|toxic|malicious|flagged|block(ed|listed)|bann?ed|revoked|blacklisted|denied|phishing|fraud\w*|abus(e|ive)|harmful|nsfw|injection|unsafe|forbidden|jailbreak)$/i;
/** What is said of what may not pass. */
const MAY_NOT_PASS = [
  'flagged',
  'isFlagged',
  'blocked',
  'isBlocked',
  'block',
  'isSpam',
  'spam',
  'toxic',
  'isToxic',
  'unsafe',
  'harmful',
  'malicious',
  'violation',
  'denied',
  'rejected',
];

/** Names of what a check says, and the value with which it lets something pass. */
const KEEPS_OUT = new RegExp(`^(is_?)?(${MAY_NOT_PASS.join('|')}|fraud|fraudulent|infected|abusive|nsfw|banned)$`, 'i');
const LETS_PASS = new RegExp(`^(is_?)?(${MAY_PASS.join('|')}|clean|trusted|authentic)$`, 'i');
const JUDGES =
  /\b(is_?)?(flagged|blocked|spam|toxic|unsafe|harmful|malicious|infected|abusive|nsfw|allowed|approved|verified|authori[sz]ed|permitted|clean)\s*=[^=>]/i;

export default defineRule({
  id: 'code/fail-open',
  title: 'Let in when the check fails',
  severity: 'high',
  confidence: 'likely',
  cwe: [636, 703],
  owasp: ['A04:2021', 'A10:2025'],
  remedy: 'Refuse where a check cannot be made: return `false`, or answer 401 or 503.',
  checks: [
    check({
      nodes: { javascript: ['catch_clause'] },
      problem: ({ MATCH }) => {
        const fn = MATCH.enclosingFunction;
        const name = fn.field('name').text || fn.parent.field('name').text || fn.target;
        const grant = MATCH.descendants('return_statement', 'expression_statement').find(
          (statement) =>
            statement.enclosingFunction.node === fn.node &&
            (GUARD.test(name)
              ? isGrant(statement) || decidesElsewhere(statement, fn)
              : (REJECTS.test(name) && isReturnOf(statement, false)) || decidesElsewhere(statement, fn)),
        );
        if (!grant) return undefined;
        return {
          at: grant.range,
          message: `When the check in \`${name || 'this function'}\` throws, whoever asked is let in.`,
        };
      },
    }),
    check({
      // `let flagged = false; try { flagged = await moderate(text) } catch { flagged = false }`
      nodes: { javascript: ['catch_clause'] },
      says: JUDGES,
      problem: ({ MATCH }) => {
        const judged = judgedIn(MATCH.parent.field('body'));
        if (!judged || /\bthrow\b|return\b/.test(MATCH.field('body').text)) return undefined;
        const set = setIn(MATCH.field('body'), judged.name);
        const passes = set
          ? set.field('right').value === judged.passing
          : startsAs(MATCH.parent, judged.name) === judged.passing;
        if (!passes || !decidesLater(MATCH.parent, judged.name)) return undefined;
        return {
          at: (set ?? MATCH.children.find((child) => child.is('statement_block')) ?? MATCH).range,
          message: `When the check throws, \`${judged.name}\` is \`${String(judged.passing)}\`: what it should have stopped goes through.`,
        };
      },
    }),
    check({
      // `const allowed = await policy.check(user).catch(() => true)`
      patterns: { javascript: ['$PROMISE.catch($HANDLER)'] },
      problem: ({ PROMISE, HANDLER, MATCH }) => {
        const handler = HANDLER.origin;
        const given = handler.is('arrow_function') ? handler.field('body') : handler;
        const inner = given.is('parenthesized_expression') ? (given.children[0] ?? given) : given;
        const called = PROMISE.is('call_expression') ? PROMISE.callee.lastName : '';
        const isKept = MATCH.parent.is('await_expression') || MATCH.parent.is('return_statement', 'arrow_function');
        if (!isKept || !(GUARD.test(called) || LET_IN.test(MATCH.target)) || !isLetIn(inner)) return undefined;
        return {
          at: given.range,
          message: `When the check in \`${called || MATCH.target}\` fails, whoever asked is let in.`,
        };
      },
    }),
  ],
});

/**
 * Whether a function that here says `{ allowed: true }`, or `{ flagged: false }`, says the opposite in another place, or decides there which of
 * both it is; then only of what stands right in the clause, for in a condition it may be one error that is no failure.
 */
function decidesElsewhere(statement: Expression, fn: Expression): boolean {
  const [given] = statement.is('return_statement') ? statement.children : [];
  if (!given?.is('object')) return false;
  const isAlways = statement.parent.parent.is('catch_clause');
  const letsIn = (keys: readonly string[], said: boolean) => {
    const key = keys.find((each) => given.property(each).value === said);
    if (key === undefined) return false;
    return fn.descendants('object').some((other) => {
      const { value, exists } = other.property(key);
      return value === !said || (isAlways && exists && value === undefined);
    });
  };
  return letsIn(MAY_PASS, true) || letsIn(MAY_NOT_PASS, false);
}

const isReturnOf = (statement: Expression, value: boolean): boolean =>
  statement.is('return_statement') &&
  statement.parent.parent.is('catch_clause') &&
  statement.children[0]?.value === value;

/** A variable that says whether somebody may pass. */
const LET_IN = new RegExp(`^(${MAY_PASS.join('|')})$`);

const isLetIn = (value: Expression): boolean =>
  value.value === true || (value.is('object') && MAY_PASS.some((key) => value.property(key).value === true));

/** `return true`, `return { allowed: true }`, and `next()` without an error where nothing was sent before. */
function isGrant(statement: Expression): boolean {
  const [given] = statement.is('return_statement') ? statement.children : [];
  if (given?.is('object')) return isLetIn(given);
  if (statement.is('return_statement')) return /^return\s+(true|next\(\s*\))\s*;?$/.test(statement.text);
  return /^next\(\s*\)\s*;?$/.test(statement.text);
}

/** The variable that a try gives the verdict of what it asks, and what lets pass. */
function judgedIn(tried: Expression): { readonly name: string; readonly passing: boolean } | undefined {
  for (const assignment of tried.descendants('assignment_expression')) {
    const left = assignment.field('left');
    const right = assignment.field('right');
    if (!left.is('identifier') || right.value !== undefined || !ASKED.test(codeText(tried))) continue;
    if (KEEPS_OUT.test(left.text)) return { name: left.text, passing: false };
    if (LETS_PASS.test(left.text)) return { name: left.text, passing: true };
  }
  return undefined;
}

/** Another service, or a function, is asked. */
const ASKED = /\bawait\b|verify|\.check\(/;

const setIn = (body: Expression, name: string): Expression | undefined =>
  body.descendants('assignment_expression').find((assignment) => assignment.field('left').text === name);

/** The value that the variable has before the try. */
const startsAs = (tried: Expression, name: string) =>
  tried.parent
    .descendants('variable_declarator')
    .find((declared) => declared.start < tried.start && declared.field('name').text === name)
    ?.field('value').value;

/** What stands behind it goes by the variable. */
const decidesLater = (tried: Expression, name: string): boolean => {
  const { text } = tried.names.tree;
  const end = tried.enclosingFunction.exists ? tried.enclosingFunction.end : text.length;
  const word = inPattern(name);
  return new RegExp(`!${word}\\b|\\b${word}\\s*(\\?|&&|\\|\\||\\))`).test(text.slice(tried.end, end));
};
