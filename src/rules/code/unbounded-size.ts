import type { Fix } from '../../engine/finding.ts';
import { removeFromList, setProperty } from '../../engine/fix.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { UNPACKS } from '../../models/zlib.ts';

export default defineRule({
  id: 'code/unbounded-size',
  title: 'Size chosen by the sender',
  severity: 'medium',
  confidence: 'likely',
  cwe: [770, 400, 409],
  owasp: ['A04:2021', 'A06:2025'],
  remedy: 'Give it an upper limit: `Math.min(Number(value), 1000)`, and `maxOutputLength` where something is unpacked.',
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
      where: ({ call }) => !isUnpacking(call),
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` decides how much \`${shortText(call.callee.text)}\` takes: one large number exhausts the process.`,
      reaches: 'It decides how much is taken here.',
    },
    {
      to: ['size'],
      from: ['user'],
      when: (call) => isUnpacking(call),
      where: ({ call }) => isUnbounded(call),
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` is unpacked by \`${shortText(call.callee.text)}\` however long it becomes: a few kilobytes may be gigabytes.`,
      reaches: 'It is unpacked here.',
      fix: ({ call }) => boundFixes(call),
    },
  ],
});

const isUnpacking = ({ callee }: Expression): boolean => UNPACKS.includes(callee.name ?? '');

/** What is not written here may hold a limit. */
const isUnbounded = ({ arguments: [, options] }: Expression): boolean =>
  options === undefined ||
  options.is('arrow_function', 'function_expression') ||
  (options.isClosedObject && !options.property('maxOutputLength').exists);

const LIMIT = { title: 'Unpack no more than 10 MB', key: 'maxOutputLength', value: '10_000_000' };

function boundFixes({ arguments: [data, options] }: Expression): readonly Fix[] {
  if (options?.is('object')) return [setProperty(options, LIMIT.key, LIMIT.value, LIMIT.title, 'review')];
  if (!data || (options && !options.is('arrow_function', 'function_expression'))) return [];
  const text = `, { ${LIMIT.key}: ${LIMIT.value} }`;
  return [{ title: LIMIT.title, safety: 'review', edits: [{ start: data.end, end: data.end, text }] }];
}
