import { check, defineRule } from '../../engine/rule.ts';

const BROKEN = /^(des|des3|des-|rc4|rc2|bf|blowfish|cast|idea|seed)|-ecb$/i;

export default defineRule({
  id: 'code/weak-cipher',
  title: 'Cipher that can be broken',
  severity: 'high',
  confidence: 'likely',
  cwe: [327, 326],
  owasp: ['A02:2021', 'A04:2025'],
  remedy:
    'Use AES-256-GCM with a fresh random nonce for every message; RSA keys of 3072 bits or elliptic curves; TLS 1.2 or later.',
  checks: [
    check({
      patterns: { javascript: ['crypto.createCipheriv($ALGORITHM, ...)', 'crypto.createDecipheriv($ALGORITHM, ...)'] },
      where: ({ ALGORITHM }) => BROKEN.test(ALGORITHM.constant ?? ''),
      at: ({ ALGORITHM }) => ALGORITHM.range,
      message: ({ ALGORITHM }) =>
        /ecb$/i.test(ALGORITHM.constant ?? '')
          ? `\`${ALGORITHM.constant}\` turns equal blocks into equal blocks, so the pattern of the text stays visible.`
          : `\`${ALGORITHM.constant}\` is broken: its keys or blocks are too small for today's machines.`,
    }),
    check({
      patterns: { javascript: ['crypto.createCipher($ALGORITHM, ...)', 'crypto.createDecipher($ALGORITHM, ...)'] },
      at: ({ MATCH }) => MATCH.callee.range,
      message: ({ MATCH }) =>
        `\`${MATCH.callee.text}\` makes key and IV from the password with one round of MD5, always the same ones.`,
      confidence: 'certain',
    }),
    check({
      patterns: {
        javascript: [
          '"crypto-js".DES.encrypt(...)',
          '"crypto-js".TripleDES.encrypt(...)',
          '"crypto-js".RC4.encrypt(...)',
          '"crypto-js".Rabbit.encrypt(...)',
          '"crypto-js".DES.decrypt(...)',
          '"crypto-js".RC4.decrypt(...)',
        ],
      },
      at: ({ MATCH }) => MATCH.callee.range,
      message: ({ MATCH }) =>
        `\`${MATCH.callee.object.lastName}\` is broken: its keys or blocks are too small for today's machines.`,
    }),
    check({
      patterns: { javascript: ['"crypto-js".mode.ECB'] },
      message: ({ MATCH }) =>
        `\`${MATCH.text}\` turns equal blocks into equal blocks, so the pattern of the text stays visible.`,
    }),
  ],
});
