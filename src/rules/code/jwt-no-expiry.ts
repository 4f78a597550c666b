import { setProperty } from '../../engine/fix.ts';
import { check, defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'code/jwt-no-expiry',
  title: 'Token that never ends',
  severity: 'medium',
  confidence: 'likely',
  cwe: [613],
  owasp: ['A07:2021', 'A07:2025'],
  remedy: "Give it an end, `{ expiresIn: '15m' }`, and renew it with a refresh token that you can take back.",
  checks: [
    check({
      patterns: {
        javascript: [
          'jsonwebtoken.sign($PAYLOAD, $KEY)',
          'jsonwebtoken.sign($PAYLOAD, $KEY, $OPTIONS)',
          'jsonwebtoken.sign($PAYLOAD, $KEY, $OPTIONS, $DONE)',
        ],
      },
      problem: ({ PAYLOAD, OPTIONS, MATCH }) => {
        // What cannot be seen from here may hold it.
        if (!PAYLOAD.isClosedObject || PAYLOAD.property('exp').exists) return undefined;
        const options = OPTIONS.origin.is('arrow_function', 'function_expression') ? undefined : OPTIONS;
        if (options?.exists && (!options.isClosedObject || options.property('expiresIn').exists)) return undefined;
        const last = MATCH.argument(1);
        return {
          at: MATCH.callee.range,
          message: 'This token is accepted for ever: once it has been copied, nothing but a new key ends it.',
          fixes: options?.exists
            ? [setProperty(options, 'expiresIn', "'15m'", 'End it after 15 minutes', 'review')].filter(() =>
                options.is('object'),
              )
            : [
                {
                  title: 'End it after 15 minutes',
                  safety: 'review',
                  edits: [{ start: last.end, end: last.end, text: ", { expiresIn: '15m' }" }],
                },
              ],
        };
      },
    }),
  ],
});
