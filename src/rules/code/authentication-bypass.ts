import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { codeText, fileSays } from '../code-text.ts';
import { once } from '../once.ts';
import { requestField } from '../request-field.ts';

/** What a sender writes to be let in without being asked. */
const DOOR =
  /^(x-)?(debug|bypass|skip|no|disable|backdoor|god|master|override|e2e|dev|test|internal)([-_]?(auth\w*|log-?in|mode|key|token|user|check|session|access|bypass|password|pass))?$/i;
const SPEAKS =
  /debug|bypass|skip[-_]?(auth|login)|no[-_]?auth|disable[-_]?auth|backdoor|god[-_]?mode|master[-_]?(key|pass)|override|x-(e2e|dev|test|internal)|['"`.](e2e|dev|test|internal)\b/i;
/** What a file with such a door says somewhere. */
const MAY_SPEAK =
  /debug|bypass|skip|no[-_]?(?:auth|log-?in|check|session|user)|disable[-_]?auth|backdoor|x-god|god[-_]?mode|master|override|x-(?:e2e|dev|test|internal)|['"`.](?:e2e|dev|test|internal)\b|\{[^{}\n]{0,80}\b(?:dev|test|internal|god)\b[^{}\n]{0,80}\}\s*=/i;
/** A word for it that stands alone, taken out of the request before. */
const IS_NAME = /\b(dev|test|god|master|internal|skip|no_?auth|disable\w*)\b/i;
/** Only where the program is developed or tested. */
const ASKS_WHERE =
  /NODE_ENV|isDev|isProd|isTest|development|production|import\.meta\.env\.(DEV|PROD|MODE)|__DEV__|VITEST|JEST/;
/** What a guard does with who is not let in. */
const TURNS_AWAY =
  /\b40[13]\b|unauthori[sz]ed|forbidden|unauthenticated|redirect\([^)]{0,200}(log-?in|sign-?in)|(log-?in|sign-?in)['"`]|UnauthorizedException|ForbiddenException|next\(\s*new\b|verify|session|getToken/gi;
/** How a guard lets somebody in. */
const LETS_IN =
  /^\{?\s*((\w+\.)?(user|member|session|auth|state\.user)\s*=[^;]*;?\s*)?(return\s+)?(await\s+)?(next\(\s*\)|NextResponse\.next\(|resolve\(|return\s+true|true\b|done\(\s*null\s*,|handler\()/;

export default defineRule({
  id: 'code/authentication-bypass',
  title: 'Door around the sign-in',
  severity: 'high',
  confidence: 'likely',
  cwe: [288, 489, 306],
  owasp: ['A07:2021', 'A07:2025'],
  remedy:
    'Delete it; for tests sign in a test user, or switch it on only where `process.env.NODE_ENV` is not `production`.',
  checks: [
    check({
      nodes: { javascript: ['if_statement'] },
      says: MAY_SPEAK,
      problem: ({ MATCH }) => {
        if (!fileSays(MATCH.names, MAY_SPEAK)) return undefined;
        const condition = MATCH.field('condition');
        if (!SPEAKS.test(condition.text) && !IS_NAME.test(condition.text)) return undefined;
        if (ASKS_WHERE.test(condition.text) || !LETS_IN.test(codeText(MATCH.field('consequence')))) return undefined;
        const { enclosingFunction: fn } = MATCH;
        if (!fn.exists || !turnsAwayBeside(MATCH, fn) || isBehindTest(MATCH)) return undefined;
        const door = doorIn(condition);
        if (!door) return undefined;
        return {
          at: door.range,
          message: `Whoever sends \`${shortText(door.text)}\` is let in without being asked who it is.`,
        };
      },
    }),
  ],
});

const timesTurnedAway = once((piece) => codeText(piece).match(TURNS_AWAY)?.length ?? 0);

/** The function turns somebody away elsewhere than behind the test. */
const turnsAwayBeside = (test: Expression, fn: Expression): boolean => timesTurnedAway(fn) > timesTurnedAway(test);

/** The part of a condition that the sender writes, by a name that says what it is for. */
function doorIn(condition: Expression): Expression | undefined {
  for (const part of partsOf(condition)) {
    const sides = part.is('binary_expression') ? [part.field('left'), part.field('right')] : [part];
    for (const side of sides) {
      const field = requestField(side);
      if (field && DOOR.test(field.name)) return side;
    }
  }
  return undefined;
}

const MAX_PARTS = 20;

/** `a` and `b === c` of `(a || b === c)`. What is asked together with something else is asked all the same. */
function partsOf(condition: Expression): readonly Expression[] {
  const parts: Expression[] = [];
  const open = [condition];
  while (open.length > 0 && parts.length < MAX_PARTS) {
    const one = open.pop();
    if (!one) break;
    if (one.is('parenthesized_expression')) open.push(...one.children);
    else if (one.is('binary_expression') && /^(\|\||&&)$/.test(one.operator))
      open.push(one.field('left'), one.field('right'));
    else if (!one.is('unary_expression')) parts.push(one);
  }
  return parts;
}

/** `if (process.env.NODE_ENV !== 'production') { if (req.query.debug) return next(); }` */
function isBehindTest(test: Expression): boolean {
  const outer = test.enclosing('if_statement');
  return outer.exists && ASKS_WHERE.test(outer.field('condition').text);
}
