import { removeFromList, replaceWith } from '../../engine/fix.ts';
import { check, defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'code/jwt-weak-verification',
  title: 'Token accepted without proof',
  severity: 'high',
  confidence: 'likely',
  cwe: [347, 345, 327],
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
        !/complete\s*:\s*true/.test(MATCH.text) && isUsedToDecide(MATCH.names.tree.text, MATCH.callee.name ?? ''),
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
        const ignored = OPTIONS.property('ignoreExpiration');
        if (ignored.value === true)
          return {
            at: ignored.parent.range,
            message: 'A token that was stolen once is accepted for ever, since `ignoreExpiration` is set.',
            fixes: [removeFromList(ignored.parent, 'Check when it expires', 'review')],
          };
        const isEmptyKey = KEY.exists && (KEY.value === '' || KEY.value === null);
        return isEmptyKey
          ? { at: KEY.range, message: 'Without a key every signature is accepted.', confidence: 'certain' }
          : undefined;
      },
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
      where: ({ NO_VERIFY }) => NO_VERIFY.value === true,
      at: ({ NO_VERIFY }) => NO_VERIFY.range,
      message: ({ TOKEN }) =>
        `The third argument switches the check of \`${TOKEN.lastName || 'the token'}\`'s signature off.`,
      fix: ({ NO_VERIFY }) => replaceWith(NO_VERIFY, 'false', 'Check the signature', 'safe'),
    }),
  ],
});

/** On a server, and nowhere verified: a browser may read its own token to show a name. */
function isUsedToDecide(text: string, decode: string): boolean {
  if (/\bjwtVerify\b|\.verify\s*\(|\bverifyToken\b|\bverify\s*\(/.test(text)) return false;
  return /^jsonwebtoken|^jose/.test(decode) || /\b(req|request|ctx|headers?\.authorization|next\(\))\b/.test(text);
}
