import type { Fix } from '../../engine/finding.ts';
import { setProperty } from '../../engine/fix.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { wordsOf } from '../secret-names.ts';

/** Words in the name of a cookie that says who somebody is. `csrf` is left out: such a cookie must be readable by scripts. */
const IDENTITY = new Set([
  'session',
  'sess',
  'sid',
  'auth',
  'token',
  'jwt',
  'refresh',
  'access',
  'login',
  'remember',
  'connect',
  'user',
  'userid',
  'sessionid',
  'id',
  'identity',
]);
const READABLE = /csrf|xsrf|theme|locale|lang|consent|prefs?|preference|ui|sidebar|cart_?count|tour/i;

const FLAGS = [
  { name: 'httpOnly', value: 'true', lack: 'any script in the page can read it' },
  { name: 'secure', value: 'true', lack: 'it is also sent over plain http' },
  { name: 'sameSite', value: "'lax'", lack: 'other sites can send it along' },
] as const;

export default defineRule({
  id: 'code/insecure-cookie',
  title: 'Session cookie without its guards',
  severity: 'medium',
  confidence: 'likely',
  cwe: [1004, 614, 1275],
  owasp: ['A05:2021', 'A02:2025'],
  remedy: "Set `httpOnly: true`, `secure: true` and `sameSite: 'lax'` (or `'strict'`).",
  checks: [
    check({
      patterns: {
        javascript: [
          '$RES.cookie($NAME, $VALUE)',
          '$RES.cookie($NAME, $VALUE, $OPTIONS)',
          '$RES.setCookie($NAME, $VALUE)',
          '$RES.setCookie($NAME, $VALUE, $OPTIONS)',
          '$COOKIES.set($NAME, $VALUE, $OPTIONS)',
          '"next/headers".cookies().set($NAME, $VALUE)',
        ],
      },
      problem: ({ NAME, OPTIONS, RES, COOKIES, MATCH }) => {
        if (COOKIES.exists && !/cookies?(\(\))?$/i.test(COOKIES.text.replace(/^\(?await\s+/, '').replace(/\)$/, '')))
          return undefined;
        if (RES.exists && !/^(res|response|reply|rep|ctx|context|h)$/i.test(RES.lastName)) return undefined;
        const name = NAME.constant ?? NAME.lastName;
        if (READABLE.test(name) || !wordsOf(name).some((word) => IDENTITY.has(word))) return undefined;
        return problemOf(`\`${name}\``, OPTIONS, NAME, MATCH);
      },
    }),
    check({
      patterns: {
        javascript: ['"express-session"($OPTIONS)', '"cookie-session"($OPTIONS)', '"koa-session"($OPTIONS, ...)'],
      },
      problem: ({ OPTIONS, MATCH }) => {
        const isCookieSession = MATCH.callee.name !== 'express-session';
        const cookie = isCookieSession ? OPTIONS : OPTIONS.property('cookie');
        // Both set httpOnly unless told otherwise; what is left open is judged only where it is switched off.
        const off = FLAGS.map(({ name, lack }) => ({ flag: cookie.property(name), name, lack })).filter(
          ({ flag }) => flag.value === false,
        );
        const [first] = off;
        if (!first) return undefined;
        return {
          at: first.flag.parent.is('pair') ? first.flag.parent.range : first.flag.range,
          message: `The session cookie has \`${first.name}: false\`, so ${first.lack}.`,
          fixes: first.flag.is('false')
            ? [{ title: `Set ${first.name}`, safety: 'review', edits: [first.flag.replacedBy('true')] }]
            : [],
        };
      },
    }),
  ],
});

function problemOf(name: string, options: Expression, at: Expression, call: Expression): Problem | undefined {
  if (options.exists && !options.isClosedObject) return undefined;
  const missing = FLAGS.filter((flag) => {
    const { value, exists } = options.property(flag.name);
    // SameSite is lax unless said, in today's browsers; `none` is a choice, told when the rest is there.
    return exists ? value === false : flag.name !== 'sameSite';
  });
  const [first] = missing;
  if (!first) return undefined;
  const names = missing.map((flag) => `\`${flag.name}\``).join(' and ');
  return {
    at: at.range,
    message: `The cookie ${name} is set without ${names}, so ${missing.map(({ lack }) => lack).join(' and ')}.`,
    fixes: fixesOf(options, call),
  };
}

function fixesOf(options: Expression, call: Expression): readonly Fix[] {
  const title = 'Set httpOnly, secure and sameSite';
  if (!options.exists) {
    const last = call.arguments.at(-1);
    const text = `, { ${FLAGS.map(({ name, value }) => `${name}: ${value}`).join(', ')} }`;
    return last ? [{ title, safety: 'review', edits: [{ start: last.end, end: last.end, text }] }] : [];
  }
  if (!options.is('object')) return [];
  const wrong = FLAGS.filter(({ name }) => options.property(name).value === false);
  const absent = FLAGS.filter(({ name }) => !options.property(name).exists);
  const replaced = wrong.flatMap(({ name, value }) => setProperty(options, name, value, title, 'review').edits);
  const [lead = '{', gap = ' '] = /^\{(\s*)/.exec(options.text) ?? [];
  const added = absent.map(({ name, value }) => `${name}: ${value}`).join(', ');
  const isEmpty = options.members.length === 0;
  const insertion = added && {
    start: options.start + 1,
    end: options.start + lead.length,
    text: `${gap || ' '}${added}${isEmpty ? ' ' : ', '}`,
  };
  return [{ title, safety: 'review', edits: [...replaced, ...(insertion ? [insertion] : [])] }];
}
