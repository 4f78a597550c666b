import type { Fix } from '../../engine/finding.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';

/** Functions that only change the form of a key. */
const KEY_FORMS =
  /^(Buffer\.from|TextEncoder\(\)\.encode|jose\.(JWK\.)?asKey|jose\.JWK\.asKey|crypto\.create(Secret|Private)Key|Uint8Array\.from)$/;

export default defineRule({
  id: 'code/hardcoded-signing-key',
  title: 'Signing key written into the code',
  severity: 'high',
  confidence: 'likely',
  cwe: [798],
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
          'crypto.createHmac($ALGORITHM, $KEY, ...)',
          'crypto.createSecretKey($KEY, ...)',
          'crypto.createPrivateKey($KEY, ...)',
          'crypto.createSign($ALGORITHM).sign($KEY, ...)',
          'crypto.privateDecrypt($OPTIONS, ...)',
          'crypto.privateEncrypt($OPTIONS, ...)',
          '"cookie-parser"($KEY, ...)',
          '"cookie-signature".sign($VALUE, $KEY)',
          '"crypto-js".HmacSHA1($VALUE, $KEY)',
          '"crypto-js".HmacSHA256($VALUE, $KEY)',
          '"crypto-js".HmacSHA512($VALUE, $KEY)',
          '"crypto-js".AES.encrypt($VALUE, $KEY, ...)',
          '"crypto-js".AES.decrypt($VALUE, $KEY, ...)',
          '"crypto-js".DES.encrypt($VALUE, $KEY, ...)',
          '"crypto-js".TripleDES.encrypt($VALUE, $KEY, ...)',
          '"crypto-js".RC4.encrypt($VALUE, $KEY, ...)',
        ],
      },
      problem: ({ KEY, JWT, OPTIONS }) => {
        if (JWT.exists && !/SignJWT|EncryptJWT/.test(JWT.text)) return undefined;
        return problemIn(OPTIONS.exists ? keyIn(OPTIONS) : KEY);
      },
    }),
    check({
      patterns: { javascript: ['koa().keys = $KEYS'] },
      problem: ({ KEYS }) => KEYS.origin.children.map((key) => problemIn(key)).find((problem) => problem !== undefined),
    }),
    check({
      patterns: {
        javascript: [
          '"express-session"($OPTIONS)',
          '"cookie-session"($OPTIONS)',
          '"express-jwt"($OPTIONS)',
          '"express-jwt".expressjwt($OPTIONS)',
          '"express-jwt".jwt($OPTIONS)',
          '"koa-jwt"($OPTIONS)',
          '"koa-session"($OPTIONS, ...)',
          'new "passport-jwt".Strategy($OPTIONS, ...)',
          'new $STRATEGY($OPTIONS, ...)',
          '"iron-session".getIronSession($REQ, $RES, $OPTIONS)',
          '"@nestjs/jwt".JwtModule.register($OPTIONS)',
          '"next-auth"($OPTIONS)',
          '$APP.register($PLUGIN, $OPTIONS)',
        ],
      },
      problem: ({ OPTIONS, STRATEGY, PLUGIN }) => {
        if (STRATEGY.exists && !/Strategy$/.test(STRATEGY.text) && !/^passport-/.test(STRATEGY.name ?? ''))
          return undefined;
        if (PLUGIN.exists && !/^@fastify\/(jwt|cookie|session|secure-session)$/.test(PLUGIN.name ?? ''))
          return undefined;
        const options = merged(OPTIONS);
        for (const name of [
          'secret',
          'secretOrKey',
          'keys',
          'password',
          'clientSecret',
          'consumerSecret',
          'privateKey',
        ]) {
          const key = options.map((part) => part.property(name)).find(({ exists }) => exists);
          if (!key) continue;
          const first = key.origin.is('array') ? key.origin.children[0] : key;
          const problem = first && problemIn(first);
          if (problem) return problem;
        }
        return undefined;
      },
    }),
  ],
});

const keyIn = (options: Expression): Expression =>
  options.property('passphrase').exists ? options.property('passphrase') : options.property('key');

/** An options object, or the parts that `Object.assign` puts together. */
const merged = (options: Expression): readonly Expression[] =>
  options.origin.is('call_expression') && options.origin.callee.name === 'Object.assign'
    ? options.origin.arguments
    : [options];

function problemIn(key: Expression): Problem | undefined {
  const { literal, isFallback } = constantIn(key);
  if (!literal?.constant || /^-----BEGIN (PUBLIC|CERTIFICATE)|^\$\{|^%/.test(literal.constant)) return undefined;
  // At the call where it names the key, else where the key is written; a fallback is only seen where it stands beside the environment.
  const at = key.is('identifier') && key.parent.is('arguments') && !isFallback ? key : literal;
  return {
    at: at.range,
    about: literal.range,
    message: isFallback
      ? 'Where the environment sets no key this one is used, and everyone with the code can sign with it.'
      : 'The key is written in the code: everyone who can read it can sign as this program.',
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
