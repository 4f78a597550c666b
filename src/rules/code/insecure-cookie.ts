import type { Fix } from '../../engine/finding.ts';
import { setProperty } from '../../engine/fix.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { fileSays } from '../code-text.ts';
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

const OF_NEXT = /['"]next\/(headers|server)['"]|\bNextResponse\b/;

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
          '$COOKIES.set($NAME, $VALUE)',
          '$COOKIES.set($NAME, $VALUE, $OPTIONS)',
          '"next/headers".cookies().set($NAME, $VALUE)',
          '"cookie".serialize($NAME, $VALUE)',
          '"cookie".serialize($NAME, $VALUE, $OPTIONS)',
          '"hono/cookie".setCookie($CONTEXT, $NAME, $VALUE)',
          '"hono/cookie".setCookie($CONTEXT, $NAME, $VALUE, $OPTIONS)',
          '"hono/cookie".setSignedCookie($CONTEXT, $NAME, $VALUE, $KEY)',
          '"hono/cookie".setSignedCookie($CONTEXT, $NAME, $VALUE, $KEY, $OPTIONS)',
          'h3.setCookie($CONTEXT, $NAME, $VALUE)',
          'h3.setCookie($CONTEXT, $NAME, $VALUE, $OPTIONS)',
          'setCookie($CONTEXT, $NAME, $VALUE)',
          'setCookie($CONTEXT, $NAME, $VALUE, $OPTIONS)',
        ],
      },
      problem: ({ NAME, VALUE, OPTIONS, RES, COOKIES, CONTEXT, MATCH }) => {
        const jar = COOKIES.text.replace(/^\(?await\s+/, '').replace(/\)$/, '');
        if (COOKIES.exists && (!/cookies?(\(\))?$/i.test(jar) || isOfBrowser(COOKIES))) return undefined;
        if (COOKIES.exists && !OPTIONS.exists && !fileSays(NAME.names, OF_NEXT)) return undefined;
        if (RES.exists && !/^(res|response|reply|rep|ctx|context|h)$/i.test(RES.lastName)) return undefined;
        if (CONTEXT.exists && !/^(c|ctx|context|event|e|evt)$/.test(CONTEXT.text)) return undefined;
        if (!isIdentity(NAME, VALUE)) return undefined;
        return problemOf(`\`${NAME.constant ?? NAME.lastName}\``, OPTIONS, NAME, MATCH);
      },
    }),
    check({
      // `response.cookies.set({ name: 'session', value: token })`
      patterns: { javascript: ['$COOKIES.set($OPTIONS)'] },
      says: OF_NEXT,
      problem: ({ COOKIES, OPTIONS, MATCH }) => {
        const name = OPTIONS.property('name');
        const value = OPTIONS.property('value');
        if (!/cookies?(\(\))?\)?$/i.test(COOKIES.text) || !name.exists || !value.exists || !isIdentity(name, value))
          return undefined;
        return problemOf(`\`${name.constant ?? name.lastName}\``, OPTIONS, name, MATCH);
      },
    }),
    check({
      // The header itself: `token=${token}; Path=/`.
      nodes: { javascript: ['template_string', 'binary_expression'] },
      says: /['"`]set-cookie['"`]/i,
      problem: ({ MATCH }) => {
        if (!isSetCookie(MATCH) || MATCH.parent.is('binary_expression') || MATCH.end - MATCH.start > LONGEST_HEADER)
          return undefined;
        const { text } = MATCH;
        const name = /^[`'"]([\w.-]+)=/.exec(text)?.[1];
        const [value] = MATCH.holes;
        if (name === undefined || READABLE.test(name) || !value || (!isIdentityName(name) && !isTokenValue(value)))
          return undefined;
        // What is joined to it may be the flags.
        const rest = MATCH.holes.slice(1).map((hole) => `${hole.text} ${hole.origin.text}`);
        if (rest.some((hole) => !/maxAge|max_age|expires|domain|path|secure|http/i.test(hole))) return undefined;
        const missing = FLAGS.filter(
          (flag) => flag.name !== 'sameSite' && !new RegExp(flag.name, 'i').test(`${text} ${rest.join(' ')}`),
        );
        return missing.length === 0 ? undefined : { at: MATCH.range, message: saidOf(`\`${name}\``, missing) };
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
  const given = givenUnsaid(call);
  const missing = FLAGS.filter((flag) => {
    const { value, exists } = options.property(flag.name);
    // SameSite is lax unless said, in today's browsers; `none` is a choice, told when the rest is there.
    return exists ? value === false : flag.name !== 'sameSite' && !given.test(flag.name);
  });
  return missing.length === 0
    ? undefined
    : { at: at.range, message: saidOf(name, missing), fixes: fixesOf(options, call) };
}

const saidOf = (name: string, missing: readonly (typeof FLAGS)[number][]): string =>
  `The cookie ${name} is set without ${missing.map((flag) => `\`${flag.name}\``).join(' and ')}, so ${missing.map(({ lack }) => lack).join(' and ')}.`;

/** Flags that a framework sets unless it is told not to: SvelteKit both, Koa the first. */
function givenUnsaid({ names }: Expression): RegExp {
  if (fileSays(names, /@sveltejs\/kit|['"]\.\/\$types['"]/)) return /httpOnly|secure/;
  return fileSays(names, /['"](@koa\/\w+|koa(-[\w-]+)?)['"]/) ? /httpOnly/ : /(?!)/;
}

/** Set by a script of the page, which cannot set `httpOnly`: another rule tells of it. */
const isOfBrowser = (jar: Expression): boolean => /^(js-cookie|universal-cookie)\b/.test(jar.name ?? '');

const LONGEST_HEADER = 600;

/** By the name of the cookie, or by what is put into it. One that is emptied is none. */
function isIdentity(name: Expression, value: Expression): boolean {
  const said = name.constant ?? name.lastName;
  return !READABLE.test(said) && value.value === undefined && (isIdentityName(said) || isTokenValue(value));
}

const isIdentityName = (name: string): boolean => wordsOf(name).some((word) => IDENTITY.has(word));

const isTokenValue = (value: Expression): boolean => {
  const words = wordsOf(value.lastName);
  const last = words.at(-1) ?? '';
  if (/^(token|jwt|sid)$/.test(last) || /session_?(id|key)$/i.test(value.lastName))
    return !/^(csrf|xsrf|page|next|cursor)$/.test(words.at(-2) ?? '');
  const { origin } = value;
  const call = origin.is('await_expression') ? (origin.children[0] ?? origin) : origin;
  return (
    SIGNS.test(call.callee.text.slice(-40)) ||
    /^(hono\/jwt|jsonwebtoken|@tsndr\/cloudflare-worker-jwt)\.sign$/.test(call.callee.name ?? '')
  );
};

const SIGNS =
  /\b(jwt|jsonwebtoken|JWT|app\.jwt|fastify\.jwt|jwtService)\.sign(Async)?$|\b(sign|create|issue|generate|make)(Jwt|JWT|(Access|Refresh|Auth|Session)?Token|Session)$/;

/** The value of a header `Set-Cookie`, alone or in a list of them. */
function isSetCookie(value: Expression): boolean {
  const held = value.parent.is('array') ? value.parent : value;
  const { parent } = held;
  if (parent.is('pair')) return /^set-cookie$/i.test(parent.key ?? '');
  return parent.is('arguments') && /^set-cookie$/i.test(parent.parent.argument(0).constant ?? '');
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
