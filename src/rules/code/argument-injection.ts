import { defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { opensCheckedAddress } from '../opens-checked-address.ts';
import { isShellCall } from '../shell-call.ts';

export default defineRule({
  id: 'code/argument-injection',
  title: 'Program or argument chosen by foreign text',
  severity: 'high',
  confidence: 'likely',
  cwe: [88, 78],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: 'Start a constant program, put `--` before what comes from outside, and check it against what you expect.',
  yieldsTo: [
    'ai/mcp-server-chosen-outside',
    'ai/mcp-tool-argument',
    'ai/model-output-to-shell',
    'ai/model-output-to-url',
    'ai/package-chosen-by-model',
  ],
  flows: [
    {
      to: ['program'],
      when: (call) => !opensCheckedAddress(call),
      where: (hit) => !isShellCall(hit.call) && (!hit.isInside || isOption(hit)),
      message: ({ at, call, isInside }) =>
        isInside
          ? `\`${shortText(at.text)}\` is an argument of \`${shortText(call.callee.text)}\`: one that begins with \`-\` is read as an option.`
          : `\`${shortText(at.text)}\` decides which program \`${shortText(call.callee.text)}\` starts.`,
      reaches: 'It starts a program here.',
    },
  ],
});

/** Programs for which an argument is as good as a command, and calls through a shell. */
const isOption = ({ call }: FlowHit): boolean =>
  PROGRAMS.test(call.argument(0).constant ?? '') ||
  PROGRAMS.test(call.argument(0).property('cmd').origin.children[0]?.constant ?? '') ||
  /shell\s*:\s*(true|['"])/.test(call.text);

const PROGRAMS =
  /^(\/(usr\/)?bin\/)?(git|hg|svn|curl|wget|tar|find|ssh|rsync|zip|(ba|z|da)?sh|cmd(\.exe)?|powershell|pwsh|env|xargs|npm|npx|node|python3?)$/;
