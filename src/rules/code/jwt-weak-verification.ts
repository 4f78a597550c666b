import { removeFromList, replaceWith } from '../../engine/fix.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'code/jwt-weak-verification',
  title: 'Token accepted without proof',
  severity: 'high',
  confidence: 'likely',
  cwe: [347, 345, 327, 613],
  owasp: ['A02:2021', 'A07:2025'],
  remedy: "Verify the signature with the algorithm you sign with: `jwt.verify(token, key, { algorithms: ['HS256'] })`.",
  checks: [
    check({
      // Reading `kid` before verifying needs the header: `{ complete: true }`.
      patterns: {
        javascript: [
          'jsonwebtoken.decode($TOKEN, ...)',
          'jose.decodeJwt($TOKEN)',
          '"jwt-decode"($TOKEN, ...)',
          '"jwt-decode".jwtDecode($TOKEN, ...)',
        ],
      },
      where: ({ MATCH }) =>
        !/complete\s*:\s*true/.test(MATCH.text) && (isCondition(MATCH) || isUsedToDecide(MATCH) || makesUser(MATCH)),
      at: ({ MATCH }) => MATCH.callee.range,
      message: ({ TOKEN, MATCH }) =>
        `\`${MATCH.callee.text}\` reads \`${TOKEN.lastName || 'the token'}\` without checking who signed it, so anyone can write one.`,
    }),
    check({
      // NestJS: `this.jwtService.decode(token)` in what lets somebody in.
      patterns: { javascript: ['$JWT.decode($TOKEN, ...)'] },
      where: ({ JWT, MATCH }) =>
        /jwt_?service$/i.test(JWT.text) &&
        !/complete\s*:\s*true/.test(MATCH.text) &&
        (makesUser(MATCH) || isCondition(MATCH) || isUsedToDecide(MATCH)),
      at: ({ MATCH }) => MATCH.callee.range,
      message: ({ TOKEN, MATCH }) =>
        `\`${MATCH.callee.text}\` reads \`${TOKEN.lastName || 'the token'}\` without checking who signed it, so anyone can write one.`,
    }),
    check({
      patterns: {
        javascript: [
          'jsonwebtoken.verify($TOKEN, $KEY, $OPTIONS, ...)',
          'jose.jwtVerify($TOKEN, $KEY, $OPTIONS)',
          '"express-jwt".expressjwt($OPTIONS)',
          '"express-jwt"($OPTIONS)',
          '"koa-jwt"($OPTIONS)',
        ],
      },
      problem: ({ OPTIONS, KEY }) => {
        const none = OPTIONS.property('algorithms').origin.children.find((algorithm) =>
          /^none$/i.test(algorithm.constant ?? ''),
        );
        if (none)
          return {
            at: none.range,
            message: 'With `none` among the algorithms a token without any signature is accepted.',
            confidence: 'certain',
            fixes: [removeFromList(none, 'Remove `none`', 'safe')],
          };
        const isEmptyKey = KEY.exists && (KEY.value === '' || KEY.value === null);
        return isEmptyKey
          ? { at: KEY.range, message: 'Without a key every signature is accepted.', confidence: 'certain' }
          : undefined;
      },
    }),
    check({
      // `jwt.verify`, the strategies of Passport and what NestJS makes of them, `verifyAsync`, plugins of servers: all call it so.
      members: { javascript: ['ignoreExpiration'] },
      says: /jwt|jsonwebtoken|passport/i,
      where: ({ MATCH }) => MATCH.field('value').value === true && !isLeaving(MATCH),
      message: () => 'A token that was stolen once is accepted for ever, since `ignoreExpiration` is set.',
      fix: ({ MATCH }) => removeFromList(MATCH, 'Check when it expires', 'review'),
    }),
    check({
      // The middle of the token, decoded by hand.
      patterns: { javascript: ['Buffer.from($PART, ...)', 'atob($PART)'] },
      where: ({ PART, MATCH }) => {
        const part = PART.origin;
        return (
          part.is('subscript_expression') &&
          part.field('index').value === 1 &&
          /\.split\(\s*['"]\.['"]\s*\)$/.test(part.object.origin.text.slice(-40)) &&
          /token|jwt|auth|bearer/i.test(part.object.origin.text) &&
          /\b(req|request|ctx)\b/.test(MATCH.enclosingFunction.text) &&
          !/verify/i.test(MATCH.enclosingFunction.text)
        );
      },
      at: ({ MATCH }) => MATCH.callee.range,
      message: () => 'The token is read without checking who signed it, so anyone can write one.',
    }),
    check({
      patterns: { javascript: ['jose.JWT.verify($TOKEN, $KEY, ...)', 'jose.JWT.sign($TOKEN, $KEY, ...)'] },
      where: ({ KEY }) => KEY.name === 'jose.JWK.None',
      at: ({ KEY }) => KEY.range,
      message: () => 'With `JWK.None` a token without any signature is accepted.',
      confidence: 'certain',
    }),
    check({
      patterns: { javascript: ['jsonwebtoken.sign($PAYLOAD, $KEY, $OPTIONS, ...)'] },
      where: ({ OPTIONS }) => /^none$/i.test(OPTIONS.property('algorithm').constant ?? ''),
      at: ({ OPTIONS }) => OPTIONS.property('algorithm').range,
      message: () => 'A token signed with `none` has no signature: whoever holds it can change it.',
      confidence: 'certain',
      fix: ({ OPTIONS }) =>
        OPTIONS.property('algorithm').is('string')
          ? replaceWith(OPTIONS.property('algorithm'), "'HS256'", 'Sign with HS256', 'review')
          : undefined,
    }),
    check({
      patterns: { javascript: ['"jwt-simple".decode($TOKEN, $KEY, $NO_VERIFY, ...)'] },
      // Whatever is true will do, also an algorithm that stands in the wrong place.
      where: ({ NO_VERIFY }) => Boolean(NO_VERIFY.value),
      at: ({ NO_VERIFY }) => NO_VERIFY.range,
      message: ({ TOKEN }) =>
        `The third argument switches the check of \`${TOKEN.lastName || 'the token'}\`'s signature off.`,
      fix: ({ NO_VERIFY }) => replaceWith(NO_VERIFY, 'false', 'Check the signature', 'safe'),
    }),
  ],
});

/** Whoever signs out need not be in any more. */
const isLeaving = ({ enclosingFunction: fn }: Expression): boolean =>
  /log_?out|sign_?out|revoke/i.test(fn.field('name').text || fn.target);

/** `if (jwt.decode(token).isAdmin)`: a member of it decides at once, and the function verifies nothing. */
function isCondition(decode: Expression): boolean {
  if (/verify\s*\(/i.test(decode.enclosingFunction.text)) return false;
  const member = decode.parent.is('member_expression') ? decode.parent : undefined;
  const above = member?.parent;
  return above !== undefined && (above.is('if_statement', 'ternary_expression') || isTest(above));
}

const isTest = (above: Expression): boolean =>
  (above.is('parenthesized_expression') && above.parent.is('if_statement')) ||
  (above.is('binary_expression') && /^[!=]==?$/.test(above.operator) && !/exp|iat|nbf/.test(above.text));

/** Whether a function that verifies nothing makes of it who is asking, though another one of the file verifies. */
function makesUser({ enclosingFunction: fn }: Expression): boolean {
  return (
    fn.exists &&
    !/verif/i.test(fn.text) &&
    (/\b((req|request|ctx|c|socket)\.(state\.|data\.|locals\.)?|res\.locals\.)(user|auth|userId|session|member|account|viewer|customer|claims|principal|identity|currentUser|decoded|payload|token)\b[^=\n]{0,20}=[^=]/.test(
      fn.text,
    ) ||
      /\bc\.set\(\s*['"`](user|auth|session|jwtPayload|userId|claims)/.test(fn.text))
  );
}

/** On a server, and nowhere verified: a browser may read its own token to show a name. */
function isUsedToDecide({ names, callee }: Expression): boolean {
  const { text } = names.tree;
  const decode = callee.name ?? '';
  if (/\bjwtVerify\b|\.verify\s*\(|\bverifyToken\b|\bverify\s*\(/.test(text)) return false;
  return /^jsonwebtoken|^jose/.test(decode) || /\b(req|request|ctx|headers?\.authorization|next\(\))\b/.test(text);
}
