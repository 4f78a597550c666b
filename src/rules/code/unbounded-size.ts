import { removeFromList } from '../../engine/fix.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/unbounded-size',
  title: 'Size chosen by the sender',
  severity: 'medium',
  confidence: 'likely',
  cwe: [770, 400],
  owasp: ['A04:2021', 'A06:2025'],
  remedy: 'Give it an upper limit: `Math.min(Number(value), 1000)`.',
  checks: [
    check({
      patterns: {
        javascript: [
          'new ajv($OPTIONS)',
          'new "ajv/dist/2020"($OPTIONS)',
          'new "ajv/dist/2019"($OPTIONS)',
          'ajv($OPTIONS)',
          'new Ajv($OPTIONS)',
        ],
      },
      problem: ({ OPTIONS, MATCH }) => {
        const all = OPTIONS.property('allErrors');
        if (all.value !== true) return undefined;
        const isHere = all.start >= MATCH.start && all.end <= MATCH.end;
        return {
          at: (isHere ? all.parent : MATCH.callee).range,
          message:
            'With `allErrors` a large wrong input is checked to its end, and makes as many error objects as it has mistakes.',
          fixes: isHere ? [removeFromList(all.parent, 'Stop at the first error', 'review')] : [],
        };
      },
    }),
  ],
  flows: [
    {
      to: ['size'],
      from: ['user'],
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` decides how much \`${shortText(call.callee.text)}\` takes: one large number exhausts the process.`,
      reaches: 'It decides how much is taken here.',
    },
  ],
});
