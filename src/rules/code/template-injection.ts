import type { Expression } from '../../engine/names/expression.ts';
import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

/** Vue compiles its templates where the page is. */
const isOfVue = (call: Expression): boolean => /^vue\b/i.test(call.callee.name ?? call.callee.text);

export default defineRule({
  id: 'code/template-injection',
  title: 'Template made of foreign text',
  severity: 'critical',
  confidence: 'likely',
  cwe: [1336, 94],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: "Keep the template's text in a file of your own, and give what the sender wrote as data.",
  yieldsTo: ['ai/mcp-tool-argument', 'ai/model-output-to-code'],
  flows: [
    {
      to: ['template'],
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` is compiled as a template by \`${shortText(call.callee.text)}\`: an expression in it runs ${isOfVue(call) ? 'as a script of the page' : 'on the server'}.`,
      reaches: 'It is compiled as a template here.',
    },
    {
      to: ['locals'],
      from: ['user'],
      where: ({ isInside, isJoined }) => !isInside && !isJoined,
      message: ({ at }) =>
        `All of \`${shortText(at.text)}\` is given to the template: options of the engine among its members (\`settings\`, \`layout\`) run code or read files.`,
      reaches: 'Its members become options of the template engine.',
    },
  ],
});
