import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/unsafe-module-load',
  title: 'Module chosen by foreign text',
  severity: 'high',
  confidence: 'likely',
  cwe: [706, 95, 829],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: "Choose from a table of modules: `const load = { csv: () => import('./csv.js') }[name]`.",
  flows: [
    {
      to: ['module'],
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` decides which file \`${shortText(call.is('assignment_expression') ? call.field('left').text : call.callee.text)}\` runs.`,
      reaches: 'The file it names is run here.',
    },
  ],
});
