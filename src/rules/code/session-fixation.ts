import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { fileSays, says } from '../code-text.ts';
import { textWithCalls } from '../handlers.ts';
import { requestHandlerAround } from '../request-handler.ts';

/** What a session holds of who is signed in. */
const IDENTITY =
  /^(user|uid|account|member|customer|client|admin|auth|authenticated|is_?(authenticated|logged_?in|admin)|logged_?in|current_?user|user_?name|email|role|sub|me|\w+(Id|_id))$/i;
/** Somebody shows who they are. */
const PROVES =
  /(bcrypt\w*|argon2\w*|hasher?|passwords?|crypt|Bun\.password)\.(compare|verify|check)(Sync)?\(|\b(compare|verify|check|validate|matches?)_?(Password|Pin|Otp|Code|Totp|Credentials)\(|isValidPassword\(|\.(comparePassword|validPassword|verifyPassword|checkPassword|authenticate)\(|verifyIdToken\(|(totp|authenticator|speakeasy)[\w.]{0,20}\.(verify|check)\(|timingSafeEqual\(/i;
const RENEWS =
  /\bregenerate\b|\bregenerateId\b|session\.migrate|\.login\(|session\.id\s*=|newSession|createSession|rotateSession/i;
/** Sessions that the cookie holds whole have no number to fix. */
const IN_COOKIE = /cookie-session|iron-session|secure-session|client-sessions|next-session|cookieSession/;

export default defineRule({
  id: 'code/session-fixation',
  title: 'Session that is kept when somebody signs in',
  severity: 'medium',
  confidence: 'likely',
  cwe: [384],
  owasp: ['A07:2021', 'A07:2025'],
  remedy:
    'Begin a new session once the password was right, and write into that one: `req.session.regenerate((error) => { req.session.userId = user.id; ... })`.',
  checks: [
    check({
      nodes: { javascript: ['assignment_expression'] },
      says: /\bsession\.\w+\s*=[^=]/,
      problem: ({ MATCH }) => {
        const left = MATCH.field('left');
        if (!left.is('member_expression') || !HOLDER.test(left.object.text) || !IDENTITY.test(left.lastName))
          return undefined;
        if (isNothing(MATCH.field('right')) || fileSays(MATCH.names, IN_COOKIE)) return undefined;
        const handler = requestHandlerAround(MATCH);
        const fn = handler?.fn ?? MATCH.enclosingFunction;
        if (!fn.exists || !says(fn, PROVES) || RENEWS.test(textWithCalls(fn)) || !isFirst(MATCH, fn)) return undefined;
        return {
          at: left.range,
          message: `\`${shortText(left.text)}\` is written into the session that was there before the password was right: whoever planted its number is signed in as well.`,
        };
      },
    }),
  ],
});

const HOLDER = /^(req|request)\.session$/;

/** Signing out writes nothing into a session. */
const isNothing = (value: Expression): boolean =>
  value.value === null || value.value === false || value.value === '' || value.is('undefined');

/** One place of a function is enough. */
const isFirst = (assignment: Expression, fn: Expression): boolean =>
  fn
    .descendants('assignment_expression')
    .find(
      (other) =>
        HOLDER.test(other.field('left').object.text) &&
        IDENTITY.test(other.field('left').lastName) &&
        !isNothing(other.field('right')),
    )?.node === assignment.node;
