import { defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { isShellCall } from '../shell-call.ts';

export default defineRule({
  id: 'ai/model-output-to-shell',
  title: 'Text of a model run as a command',
  severity: 'critical',
  confidence: 'likely',
  cwe: [78, 77],
  owasp: ['LLM05:2025', 'LLM06:2025', 'ASI05:2026'],
  remedy:
    'Let the model choose from a fixed list of commands, call the program without a shell, and have a person confirm what changes something.',
  yieldsTo: ['ai/package-chosen-by-model'],
  flows: [
    {
      to: ['shell', 'program'],
      from: ['model'],
      when: ({ callee }) => callee.lastName !== 'openExternal' && !/ClientTransport$/.test(callee.lastName),
      where: (hit) => hit.harm === 'shell' || isShellCall(hit.call) || !hit.isInside || isScript(hit),
      message: ({ at, call, what }) =>
        `\`${shortText(at.text)}\` is ${what} and becomes a command of \`${shortText(call.callee.text)}\`: whoever gets text into the prompt runs commands here.`,
      reaches: 'It is run as a command here.',
    },
  ],
});

/** An argument that is itself a program: `node -e`, `python3 -c`. */
const isScript = ({ call }: FlowHit): boolean =>
  /^(node|deno|bun|python3?|ruby|perl|php|osascript)$/.test(call.argument(0).constant ?? '') &&
  /['"](-e|-c|-r|-p|--eval|eval)['"]/.test(call.text);
