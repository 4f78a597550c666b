import { HARM } from '../../engine/flow/data.ts';
import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/type-confusion',
  title: 'Text that may be a list',
  severity: 'medium',
  confidence: 'possible',
  cwe: [843, 1287],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: "Check `typeof value === 'string'` first, or read it with a schema.",
  flows: [
    {
      to: ['shape'],
      from: ['structured'],
      where: ({ isJoined, call, flow, at }) =>
        !isJoined &&
        /^(includes|indexOf|startsWith|endsWith)$/.test(call.callee.lastName) &&
        (flow.guards.removedAt(call.node, at.node) & HARM.nosql) === 0,
      message: ({ at }) =>
        `\`${shortText(at.text)}\` may be a list: \`?x=a&x=b\` makes it one, and this test then looks at its elements.`,
      reaches: 'It is tested as if it were text.',
      confidence: 'possible',
    },
  ],
});
