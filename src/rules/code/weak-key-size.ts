import { replaceWith } from '../../engine/fix.ts';
import { check, defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'code/weak-key-size',
  title: 'Key too short to hold',
  severity: 'medium',
  confidence: 'certain',
  cwe: [326],
  owasp: ['A02:2021', 'A04:2025'],
  remedy: 'Make RSA keys of 3072 bits (2048 at least), or use Ed25519 or P-256.',
  checks: [
    check({
      patterns: {
        javascript: [
          'crypto.generateKeyPair($TYPE, $OPTIONS, ...)',
          'crypto.generateKeyPairSync($TYPE, $OPTIONS)',
          'crypto.subtle.generateKey($OPTIONS, ...)',
          '"node-rsa"($OPTIONS, ...)',
          'new "node-rsa"($OPTIONS, ...)',
        ],
      },
      problem: ({ OPTIONS, MATCH }) => {
        const bits = OPTIONS.property('b').exists ? OPTIONS.property('b') : OPTIONS.property('modulusLength');
        if (typeof bits.value !== 'number' || bits.value >= 2048) return undefined;
        const isHere = bits.start >= MATCH.start && bits.end <= MATCH.end;
        return {
          at: (isHere ? bits : MATCH.callee).range,
          message: `${String(bits.value)} bits can be factored by whoever wants to pay for it.`,
          fixes: bits.is('number') ? [replaceWith(bits, '3072', 'Use 3072 bits', 'review')] : [],
        };
      },
    }),
    check({
      patterns: {
        javascript: [
          'crypto.createECDH($CURVE)',
          'crypto.generateKeyPair("ec", $CURVE, ...)',
          'crypto.generateKeyPairSync("ec", $CURVE)',
        ],
      },
      problem: ({ CURVE }) => {
        const curve =
          CURVE.is('object', 'identifier') && CURVE.property('namedCurve').exists
            ? CURVE.property('namedCurve')
            : CURVE;
        return /^(secp(112|128|160|192)\w*|prime192v\d|sect(113|131|163|193)\w*)$/.test(curve.constant ?? '')
          ? {
              at: curve.range,
              message: `\`${curve.constant ?? ''}\` is a curve of fewer than 224 bits, which is too few.`,
            }
          : undefined;
      },
    }),
  ],
});
