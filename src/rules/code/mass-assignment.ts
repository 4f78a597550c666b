import type { Expression } from '../../engine/names/expression.ts';
import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/mass-assignment',
  title: 'Whole body written to a record',
  severity: 'high',
  confidence: 'likely',
  cwe: [915],
  owasp: ['A08:2021', 'A08:2025'],
  remedy: 'Take the members you expect by name: `const { name, email } = req.body`.',
  flows: [
    {
      to: ['assign'],
      from: ['whole'],
      when: (call) => isRecord(call),
      where: ({ isInside, isJoined }) => !isInside && !isJoined,
      message: ({ at, call }) =>
        `Every member of \`${shortText(at.text)}\` is written by \`${shortText(call.callee.text)}\`: one named \`role\` or \`isAdmin\` as well.`,
      reaches: 'Every member is written to the record.',
    },
  ],
});

const isRecord = (call: Expression): boolean =>
  /^[A-Z]\w*$|prisma|\bdb\b|collection|model|repository|knex|Model$|Repository$/.test(call.callee.object.text) &&
  !/^(Object|Array|Promise|JSON|Buffer|Reflect|Map|Set|URL)$/.test(call.callee.object.text);
