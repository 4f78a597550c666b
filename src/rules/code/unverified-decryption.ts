import { check, defineRule } from '../../engine/rule.ts';
import { valuesOf } from '../values-of.ts';

const AUTHENTICATED = /-(gcm|ccm|ocb)$|^chacha20-poly1305$/i;

export default defineRule({
  id: 'code/unverified-decryption',
  title: 'Decrypted without checking that it is genuine',
  severity: 'medium',
  confidence: 'likely',
  cwe: [310, 325, 354],
  owasp: ['A02:2021', 'A04:2025'],
  remedy: 'Call `setAuthTag(tag)` before and `final()` after `update`, and give `authTagLength: 16`.',
  checks: [
    check({
      patterns: { javascript: ['crypto.createDecipheriv($ALGORITHM, $KEY, $IV, ...)'] },
      problem: ({ ALGORITHM, MATCH }) => {
        const algorithm = valuesOf(ALGORITHM)
          .map(({ constant }) => constant ?? '')
          .find((name) => AUTHENTICATED.test(name));
        if (algorithm === undefined) return undefined;
        const scope = MATCH.enclosingFunction.exists ? MATCH.enclosingFunction.text : MATCH.names.tree.text;
        const lack = !/\.final\(|pipeline\(|\.pipe\(/.test(scope)
          ? '`final()` is never called, which is what checks the tag'
          : /\.setAuthTag\(/.test(scope)
            ? MATCH.argument(3).exists ||
              !/-gcm$/i.test(algorithm) ||
              /\.length\s*!==?\s*16|byteLength\s*!==?\s*16/.test(scope)
              ? undefined
              : '`authTagLength` is not given, so a tag of four bytes is accepted as well'
            : '`setAuthTag` is never called, so nothing is checked';
        if (lack === undefined) return undefined;
        const isLengthOnly = lack.startsWith('`authTagLength');
        return {
          at: MATCH.callee.range,
          message: `The text may have been changed by somebody: ${lack}.`,
          fixes:
            isLengthOnly && MATCH.arguments.length === 3
              ? [
                  {
                    title: 'Ask for the whole tag',
                    safety: 'review',
                    edits: [
                      { start: MATCH.argument(2).end, end: MATCH.argument(2).end, text: ', { authTagLength: 16 }' },
                    ],
                  },
                ]
              : [],
        };
      },
    }),
  ],
});
