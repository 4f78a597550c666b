import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

const TOKEN =
  /(^|[_\-.\s]|[a-z])(jwt|access_?token|refresh_?token|auth_?token|id_?token|session_?token|bearer|api_?key|password|secret)s?$|^(token|jwt)$/i;

export default defineRule({
  id: 'code/token-in-web-storage',
  title: 'Token kept where any script can read it',
  severity: 'low',
  confidence: 'likely',
  cwe: [922],
  owasp: ['A04:2021', 'A06:2025'],
  remedy: 'Keep the session in a cookie with `httpOnly`, `secure` and `sameSite`; keep short-lived tokens in memory.',
  checks: [
    check({
      patterns: { javascript: ['localStorage.setItem($KEY, $VALUE)', 'sessionStorage.setItem($KEY, $VALUE)'] },
      where: ({ KEY, VALUE }) =>
        VALUE.value === undefined &&
        (TOKEN.test(KEY.constant ?? KEY.lastName) ||
          TOKEN.test(VALUE.lastName) ||
          /^(jwt-decode|jsonwebtoken\.decode|jwt_decode)/.test(VALUE.origin.callee.name ?? '') ||
          VALUE.names.resolve(VALUE.node)?.startsWith('jwt-decode()') === true),
      at: ({ VALUE }) => VALUE.range,
      message: ({ VALUE, MATCH }) =>
        `\`${shortText(VALUE.text)}\` stays in \`${MATCH.callee.object.text}\`, where one injected script is enough to carry it off.`,
    }),
    check({
      patterns: { javascript: ['localStorage.$KEY = $VALUE', 'localStorage[$KEY] = $VALUE'] },
      where: ({ MATCH }) => TOKEN.test(MATCH.field('left').lastName),
      at: ({ VALUE }) => VALUE.range,
      message: ({ VALUE }) =>
        `\`${shortText(VALUE.text)}\` stays in \`localStorage\`, where one injected script is enough to carry it off.`,
    }),
  ],
});
