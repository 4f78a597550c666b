import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/unsafe-dynamic-call',
  title: 'Function chosen by foreign text',
  severity: 'high',
  confidence: 'likely',
  cwe: [470, 94],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: 'Look the function up in a `Map`, or check the name with `Object.hasOwn(table, name)` first.',
  yieldsTo: ['ai/unchecked-tool-call'],
  flows: [
    {
      to: ['dispatch'],
      from: ['user', 'browser', 'userParameter'],
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` decides which function of \`${shortText(call.callee.object.text)}\` is called: inherited ones such as \`constructor\` as well.`,
      reaches: 'It names the function that is called.',
    },
  ],
});
