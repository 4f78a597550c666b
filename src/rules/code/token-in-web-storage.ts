import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { fileSays } from '../code-text.ts';
import { tokenKept } from '../token-kept.ts';

const TOKEN =
  /(^|[_\-.\s:/]|[a-z])(jwt|access_?token|refresh_?token|auth_?token|id_?token|session_?token|bearer|api_?key|password|secret)s?$|(^|[_\-.:/])(token|jwt)$/i;
/** Stores of the page behind a name of their own: `const storage = remember ? localStorage : sessionStorage`. */
const STORE = /(^|\.)_?(storage|store|local|session|AsyncStorage|(local|session|browser|web|app)Storage)$/;
/** What is encrypted, or is gone with the page. */
const SAFE_STORE = /secure|keychain|mmkv|encrypt|memory/i;
const IS_WEB = /\b(local|session)Storage\b/;

export default defineRule({
  id: 'code/token-in-web-storage',
  title: 'Token kept where any script can read it',
  severity: 'low',
  confidence: 'likely',
  cwe: [922, 1004],
  owasp: ['A04:2021', 'A06:2025'],
  remedy: 'Keep the session in a cookie with `httpOnly`, `secure` and `sameSite`; keep short-lived tokens in memory.',
  checks: [
    check({
      patterns: {
        javascript: [
          'localStorage.setItem($KEY, $VALUE)',
          'sessionStorage.setItem($KEY, $VALUE)',
          '$STORE.setItem($KEY, $VALUE)',
        ],
      },
      where: ({ STORE: store, KEY, VALUE }) => (!store.exists || isWebStore(store)) && isToken(KEY, VALUE),
      at: ({ VALUE }) => VALUE.range,
      message: ({ VALUE, MATCH }) => messageOf(VALUE, MATCH.callee.object),
    }),
    check({
      nodes: { javascript: ['assignment_expression'] },
      says: IS_WEB,
      problem: ({ MATCH }) => {
        const left = MATCH.field('left');
        if (!/^((window|globalThis|self)\.)?(local|session)Storage$/.test(left.object.text)) return undefined;
        const value = MATCH.field('right');
        const key = left.is('subscript_expression') ? left.field('index') : left;
        return isToken(key, value) ? { at: value.range, message: messageOf(value, left.object) } : undefined;
      },
    }),
    check({
      // A cookie that a script sets is one that scripts read.
      patterns: {
        javascript: [
          '"js-cookie".set($KEY, $VALUE, ...)',
          '"universal-cookie"().set($KEY, $VALUE, ...)',
          '"cookies-next".setCookie($KEY, $VALUE)',
          '"nookies".setCookie($CONTEXT, $KEY, $VALUE)',
          '"react-cookie".useCookies().set($KEY, $VALUE, ...)',
        ],
      },
      where: ({ KEY, VALUE }) => isToken(KEY, VALUE),
      at: ({ VALUE }) => VALUE.range,
      message: ({ VALUE }) =>
        `\`${shortText(VALUE.text)}\` is put into a cookie by a script of the page, so every other script can read it: let the server set it, with \`httpOnly\`.`,
    }),
    check({
      patterns: { javascript: ['document.cookie = $COOKIE'] },
      problem: ({ COOKIE }) => {
        const { origin } = COOKIE;
        const name = COOKIE.isBuiltText ? /^[`'"]\s*([\w.-]+)=/.exec(origin.text)?.[1] : undefined;
        const [value] = COOKIE.holes;
        if (name === undefined || !value || !(TOKEN.test(name) || TOKEN.test(value.lastName))) return undefined;
        const at = value.start >= COOKIE.start && value.end <= COOKIE.end ? value : COOKIE;
        return {
          at: at.range,
          message: `\`${shortText(value.text)}\` is put into a cookie by a script of the page, so every other script can read it: let the server set it, with \`httpOnly\`.`,
        };
      },
    }),
    check({
      // React Native: a file that is not encrypted.
      patterns: {
        javascript: [
          '"@react-native-async-storage/async-storage".setItem($KEY, $VALUE, ...)',
          '"react-native".AsyncStorage.setItem($KEY, $VALUE, ...)',
        ],
      },
      where: ({ KEY, VALUE }) => isToken(KEY, VALUE),
      at: ({ VALUE }) => VALUE.range,
      message: ({ VALUE }) =>
        `\`${shortText(VALUE.text)}\` stays in \`AsyncStorage\`, a file that is not encrypted: keep it in the keychain.`,
    }),
    check({
      // A store of zustand that outlives the page: all of it, unless `partialize` says what.
      patterns: { javascript: ['"zustand/middleware".persist($MAKE, $OPTIONS)'] },
      problem: ({ MAKE, OPTIONS }) => {
        const chosen = OPTIONS.property('partialize');
        if (SAFE_STORE.test(OPTIONS.property('storage').text) || SAFE_STORE.test(OPTIONS.property('getStorage').text))
          return undefined;
        const held = MAKE.descendants('pair', 'shorthand_property_identifier').find((member) =>
          /^(jwt|token|(access|refresh|auth|id|session)_?token)$/i.test(
            member.is('pair') ? (member.key ?? '') : member.text,
          ),
        );
        const name = held?.is('pair') ? (held.key ?? '') : (held?.text ?? '');
        if (!held || (chosen.exists && !new RegExp(`\\b${name}\\b`).test(chosen.text))) return undefined;
        return {
          at: (held.is('pair') ? held.field('key') : held).range,
          message: `\`${name}\` stays in \`localStorage\` with the rest of this store, where one injected script is enough to carry it off.`,
        };
      },
    }),
    check({
      // `useLocalStorage('token', '')` of usehooks-ts, react-use, VueUse, Mantine.
      patterns: {
        javascript: [
          '"usehooks-ts".useLocalStorage($KEY, ...)',
          '"react-use".useLocalStorage($KEY, ...)',
          '"@uidotdev/usehooks".useLocalStorage($KEY, ...)',
          '"@mantine/hooks".useLocalStorage($KEY, ...)',
          '"@vueuse/core".useLocalStorage($KEY, ...)',
          '"@vueuse/core".useStorage($KEY, ...)',
          'useLocalStorage($KEY, ...)',
        ],
      },
      where: ({ KEY }) => TOKEN.test(KEY.constant ?? KEY.property('key').constant ?? ''),
      at: ({ KEY }) => KEY.range,
      message: ({ KEY }) =>
        `\`${shortText(KEY.constant ?? KEY.property('key').constant ?? '')}\` stays in \`localStorage\`, where one injected script is enough to carry it off.`,
    }),
  ],
});

const isWebStore = (store: Expression): boolean => STORE.test(store.text) && fileSays(store.names, IS_WEB);

const messageOf = (value: Expression, store: Expression): string =>
  `\`${shortText(value.text)}\` stays in \`${shortText(store.text)}\`, where one injected script is enough to carry it off.`;

function isToken(key: Expression, value: Expression): boolean {
  if (value.value !== undefined) return false;
  return (
    TOKEN.test(key.constant ?? key.lastName) ||
    TOKEN.test(value.lastName) ||
    /^(jwt-decode|jsonwebtoken\.decode|jwt_decode)/.test(value.origin.callee.name ?? '') ||
    value.names.resolve(value.node)?.startsWith('jwt-decode()') === true ||
    tokenKept(key.constant ?? key.lastName, value)
  );
}
