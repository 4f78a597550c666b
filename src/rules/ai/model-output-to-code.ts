import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'ai/model-output-to-code',
  title: 'Text of a model run as code',
  severity: 'critical',
  confidence: 'likely',
  cwe: [94, 95],
  owasp: ['LLM05:2025', 'ASI05:2026'],
  remedy:
    'Give the model a tool with typed arguments in place of a programming language; run what must be run in a sandbox on another machine.',
  insteadOf: ['code/code-injection', 'code/unsafe-module-load', 'code/template-injection', 'code/broken-sandbox'],
  flows: [
    {
      to: ['code', 'module', 'template'],
      from: ['model'],
      when: (call) => !SANDBOX.test(call.callee.name ?? ''),
      message: ({ at, call, what }) =>
        `\`${shortText(at.text)}\` is ${what} and is run as code by \`${shortText(call.is('call_expression', 'new_expression') ? call.callee.text : call.field('left').text)}\`: whoever gets text into the prompt runs programs here.`,
      reaches: 'It is run as code here.',
    },
  ],
});

/** What holds: another engine, or another machine. */
const SANDBOX = /^(isolated-vm|ses|quickjs-emscripten|@e2b|e2b|mathjs)\b|^Compartment/;
