import { check, defineRule } from '../../engine/rule.ts';
import { changesOnGet } from '../change-on-get.ts';

const PROTECTED = /csrf|xsrf|sameSite|same-origin|lusca|sec-fetch-site/i;

export default defineRule({
  id: 'code/missing-csrf-protection',
  title: 'Session cookie that other sites can use',
  severity: 'medium',
  confidence: 'possible',
  cwe: [352],
  owasp: ['A01:2021', 'A01:2025'],
  remedy: "Set `cookie: { sameSite: 'lax' }` on the session, or mount a CSRF middleware before the routes.",
  checks: [
    ...changesOnGet,
    check({
      patterns: {
        javascript: [
          '"express-session"(...)',
          '"cookie-session"(...)',
          'express.session(...)',
          'express.cookieSession(...)',
        ],
      },
      where: ({ MATCH }) => {
        const { text } = MATCH.names.tree;
        return !PROTECTED.test(text) && /\.(post|put|patch|delete)\(/.test(text);
      },
      at: ({ MATCH }) => MATCH.callee.range,
      message: () =>
        'The session is in a cookie, and nothing here tells whether a form of this site or of another one sent a request.',
    }),
    check({
      // The token is read before the method is changed, so that a GET in disguise passes it by.
      patterns: { javascript: ['express.csrf(...)', 'csurf(...)'] },
      where: ({ MATCH }) => {
        const { enclosingFunction: fn, end, names } = MATCH;
        return /\bmethodOverride\(/.test(names.tree.text.slice(end, fn.exists ? fn.end : undefined));
      },
      message: () => '`methodOverride` runs after this check: a GET that is turned into a POST later is never checked.',
      confidence: 'likely',
    }),
  ],
});
