import { setProperty } from '../../engine/fix.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { fileSays } from '../code-text.ts';

export default defineRule({
  id: 'code/jwt-no-expiry',
  title: 'Token that never ends',
  severity: 'medium',
  confidence: 'likely',
  cwe: [613],
  owasp: ['A07:2021', 'A07:2025'],
  remedy: "Give it an end, `{ expiresIn: '15m' }`, and renew it with a refresh token that you can take back.",
  checks: [
    check({
      patterns: {
        javascript: [
          'jsonwebtoken.sign($PAYLOAD, $KEY)',
          'jsonwebtoken.sign($PAYLOAD, $KEY, $OPTIONS)',
          'jsonwebtoken.sign($PAYLOAD, $KEY, $OPTIONS, $DONE)',
        ],
      },
      problem: ({ PAYLOAD, OPTIONS, MATCH }) => {
        if (PAYLOAD.property('exp').exists || !(PAYLOAD.isClosedObject || isWithoutEnd(PAYLOAD))) return undefined;
        const options = OPTIONS.origin.is('arrow_function', 'function_expression') ? undefined : OPTIONS;
        if (options?.exists && (!options.isClosedObject || options.property('expiresIn').exists)) return undefined;
        const last = MATCH.argument(1);
        return {
          at: MATCH.callee.range,
          message: FOR_EVER,
          fixes: options?.exists
            ? [setProperty(options, 'expiresIn', "'15m'", 'End it after 15 minutes', 'review')].filter(() =>
                options.is('object'),
              )
            : [
                {
                  title: 'End it after 15 minutes',
                  safety: 'review',
                  edits: [{ start: last.end, end: last.end, text: ", { expiresIn: '15m' }" }],
                },
              ],
        };
      },
    }),
    check({
      patterns: { javascript: ['"hono/jwt".sign($PAYLOAD, $KEY, ...)'] },
      where: ({ PAYLOAD }) => PAYLOAD.isClosedObject && !PAYLOAD.property('exp').exists,
      at: ({ MATCH }) => MATCH.callee.range,
      message: () => FOR_EVER,
    }),
    check({
      // jose's chain: `new SignJWT(claims).setProtectedHeader(header).sign(key)`.
      patterns: { javascript: ['new jose.SignJWT($PAYLOAD)'] },
      problem: ({ PAYLOAD, MATCH }) => {
        const chain = chainAround(MATCH);
        if (!chain.includes('.sign(') || chain.includes('.setExpirationTime(')) return undefined;
        if (PAYLOAD.property('exp').exists || !(PAYLOAD.isClosedObject || isWithoutEnd(PAYLOAD))) return undefined;
        return { at: MATCH.callee.range, message: FOR_EVER };
      },
    }),
  ],
});

const FOR_EVER = 'This token is accepted for ever: once it has been copied, nothing but a new key ends it.';

/** The text of the chain of calls that begins with a place. */
function chainAround(first: Expression): string {
  let at = first;
  for (let link = 0; link < LONGEST_CHAIN; link++) {
    if (!at.parent.is('member_expression', 'call_expression', 'parenthesized_expression')) break;
    at = at.parent;
  }
  return at.text;
}

const LONGEST_CHAIN = 30;

/** A parameter, or an object that holds one, in a file with no word of an end: its callers would have to say when each token ends. */
function isWithoutEnd(payload: Expression): boolean {
  if (fileSays(payload.names, SAYS_END)) return false;
  const { origin } = payload;
  if (origin.is('object'))
    return origin.children.every((member) => !member.is('spread_element') || member.children.every(isParameter));
  return isParameter(origin);
}

const isParameter = (value: Expression): boolean =>
  value.is('identifier') && value.names.bindingOf(value.node)?.sort === 'parameter';

const SAYS_END = /\bexp\b|expiresIn|expires_in|\bexpir(y|es|ation)\b/i;
