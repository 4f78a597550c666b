import { DATA } from '../../engine/flow/data.ts';
import { defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/unsafe-module-load',
  title: 'Module chosen by foreign text',
  severity: 'high',
  confidence: 'likely',
  cwe: [706, 95, 829],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: "Choose from a table of modules: `const load = { csv: () => import('./csv.js') }[name]`.",
  yieldsTo: ['ai/mcp-tool-argument', 'ai/model-output-to-code', 'ai/unsafe-model-load'],
  flows: [
    {
      to: ['module'],
      where: (hit) => !isOfBundle(hit),
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` decides which file \`${shortText(call.is('assignment_expression') ? call.field('left').text : call.callee.text)}\` runs.`,
      reaches: 'The file it names is run here.',
    },
  ],
});

/** In a page, `import(`./examples/${name}.vue`)`: a bundler makes a table of the files there are, and nothing else is found. */
const isOfBundle = ({ data, call, kinds }: FlowHit): boolean =>
  kinds === DATA.browser &&
  call.callee.is('import') &&
  /^`(?:\.{1,2}|[@~]|\$lib)\/(?:[\w.@-]+\/)*[\w.-]*\$\{[^{}]*\}[\w./-]*\.\w+(?:\?\w+)?`$/.test(data.origin.text);
