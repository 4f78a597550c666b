import { check, defineRule } from '../../engine/rule.ts';

const GUESSED =
  /(^|\/)(log-?in|sign-?in|auth(enticate)?|otp|verify|two-?factor|2fa|reset-?password|forgot(-?password)?|password-?reset|token|register|sign-?up)(\/|$)/i;
const LIMITS = /rate-?limit|limiter|throttl|slow-?down|brute|attempts/i;

export default defineRule({
  id: 'code/missing-rate-limit',
  title: 'Password that may be guessed without end',
  severity: 'medium',
  confidence: 'possible',
  cwe: [307, 770],
  owasp: ['A07:2021', 'A07:2025'],
  remedy: 'Mount a limiter before the handler, such as express-rate-limit with ten tries a minute.',
  checks: [
    check({
      patterns: { javascript: ['$APP.post($PATH, ...)'] },
      where: ({ APP, PATH, MATCH }) =>
        /(^|\.)(app|router|server|api|auth|fastify)\w*$/i.test(APP.text) &&
        GUESSED.test(PATH.constant ?? '') &&
        MATCH.arguments.length > 1 &&
        !MATCH.names.says(LIMITS),
      at: ({ PATH }) => PATH.range,
      message: ({ PATH }) =>
        `Nothing here counts how often \`${PATH.constant ?? ''}\` is asked: passwords and codes can be tried by the million.`,
      confidence: 'possible',
    }),
    check({
      // A limiter that was made and is used nowhere.
      patterns: { javascript: ['"express-rate-limit"(...)', '"express-rate-limit".rateLimit(...)'] },
      where: ({ MATCH }) =>
        MATCH.parent.is('variable_declarator') && isUnused(MATCH.parent.field('name').text, MATCH.names.tree.text),
      at: ({ MATCH }) => MATCH.parent.field('name').range,
      message: ({ MATCH }) => `\`${MATCH.parent.field('name').text}\` is made and never mounted, so it limits nothing.`,
      confidence: 'likely',
    }),
  ],
});

const isUnused = (name: string, text: string): boolean =>
  text.split(new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`)).length === 2;
