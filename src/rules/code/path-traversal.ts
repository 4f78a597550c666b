import type { Expression } from '../../engine/names/expression.ts';
import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/path-traversal',
  title: 'Path chosen by the sender',
  severity: 'high',
  confidence: 'likely',
  cwe: [22, 73, 706],
  owasp: ['A01:2021', 'A01:2025'],
  remedy:
    'Take only the last part with `path.basename`, or resolve the path and check that it begins with the folder it must stay in.',
  yieldsTo: ['code/unsafe-upload-name', 'ai/mcp-tool-argument', 'ai/model-output-to-path', 'ai/unsafe-model-load'],
  flows: [
    {
      to: ['path'],
      from: ['user', 'browser', 'uploadName', 'parameter', 'userParameter'],
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` decides which file \`${shortText(call.callee.text)}\` touches: \`../\` in it leads out of the folder.`,
      // What an upload holds is no path, whatever opens it.
      where: ({ at, call }) => !hasRoot(call) && !/\.buffer$/.test(at.text),
      reaches: 'It names a file here.',
    },
    {
      // Put together here, used elsewhere: told where nothing near looks at the result.
      to: ['join'],
      from: ['user'],
      where: ({ call }) => !CHECKED.test(call.enclosingFunction.text),
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` is joined into a path by \`${shortText(call.callee.text)}\`: \`../\` in it leads out of the folder.`,
      reaches: 'It becomes part of a path here.',
    },
  ],
});

/** `res.sendFile(name, { root })` stays below the root. */
const hasRoot = (call: Expression): boolean =>
  call.arguments.some((argument) => argument.property('root').exists || /\broot\b/.test(argument.origin.text));

const CHECKED =
  /(starts|begins)With\(|path\.relative|\.includes\(\s*['"`]\.\.|indexOf\(\s*['"`]\.\.|indexOf\([^)]*\)\s*[!=]==?\s*0|replace\([^)]*\\\.\\\.|is(Sub|Inside|Within|Safe|Path|Valid)\w*\(/;
