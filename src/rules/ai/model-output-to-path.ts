import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { isCheckedPath } from '../checked-path.ts';

export default defineRule({
  id: 'ai/model-output-to-path',
  title: 'Path chosen by a model',
  severity: 'high',
  confidence: 'likely',
  cwe: [22, 73],
  owasp: ['LLM05:2025', 'LLM06:2025', 'ASI02:2026'],
  remedy:
    'Resolve the path and check that it begins with the one folder the model may work in, before the file is touched.',
  flows: [
    {
      to: ['path'],
      from: ['model'],
      where: ({ call }) => !isCheckedPath(call),
      message: ({ at, call, what }) =>
        `\`${shortText(at.text)}\` is ${what} and decides which file \`${shortText(call.callee.text)}\` touches: \`../\` in it leads out of the folder.`,
      reaches: 'It names a file here.',
    },
  ],
});
