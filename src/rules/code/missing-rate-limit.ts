import { check, defineRule } from '../../engine/rule.ts';
import { fileSays } from '../code-text.ts';
import { handlerOf, textWithCalls } from '../handlers.ts';

const GUESSED =
  /(^|\/)(log-?in|sign-?in|auth(enticate)?|otp|verify|two-?factor|2fa|reset-?password|forgot(-?password)?|password-?reset|token|register|sign-?up)(\/|$)/i;
const LIMITS = /rate-?limit|limiter|throttl|slow-?down|brute|attempts/i;

export default defineRule({
  id: 'code/missing-rate-limit',
  title: 'Password that may be guessed without end',
  severity: 'medium',
  confidence: 'likely',
  cwe: [307, 770],
  owasp: ['A07:2021', 'A07:2025'],
  remedy: 'Mount a limiter before the handler, such as express-rate-limit with ten tries a minute.',
  checks: [
    check({
      // A code of a few digits that is compared, and no count of the tries.
      patterns: { javascript: ['$APP.post($PATH, ..., $HANDLER)', '$APP.put($PATH, ..., $HANDLER)'] },
      problem: ({ APP, PATH, HANDLER, MATCH }) => {
        const handler = handlerOf(HANDLER);
        if (PATH.constant === undefined || !handler || !fileSays(APP.names, OF_CODES) || fileSays(APP.names, COUNTS))
          return undefined;
        const text = textWithCalls(handler);
        const compared = COMPARES.exec(text)?.[0] ?? VERIFIES.exec(text)?.[0];
        if (compared === undefined || !READS_CODE.test(text) || MATCH.callee.lastName === '') return undefined;
        return {
          at: PATH.range,
          message: `Nothing here counts the wrong codes that \`${PATH.constant}\` is sent: a few digits are tried out in minutes.`,
        };
      },
      confidence: 'likely',
    }),
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

/** Codes that a message brought: what they are called, and how they are made. */
const OF_CODES =
  /\botp\b|otp:|\botp[A-Z_]|one[-_ ]?time|passcode|verification[-_ ]?code|two[-_ ]?factor|\b2fa\b|totp|sms|pin_?code|login[-_ ]?code/i;
const COUNTS =
  /rate-?_?limit|limiter|throttl|slow-?down|brute|attempt|\btries\b|lock(ed|out)|\.incr\(|failed_?(count|logins)|max_?retries/i;
/** The code of the sender against the one that was kept. */
const COMPARES =
  /\b\w{0,20}(otp|code|pin|passcode|expected|stored|saved|entry\.\w{1,20}|record\.\w{1,20})\w{0,20}\s*[!=]==?\s*(String\()?[\w.]{0,40}(otp|code|pin|passcode|expected|stored|saved)|(timingSafeEqual|safeEqual|safeCompare)\(|bcrypt\.compare\(\s*(String\()?\w{0,20}(code|otp|pin)/i;
const VERIFIES = /(totp|authenticator|speakeasy|otplib)[\w.]{0,30}\.(verify|check|validate)\(/i;
const READS_CODE =
  /\{[^{}]{0,120}\b(otp|code|pin|passcode|token)\b[^{}]{0,120}\}\s*=\s*(await\s+)?[\w.]{0,40}(body|json|payload|query)|\b(body|input|payload)\??\.(otp|code|pin|passcode|token)\b/i;

const isUnused = (name: string, text: string): boolean =>
  text.split(new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`)).length === 2;
