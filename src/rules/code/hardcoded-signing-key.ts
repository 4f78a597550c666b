import type { Fix } from '../../engine/finding.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';

/** Functions that only change the form of a key. */
const KEY_FORMS =
  /^(Buffer\.from|TextEncoder\(\)\.encode|jose\.(JWK\.)?asKey|jose\.JWK\.asKey|crypto\.create(Secret|Private)Key|Uint8Array\.from)$/;

/** Where sessions of Remix and React Router are made: `createCookieSessionStorage({ cookie: { secrets } })`. */
const REMIX = [
  '@remix-run/node',
  '@remix-run/cloudflare',
  '@remix-run/deno',
  '@remix-run/server-runtime',
  '@shopify/remix-oxygen',
  'react-router',
  '@react-router/node',
  '@react-router/cloudflare',
];
const REMIX_STORAGES = [
  'createCookieSessionStorage',
  'createSessionStorage',
  'createMemorySessionStorage',
  'createFileSessionStorage',
  'createWorkersKVSessionStorage',
  'createArcTableSessionStorage',
];

/** What the key is called among the options of a call. */
const OPTION_NAMES = [
  'secret',
  'secrets',
  'secretOrKey',
  'keys',
  'password',
  'clientSecret',
  'consumerSecret',
  'privateKey',
  'jwtSecret',
  'signingKey',
];

/** In which of its options a call may have them. */
const NESTED = ['cookie', 'cookieOptions', 'jwt', 'session', 'options', 'signOptions'];

export default defineRule({
  id: 'code/hardcoded-signing-key',
  title: 'Signing key written into the code',
  severity: 'high',
  confidence: 'likely',
  cwe: [798, 321],
  owasp: ['A02:2021', 'A04:2025'],
  remedy:
    'Read the key from the environment or a secret store, stop when it is not set, and replace the one that was written here.',
  checks: [
    check({
      patterns: {
        javascript: [
          'jsonwebtoken.sign($PAYLOAD, $KEY, ...)',
          'jsonwebtoken.verify($TOKEN, $KEY, ...)',
          '"jwt-simple".encode($PAYLOAD, $KEY, ...)',
          '"jwt-simple".decode($TOKEN, $KEY, ...)',
          'jose.JWT.sign($PAYLOAD, $KEY, ...)',
          'jose.JWT.verify($TOKEN, $KEY, ...)',
          'jose.JWS.sign($PAYLOAD, $KEY, ...)',
          'jose.JWS.verify($TOKEN, $KEY, ...)',
          'jose.jwtVerify($TOKEN, $KEY, ...)',
          '$JWT.sign($KEY)',
          'njwt.create($PAYLOAD, $KEY, ...)',
          '"fast-jwt".createSigner($OPTIONS)',
          '"fast-jwt".createVerifier($OPTIONS)',
          '"hono/jwt".sign($PAYLOAD, $KEY, ...)',
          '"hono/jwt".verify($TOKEN, $KEY, ...)',
          '"hono/cookie".setSignedCookie($C, $NAME, $VALUE, $KEY, ...)',
          '"hono/cookie".getSignedCookie($C, $KEY, ...)',
          '"@tsndr/cloudflare-worker-jwt".sign($PAYLOAD, $KEY, ...)',
          '"@tsndr/cloudflare-worker-jwt".verify($TOKEN, $KEY, ...)',
          'crypto.createHmac($ALGORITHM, $KEY, ...)',
          'crypto.createSecretKey($KEY, ...)',
          'crypto.createPrivateKey($KEY, ...)',
          'crypto.createSign($ALGORITHM).sign($KEY, ...)',
          '"cookie-parser"($KEY, ...)',
          '"cookie-signature".sign($VALUE, $KEY)',
          '"cookie-signature".unsign($VALUE, $KEY)',
          '"crypto-js".HmacSHA1($VALUE, $KEY)',
          '"crypto-js".HmacSHA256($VALUE, $KEY)',
          '"crypto-js".HmacSHA512($VALUE, $KEY)',
        ],
      },
      problem: ({ KEY, JWT, OPTIONS }) => {
        if (JWT.exists && !/SignJWT|EncryptJWT/.test(JWT.text)) return undefined;
        return problemIn(OPTIONS.exists ? keyIn(OPTIONS) : KEY);
      },
    }),
    check({
      patterns: {
        javascript: [
          'crypto.createCipheriv($ALGORITHM, $KEY, ...)',
          'crypto.createDecipheriv($ALGORITHM, $KEY, ...)',
          'crypto.createCipher($ALGORITHM, $KEY, ...)',
          'crypto.createDecipher($ALGORITHM, $KEY, ...)',
          'crypto.privateDecrypt($OPTIONS, ...)',
          'crypto.privateEncrypt($OPTIONS, ...)',
          '"crypto-js".AES.encrypt($VALUE, $KEY, ...)',
          '"crypto-js".AES.decrypt($VALUE, $KEY, ...)',
          '"crypto-js".DES.encrypt($VALUE, $KEY, ...)',
          '"crypto-js".TripleDES.encrypt($VALUE, $KEY, ...)',
          '"crypto-js".RC4.encrypt($VALUE, $KEY, ...)',
        ],
      },
      problem: ({ KEY, OPTIONS }) => problemIn(OPTIONS.exists ? keyIn(OPTIONS) : KEY, 'read what is encrypted with it'),
    }),
    check({
      patterns: { javascript: ['koa().keys = $KEYS', 'new keygrip($KEYS, ...)'] },
      problem: ({ KEYS }) => firstOf(KEYS),
    }),
    check({
      patterns: {
        javascript: [
          '"express-session"($OPTIONS)',
          '"cookie-session"($OPTIONS)',
          '"express-jwt"($OPTIONS)',
          '"express-jwt".expressjwt($OPTIONS)',
          '"express-jwt".jwt($OPTIONS)',
          '"express-openid-connect".auth($OPTIONS)',
          '"koa-jwt"($OPTIONS)',
          '"koa-session"($OPTIONS, ...)',
          '"hono/jwt".jwt($OPTIONS)',
          '"@elysiajs/jwt"($OPTIONS)',
          '"@elysiajs/jwt".jwt($OPTIONS)',
          'new "passport-jwt".Strategy($OPTIONS, ...)',
          'new $STRATEGY($OPTIONS, ...)',
          'new cookies($REQ, $RES, $OPTIONS)',
          '"iron-session".getIronSession($REQ, $RES, $OPTIONS)',
          '"iron-session".sealData($DATA, $OPTIONS)',
          '"iron-session".unsealData($DATA, $OPTIONS)',
          '"@nestjs/jwt".JwtModule.register($OPTIONS)',
          '$SERVICE.signAsync($PAYLOAD, $OPTIONS)',
          '$SERVICE.verifyAsync($TOKEN, $OPTIONS)',
          '"next-auth"($OPTIONS)',
          '"next-auth"($REQ, $RES, $OPTIONS)',
          '"next-auth/jwt".getToken($OPTIONS)',
          '"better-auth".betterAuth($OPTIONS)',
          'h3.useSession($EVENT, $OPTIONS)',
          'useSession($EVENT, $OPTIONS)',
          'jws.sign($OPTIONS)',
          '$APP.register($PLUGIN, $OPTIONS)',
        ],
      },
      problem: ({ OPTIONS, STRATEGY, PLUGIN, SERVICE }) => {
        if (STRATEGY.exists && !/Strategy$/.test(STRATEGY.text) && !/^passport-/.test(STRATEGY.name ?? ''))
          return undefined;
        if (PLUGIN.exists && !/^@fastify\/(jwt|cookie|session|secure-session)$/.test(PLUGIN.name ?? ''))
          return undefined;
        if (SERVICE.exists && !/jwt/i.test(SERVICE.text)) return undefined;
        return inOptions(OPTIONS);
      },
    }),
    check({
      patterns: {
        javascript: REMIX.flatMap((module) => [
          ...REMIX_STORAGES.map((make) => `"${module}".${make}($OPTIONS)` as const),
          `"${module}".createCookie($NAME, $OPTIONS)` as const,
        ]),
      },
      problem: ({ OPTIONS, NAME }) => {
        const name = NAME.constant ?? OPTIONS.property('cookie').property('name').constant ?? '';
        return OF_LOOKS.test(name) ? undefined : inOptions(OPTIONS);
      },
    }),
    check({
      // `export const authOptions: NextAuthOptions = { secret: '...' }`, `useFactory: () => ({ secret: '...' })`
      members: { javascript: ['secret', 'privateKey'] },
      says: /\b(NextAuthOptions|AuthOptions|NextAuthConfig|AuthConfig|BetterAuthOptions|JwtModule)\b/,
      problem: ({ MATCH }) =>
        MATCH.is('pair') && isOfTypedOptions(MATCH) ? problemIn(MATCH.field('value')) : undefined,
    }),
  ],
});

/** Cookies that decide nothing but how a page looks: whoever signs one signs their own. */
const OF_LOOKS = /theme|colou?r|locale|lang|i18n|sidebar|toast/i;

/** The first key among options, or among the options within them. */
function inOptions(options: Expression): Problem | undefined {
  const nested = NESTED.map((name) => options.property(name)).filter(({ exists }) => exists);
  for (const part of [...merged(options), ...nested])
    for (const name of OPTION_NAMES) {
      const key = part.property(name);
      const problem = key.exists ? firstOf(key) : undefined;
      if (problem) return problem;
    }
  return undefined;
}

/** A key, or the first of several. */
function firstOf(key: Expression): Problem | undefined {
  const each = key.origin.is('array') ? key.origin.children : [key];
  return each.map((one) => problemIn(one)).find((problem) => problem !== undefined);
}

/** Whether a member stands in options that say by their type, or by the factory that gives them, what they are for. */
function isOfTypedOptions(member: Expression): boolean {
  const holder = member.parent.parent;
  if (holder.is('variable_declarator')) return OPTIONS_TYPE.test(holder.field('type').text);
  if (holder.is('satisfies_expression', 'as_expression')) return OPTIONS_TYPE.test(holder.text.slice(-LONGEST_TYPE));
  const factory = member.enclosingFunction;
  const named = factory.is('method_definition') ? factory : factory.parent;
  return (
    named.key === 'useFactory' &&
    named.enclosing('call_expression').callee.name === '@nestjs/jwt.JwtModule.registerAsync'
  );
}

const OPTIONS_TYPE = /\b(NextAuthOptions|AuthOptions|NextAuthConfig|AuthConfig|BetterAuthOptions|JwtModuleOptions)\b/;
const LONGEST_TYPE = 40;

const keyIn = (options: Expression): Expression =>
  options.property('passphrase').exists ? options.property('passphrase') : options.property('key');

/** An options object, or the parts that `Object.assign` puts together. */
const merged = (options: Expression): readonly Expression[] =>
  options.origin.is('call_expression') && options.origin.callee.name === 'Object.assign'
    ? options.origin.arguments
    : [options];

/** @param power what everyone who knows the key can do. */
function problemIn(key: Expression, power = 'sign as this program'): Problem | undefined {
  const { literal, isFallback } = constantIn(key);
  if (!literal?.constant || /^-----BEGIN (PUBLIC|CERTIFICATE)|^\$\{|^%/.test(literal.constant)) return undefined;
  // At the call that is given the key; where it is written if that is a setting of the file, told once however many calls use it, or beside the environment.
  const isAtCall =
    key.is('identifier') && key.parent.is('arguments') && !isFallback && !/^[A-Z][A-Z0-9_]*$/.test(key.text);
  const at = isAtCall ? key : literal;
  return {
    at: at.range,
    about: literal.range,
    message: isFallback
      ? 'Where the environment sets no key this one is used, and everyone with the code can sign with it.'
      : `The key is written in the code: everyone who can read it can ${power}.`,
    fixes: isFallback ? [] : toEnvironment(literal),
  };
}

/** The literal that a key is made from; `process.env.KEY || 'fallback'` counts where it has one. */
function constantIn(key: Expression, depth = 0): { literal: Expression | undefined; isFallback: boolean } {
  const { origin } = key;
  if (depth > 4 || !origin.exists) return { literal: undefined, isFallback: false };
  if (origin.is('string', 'template_string'))
    return { literal: origin.constant ? origin : undefined, isFallback: false };
  if (origin.is('binary_expression') && (origin.operator === '||' || origin.operator === '??')) {
    const { literal } = constantIn(origin.field('right'), depth + 1);
    return { literal, isFallback: literal !== undefined };
  }
  if (origin.is('call_expression') && KEY_FORMS.test(origin.callee.name ?? ''))
    return constantIn(origin.argument(0), depth + 1);
  return { literal: undefined, isFallback: false };
}

const toEnvironment = (literal: Expression): readonly Fix[] => [
  {
    title: 'Read it from process.env.SIGNING_KEY',
    safety: 'review',
    edits: [literal.replacedBy('process.env.SIGNING_KEY')],
  },
];
