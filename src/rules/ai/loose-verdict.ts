import type { Expression } from '../../engine/names/expression.ts';
import { defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'ai/loose-verdict',
  title: 'Verdict of a model read by a word in it',
  severity: 'medium',
  confidence: 'likely',
  cwe: [1426, 20],
  owasp: ['LLM05:2025', 'LLM09:2025'],
  remedy:
    'Ask for structured output with a boolean or one of a few values, compare the whole of it, and take anything else for a no.',
  flows: [
    {
      to: ['verdict'],
      from: ['model'],
      when: isVerdict,
      message: ({ call }: FlowHit) =>
        `\`${shortText(call.callee.object.text)}\` is taken for a yes wherever \`${call.argument(0).constant ?? ''}\` is in it: "no, this is not ${call.argument(0).constant?.toLowerCase() ?? 'so'}" holds it as well, and so does what the text that is judged makes the model say.`,
      reaches: 'It decides here.',
    },
  ],
});

const YES =
  /^\W*(yes|true|allow|allowed|approved?|accept|accepted|safe|valid|ok|okay|pass|passed|grant|granted|correct|legit|clean|authori[sz]ed)\W*$/i;

/** `if (answer.includes('yes'))`, in the condition of what is done then. */
function isVerdict(call: Expression): boolean {
  if (!YES.test(call.argument(0).constant ?? '')) return false;
  let within = call;
  while (within.parent.is('parenthesized_expression', 'binary_expression')) within = within.parent;
  const around = within.parent;
  if (within.is('unary_expression')) return false;
  if (around.is('if_statement', 'ternary_expression'))
    return around.field('condition').start <= call.start && around.field('condition').end >= call.end;
  return around.is('return_statement', 'variable_declarator', 'pair');
}
