import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';

const OPTIONS: readonly (readonly [key: RegExp, value: RegExp])[] = [
  [/^threshold$/, /^(BLOCK_NONE|OFF)$/],
  [/^(safety_mode|safetyMode)$/, /^(NONE|OFF)$/],
  [
    /^(disable_safety_checker|disableSafetyChecker|disable_safety|disableGuardrails|skipModeration|disableModeration|bypassSafety)$/,
    /^true$/,
  ],
  [
    /^(enable_safety_checker|enableSafetyChecker|safety_checker|safe_prompt|safePrompt|contentFilter|enableModeration|enableGuardrails)$/,
    /^(false|null|off|none)$/,
  ],
  [/^(safety_tolerance)$/, /^[56]$/],
];

export default defineRule({
  id: 'ai/model-safety-disabled',
  title: 'Filter of a model switched off',
  severity: 'low',
  confidence: 'likely',
  cwe: [693],
  owasp: ['LLM05:2025', 'LLM09:2025'],
  remedy: "Leave the provider's filter at its default, and lower it only for the one category that the task needs.",
  checks: [
    check({
      nodes: { javascript: ['pair'] },
      problem: ({ MATCH }) => {
        const key = MATCH.key ?? '';
        const value = MATCH.field('value');
        const [, off] = OPTIONS.find(([name]) => name.test(key)) ?? [];
        if (!off?.test(String(value.value ?? value.lastName)) || !isOfModel(MATCH)) return undefined;
        return {
          at: MATCH.range,
          message: `\`${key}\` switches a filter of the provider off: what it would have held back reaches your users.`,
        };
      },
    }),
  ],
});

const isOfModel = (pair: Expression): boolean =>
  /gemini|genai|generative|openai|anthropic|mistral|cohere|replicate|huggingface|@ai-sdk|\bllm\b|HARM_CATEGORY|safetySettings|prompt/i.test(
    pair.names.tree.text,
  ) && !/red-?team|classif(y|ier)|moderation dataset/i.test(pair.names.tree.text.slice(0, 3000));
