import { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { codeText, fileSays } from '../code-text.ts';
import { handlerOf, textWithCalls } from '../handlers.ts';
import { requestHandlerAround } from '../request-handler.ts';

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
        // Fastify: `app.post('/confirm', { handler: async (request, reply) => ... })`.
        const handler = handlerOf(HANDLER) ?? handlerOf(HANDLER.property('handler'));
        if (PATH.constant === undefined || !handler || !fileSays(APP.names, OF_CODES)) return undefined;
        const text = textWithCalls(handler);
        if (fileSays(APP.names, COUNTS) && !isLeftOut(MATCH, text)) return undefined;
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
      // The same as a route of Next.js or a method of a controller of NestJS.
      nodes: { javascript: ['function_declaration', 'method_definition'] },
      says: /\bfunction\s+POST\b|@Post\(/,
      problem: ({ MATCH }) => {
        const name = MATCH.field('name');
        const isRoute = MATCH.is('function_declaration')
          ? name.text === 'POST' && MATCH.parent.is('export_statement')
          : requestHandlerAround(name)?.before.includes('@Post(') === true;
        if (!isRoute || !fileSays(MATCH.names, OF_CODES) || fileSays(MATCH.names, COUNTS)) return undefined;
        const text = textWithCalls(MATCH);
        if (!COMPARES.test(text) && !VERIFIES.test(text)) return undefined;
        if (!READS_CODE.test(text) && !/@Body\(/.test(text)) return undefined;
        return {
          at: name.range,
          message: `Nothing here counts the wrong codes that \`${name.text}\` is sent: a few digits are tried out in minutes.`,
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
      // Other routes of the file are limited one by one, and the one that compares passwords is not.
      patterns: { javascript: ['$APP.post($PATH, ..., $HANDLER)'] },
      problem: ({ APP, PATH, HANDLER, MATCH }) => {
        const path = PATH.constant ?? '';
        if (!GUESSED.test(path) || !fileSays(APP.names, LIMITS)) return undefined;
        const handler = handlerOf(HANDLER) ?? handlerOf(HANDLER.property('handler'));
        const text = handler ? textWithCalls(handler) : '';
        if (!COMPARES_PASSWORD.test(text) || !isLeftOut(MATCH, text)) return undefined;
        return {
          at: PATH.range,
          message: `Other routes of this file have a limiter and \`${path}\` has none: passwords can be tried by the million.`,
        };
      },
      confidence: 'likely',
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

const COMPARES_PASSWORD =
  /(bcrypt\w*|argon2\w*|scrypt|hasher?|passwords?|crypt|Bun\.password)\.(compare|verify|check)(Sync)?\(|\b(compare|verify|check|validate|matches?)_?Password\(|isValidPassword\(/i;

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

/** Limits that other routes of the file are given one by one, and this one is not: nothing is mounted before all of them. */
function isLeftOut(route: Expression, text: string): boolean {
  if (COUNTS.test(text) || COUNTS.test(codeText(route)) || fileSays(route.names, MOUNTS)) return false;
  return new Expression(route.names, 0)
    .descendants('call_expression')
    .some(
      (other) =>
        other.node !== route.node &&
        /^(get|post|put|patch|delete)$/.test(other.callee.lastName) &&
        other.callee.object.text === route.callee.object.text &&
        other.arguments.slice(1).some((argument) => LIMITS.test(limitsIn(argument))),
    );
}

/** What stands between path and handler: middleware by its name, or the options of the route without the handler itself. */
const limitsIn = (argument: Expression): string => {
  if (argument.is('arrow_function', 'function_expression')) return '';
  return argument.members.length > 0
    ? argument.members
        .map((member) => (/^(config|preHandler|onRequest|rateLimit)$/.test(member.key ?? '') ? member.text : ''))
        .join(' ')
    : argument.text.slice(0, 200);
};

const MOUNTS =
  /\.(use|register|addHook|all)\(\s*(['"`][^'"`\n]*['"`]\s*,\s*)?[^\n]{0,80}(rate_?-?limit|limiter|throttl|slow_?-?down|brute)|ThrottlerGuard/i;

const isUnused = (name: string, text: string): boolean =>
  text.split(new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`)).length === 2;
