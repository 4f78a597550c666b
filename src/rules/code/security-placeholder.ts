import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { isTestCode } from '../code-text.ts';
import { FUNCTION_KINDS } from '../handlers.ts';
import { commentsOf, type PlacedComment } from '../placed-comments.ts';

/** The words in which an assistant hands the rest of the work over. */
const HANDS_OVER =
  /\b(todo|fixme|xxx)\b|\bin (a |your )?(real|production|actual)\b|\bfor (now|demo|demonstration|testing|simplicity|development|this example|the example)\b|placeholder|\bstub(bed)?\b|\bmock(ed)?\b|simulat|\bdummy\b|not (yet )?implemented|\bimplement (this|real|proper|actual|your)|replace (this )?with|\byou (should|would|must|need)|\bsimplified\b|would (normally|typically|verify|check|validate)|should (verify|validate|check|hash|be (verified|validated|hashed|checked))|\bskip(ping|ped)?\b|\bbypass|\btemporar|\byour (own )?(\w+ )?logic\b|\blater\b/i;
const OF_SECURITY =
  /auth|verif|validat|saniti[sz]|\bhash|encrypt|decrypt|signature|password|\btokens?\b|permission|credential|csrf|access control|rate.?limit|\bsecur|\bescap|\badmin|\bjwt\b|\bsession/i;
/** Functions and values that decide who may, or make something safe. */
const DECIDES =
  /auth|verif|valid|check|permi|allow|guard|protect|access|admin|role|log_?in|sign_?in|credential|csrf|csp|limit|token|session|secure|owner|^can[A-Z]|^is[A-Z]/i;
const MAKES_SAFE = /hash|encrypt|decrypt|saniti[sz]|escap|clean|redact|mask/i;
/** Calls that check nothing. */
const HARMLESS =
  /^(log|warn|error|info|debug|next|status|json|send|end|sendStatus|get|header|split|replace|trim|slice|resolve|toString|then|setTimeout|Error|Number|String)$/;

export default defineRule({
  id: 'code/security-placeholder',
  title: 'Check that is still to be written',
  severity: 'medium',
  confidence: 'likely',
  cwe: [546, 1188],
  owasp: ['A04:2021', 'A06:2025'],
  remedy: 'Write the check that the comment speaks of, or let the function refuse until there is one.',
  checks: [
    check({
      nodes: { javascript: ['program'] },
      problem: ({ MATCH }): readonly Problem[] => {
        const problems = commentsOf(
          MATCH.names,
          (comment) => HANDS_OVER.test(comment) && OF_SECURITY.test(comment),
        ).flatMap((comment) => problemAt(comment) ?? []);
        return problems.length > 0 && isTestCode(MATCH.names) ? [] : problems;
      },
    }),
  ],
});

function problemAt({ following, around }: PlacedComment): Problem | undefined {
  const value = following && hollowValue(following);
  if (value) return value;
  const inside = around.is('statement_block') ? around.parent : around;
  const next = following && functionIn(following);
  if (next) return problemIn(next);
  return inside.is(...FUNCTION_KINDS) ? problemIn(inside) : undefined;
}

/** The function that a statement declares: `function f() {}`, `const f = () => {}`, `export const f = ...`, a method. */
function functionIn(statement: Expression): Expression | undefined {
  if (statement.is(...FUNCTION_KINDS)) return statement;
  const inner = statement.is('export_statement', 'lexical_declaration', 'variable_declaration')
    ? statement.children.find((child) => child.is(...FUNCTION_KINDS, 'lexical_declaration', 'variable_declarator'))
    : undefined;
  if (inner?.is('variable_declarator')) {
    const value = inner.field('value');
    return value.is(...FUNCTION_KINDS) ? value : undefined;
  }
  return inner && functionIn(inner);
}

/** `const hashed = password`, `const isValid = true`. */
function hollowValue(statement: Expression): Problem | undefined {
  const [inner] = statement.is('lexical_declaration', 'variable_declaration', 'expression_statement')
    ? statement.children.filter((child) => child.is('variable_declarator', 'assignment_expression'))
    : [];
  const value = inner?.is('variable_declarator') ? inner.field('value') : inner?.field('right');
  if (!inner || !value) return undefined;
  const target = inner.is('variable_declarator') ? inner.field('name') : inner.field('left');
  const name = target.lastName;
  const isPlain = value.is('identifier', 'member_expression') && MAKES_SAFE.test(name) && !MAKES_SAFE.test(value.text);
  if (isPlain)
    return {
      at: inner.range,
      message: `\`${name}\` is \`${shortText(value.text)}\` as it came: what the comment asks for is not done.`,
    };
  if (
    value.is('true') &&
    /valid|verified|authenticated|authori[sz]ed|isAdmin|isAuth|allowed|permitted|isOwner/i.test(name)
  )
    return { at: inner.range, message: `\`${name}\` is always \`true\`: what the comment asks for is not done.` };
  return undefined;
}

/** The name that the code around gives a function: not that of what it is a small part of. */
function nameGiven(fn: Expression): string {
  const { parent } = fn;
  const call = parent.is('arguments') ? parent.parent : undefined;
  // `const requireAuth = asyncHandler(async (req, res, next) => ...)`
  if (call) return call.callee.is('identifier') && call.parent.is('variable_declarator') ? call.target : '';
  return parent.is('variable_declarator', 'pair', 'assignment_expression', 'public_field_definition') ? fn.target : '';
}

/** What a function that checks nothing does instead. */
function problemIn(fn: Expression): Problem | undefined {
  const name = fn.field('name').exists ? fn.field('name').text : nameGiven(fn);
  const body = fn.field('body');
  const decides = DECIDES.test(name) || fn.field('parameters').text.includes('next');
  if (!(decides || MAKES_SAFE.test(name)) || !isHollow(fn)) return undefined;
  const shown = name === '' ? 'This function' : `\`${name}\``;
  if (!body.is('statement_block'))
    return isYes(body) && decides
      ? { at: body.range, message: `${shown} says yes to everybody: the check is still to be written.` }
      : undefined;
  const last = body.children.at(-1);
  if (!last)
    return {
      at: { start: fn.start, end: body.start },
      message: `${shown} is empty: what the comment asks for is not done.`,
    };
  const given = last.is('return_statement') ? last.children[0] : last.children[0];
  if (!given) return undefined;
  if (last.is('return_statement') && MAKES_SAFE.test(name) && given.is('identifier', 'member_expression'))
    return {
      at: last.range,
      message: `${shown} gives \`${shortText(given.text)}\` back as it came: the work is still to be done.`,
    };
  if (!decides) return undefined;
  const invented = body
    .descendants('assignment_expression')
    .find(
      (assignment) =>
        /\.(user|session|auth)$/.test(assignment.field('left').text) && assignment.field('right').isClosedObject,
    );
  if (invented)
    return {
      at: invented.range,
      message: `${shown} makes everybody the user that is written here: the check is still to be written.`,
    };
  if (isYes(given))
    return { at: last.range, message: `${shown} says yes to everybody: the check is still to be written.` };
  return undefined;
}

/** `true`, `{ valid: true }`, `next()`, `Promise.resolve(true)`. */
function isYes(given: Expression): boolean {
  const value = given.is('parenthesized_expression') ? (given.children[0] ?? given) : given;
  if (value.is('true')) return true;
  if (value.is('object'))
    return ['valid', 'isValid', 'ok', 'success', 'verified', 'authenticated', 'authorized', 'allowed'].some(
      (key) => value.property(key).value === true,
    );
  if (!value.is('call_expression')) return false;
  if (value.callee.text === 'next') return value.arguments.length === 0;
  return value.callee.text === 'Promise.resolve' && value.argument(0).is('true');
}

/** A function that looks whether something is there, at most, and compares it with nothing. */
function isHollow(fn: Expression): boolean {
  if (fn.text.length > LONGEST) return false;
  const body = fn.field('body');
  const calls = [...body.descendants('call_expression', 'new_expression')];
  return (
    calls.every(({ callee }) => HARMLESS.test(callee.lastName)) &&
    body.descendants('regex', 'for_statement', 'for_in_statement', 'while_statement').length === 0 &&
    body.descendants('binary_expression').every(isPresenceTest)
  );
}

/** In characters: what does nothing is short. */
const LONGEST = 1500;

const isPresenceTest = (test: Expression): boolean =>
  /^(\|\||&&|\?\?|\+)$/.test(test.operator) ||
  [test.field('left'), test.field('right')].some(
    (side) => /^(null|undefined|''|"")$/.test(side.text) || /^typeof\b/.test(side.text),
  );
