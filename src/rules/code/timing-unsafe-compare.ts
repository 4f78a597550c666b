import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

/** Values that somebody may guess character by character. */
const SECRET =
  /^(hmac|digest|signature|sig|expectedSignature|computedSignature|expected_?sig\w*|api_?key|apiToken|secret|webhookSecret|csrf_?token|resetToken|authToken|accessToken|verificationToken|token_?hash|passwordHash|hashedPassword|mac)$/i;
const COMPUTED = /\.digest\(|createHmac\(|process\.env\.\w*(SECRET|TOKEN|KEY|PASSWORD)\b/;

export default defineRule({
  id: 'code/timing-unsafe-compare',
  title: 'Secret compared character by character',
  severity: 'low',
  confidence: 'likely',
  cwe: [208],
  owasp: ['A02:2021', 'A04:2025'],
  remedy: 'Compare buffers of equal length with `crypto.timingSafeEqual`.',
  checks: [
    check({
      nodes: { javascript: ['binary_expression'] },
      where: ({ MATCH }) => /^[!=]==?$/.test(MATCH.operator) && isGuess(MATCH.field('left'), MATCH.field('right')),
      message: ({ MATCH }) => {
        const secret = [MATCH.field('left'), MATCH.field('right')].find(isSecret) ?? MATCH;
        return `The comparison of \`${shortText(secret.text)}\` ends at the first character that differs, so its time tells how much of a guess is right.`;
      },
    }),
  ],
});

const isSecret = (side: Expression): boolean =>
  SECRET.test(side.lastName) || COMPUTED.test(side.origin.text.slice(0, 200));

/** One side is computed here from a key, the other comes from elsewhere. */
function isGuess(left: Expression, right: Expression): boolean {
  if (
    [left, right].some((side) => side.value !== undefined || side.is('undefined', 'null', 'unary_expression', 'number'))
  )
    return false;
  const computed = [left, right].some((side) => COMPUTED.test(side.origin.text.slice(0, 200)));
  const other = [left, right].find((side) => !COMPUTED.test(side.origin.text.slice(0, 200)));
  return (
    computed &&
    other !== undefined &&
    /sig|hmac|digest|token|key|secret|auth|header|mac|hash|password/i.test(other.text) &&
    !/\.length$|etag|checksum|integrity|cache|version|content_?hash|file_?hash/i.test(
      `${left.text} ${right.text} ${left.origin.text.slice(0, 200)}`,
    ) &&
    /createHmac|process\.env/.test(`${left.origin.text} ${right.origin.text}`.slice(0, 500))
  );
}
