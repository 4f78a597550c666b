import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { goesToModel } from '../prompt-text.ts';

export default defineRule({
  id: 'ai/personal-data-in-prompt',
  title: 'Personal data sent to a model',
  severity: 'medium',
  confidence: 'likely',
  cwe: [359, 200],
  owasp: ['LLM02:2025'],
  remedy:
    'Send only the fields the task needs, and replace names, numbers and addresses by placeholders that you fill in again afterwards.',
  flows: [
    {
      to: ['system', 'prompt'],
      when: goesToModel,
      from: ['personal'],
      // Where the prompt is put together, if that is in the same function: there it is left out.
      at: ({ at, source }) =>
        at.is('identifier') &&
        source.is('member_expression') &&
        source.parent.is('template_substitution', 'binary_expression') &&
        at.enclosingFunction.node === source.enclosingFunction.node
          ? source
          : at,
      message: ({ at, source }) => {
        const name = source.text.length < 50 && !source.text.includes('\n') ? source.text : at.text;
        return `\`${shortText(name)}\` is personal data and is sent to the provider of the model as part of the prompt.`;
      },
      reaches: 'It becomes part of the prompt here.',
      confidence: 'likely',
    },
  ],
});
