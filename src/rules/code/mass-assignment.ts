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

/** A model, a table, or a record that is saved afterwards. */
function isRecord(call: Expression): boolean {
  const { text } = call.callee.object;
  if (text === 'Object')
    return call.argument(0).is('identifier', 'member_expression') && /\.save\(/.test(call.enclosingFunction.text);
  if (/^(Array|Promise|JSON|Buffer|Reflect|Map|Set|URL)$/.test(text)) return false;
  return /^[A-Z]\w*$|prisma|\bdb\b|collection|model|repository|knex|Model$|Repository$/.test(text);
}
