import { replaceWith } from '../../engine/fix.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';

const BROKEN = /^(md4|md5|sha-?1|ripemd(160)?|rsa-(md5|sha-?1))$/i;

/** Where a fast, short fingerprint is all that is asked for, and nobody gains by a second text with the same one. */
const HARMLESS_USE =
  /etag|cache|checksum|fingerprint|gravatar|avatar|revision|dedup|bucket|shard|color|colour|content-?md5/i;

/** Protocols that fix the algorithm: the handshake of WebSocket (RFC 6455), HTTP digest authentication (RFC 7616), the list of leaked passwords. */
const DEMANDED = /258EAFA5-E914-47DA-95CA-C5AB0DC85B11|sec-websocket-accept|digest realm|qop=auth|pwnedpasswords/i;

const MESSAGE = (what: string) => `${what} is broken: two inputs with the same hash can be made to order.`;

export default defineRule({
  id: 'code/weak-hash',
  title: 'Broken hash function',
  severity: 'medium',
  confidence: 'likely',
  cwe: [327, 328],
  owasp: ['A02:2021', 'A04:2025'],
  remedy: 'Use SHA-256 or better; for passwords use a password hash such as scrypt or Argon2.',
  yieldsTo: ['code/weak-password-storage'],
  checks: [
    check({
      patterns: { javascript: ['crypto.subtle.digest($ALGORITHM, ...)'] },
      problem: ({ ALGORITHM, MATCH }) => {
        const name = ALGORITHM.property('name').exists ? ALGORITHM.property('name') : ALGORITHM;
        if (!BROKEN.test(name.constant ?? '') || isHarmless(MATCH)) return undefined;
        return {
          at: name.range,
          message: MESSAGE(`\`${name.constant}\``),
          fixes: name.is('string') ? [replaceWith(name, "'SHA-256'", 'Use SHA-256', 'review')] : [],
        };
      },
    }),
    check({
      patterns: {
        javascript: [
          'md5($TEXT)',
          'sha1($TEXT)',
          '"blueimp-md5"($TEXT)',
          '"js-md5"($TEXT)',
          '"js-sha1"($TEXT)',
          '"crypto-js".MD5($TEXT)',
          '"crypto-js".SHA1($TEXT)',
          '"crypto-js".HmacMD5($TEXT, $KEY)',
          '"crypto-js".HmacSHA1($TEXT, $KEY)',
          '"crypto-js/md5"($TEXT)',
          '"crypto-js/sha1"($TEXT)',
        ],
      },
      where: ({ MATCH }) => !isHarmless(MATCH),
      at: ({ MATCH }) => MATCH.callee.range,
      message: ({ MATCH }) => MESSAGE(`\`${MATCH.callee.text}\``),
    }),
    check({
      patterns: {
        javascript: [
          'crypto.createHash($ALGORITHM, ...)',
          'crypto.createHmac($ALGORITHM, ...)',
          'crypto.hash($ALGORITHM, ...)',
        ],
      },
      where: ({ ALGORITHM, MATCH }) => BROKEN.test(ALGORITHM.constant ?? '') && !isHarmless(MATCH),
      at: ({ ALGORITHM }) => ALGORITHM.range,
      message: ({ ALGORITHM }) => MESSAGE(`\`${ALGORITHM.constant}\``),
      fix: ({ ALGORITHM }) => replaceWith(ALGORITHM, "'sha256'", 'Use SHA-256', 'review'),
    }),
  ],
});

const isHarmless = (call: Expression): boolean =>
  call.names.says(DEMANDED) || HARMLESS_USE.test(`${call.target} ${call.enclosingFunction.field('name').text}`);
