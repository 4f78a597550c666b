import type { Fix } from '../../engine/finding.ts';
import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { agentFileIn } from '../agent-file-in.ts';
import { agentFileOf } from '../agent-files.ts';
import { type HookCommand, hookCommandsOf } from '../hooks/commands-of.ts';
import { type HookRisk, hookRiskOf } from '../hooks/hook-risk.ts';

/** Tools that run hooks in the folder where they were started; the others document paths from the root or from the file. */
const STANDS_ANYWHERE = /^(?:Claude Code|Gemini CLI|Qwen Code)$/;

export default defineTextRule({
  id: 'agent/hook-command',
  title: 'Dangerous hook of an AI tool',
  severity: 'high',
  confidence: 'likely',
  cwe: [78, 94, 829, 862, 200],
  owasp: ['LLM03:2025', 'ASI05:2026', 'ASI04:2026'],
  remedy:
    'Let the hook run a script that the team has read, by its full path, with every variable in quotes and without the network.',
  when: ({ path, kind }) => kind === 'json' || agentFileOf(path) !== undefined,
  look: (file) =>
    /^(?:settings|hooks|skill|plugin)$/.test(agentFileIn(file)?.sort ?? '')
      ? hookCommandsOf(file).map((command) => toProblem(command, file))
      : [],
});

function toProblem(command: HookCommand, file: TextFile): Problem {
  const name = shortText(command.when);
  const risk = hookRiskOf(command);
  // Every command of a repository's hooks is worth a reader's look; it is told to those who ask for it.
  if (!risk)
    return {
      at: command.text.range,
      message: `\`${name}\` runs a command of this repository by itself.`,
      severity: 'low',
      confidence: 'possible',
    };
  return {
    at: command.text.range,
    message: `The command of \`${name}\` ${risk.does}.`,
    severity: risk.severity,
    ...(risk.does.startsWith('runs `') &&
      !STANDS_ANYWHERE.test(agentFileIn(file)?.tool ?? '') && { confidence: 'possible' }),
    fixes: fixesOf(command, risk, file),
  };
}

function fixesOf({ text }: HookCommand, risk: HookRisk, { path, kind, text: whole }: TextFile): readonly Fix[] {
  if (kind !== 'json' || agentFileOf(path)?.tool !== 'Claude Code') return [];
  if (whole.slice(text.range.start, text.range.end) !== JSON.stringify(text.value)) return [];
  const script = /^(?:\.\/)?(\.claude\/[\w./-]+)((?:\s[\s\S]*)?)$/.exec(text.value);
  if (script && risk.does.startsWith('runs `'))
    return [
      {
        title: 'Name the script by its full path',
        safety: 'review',
        edits: [{ ...text.range, text: JSON.stringify(`"$CLAUDE_PROJECT_DIR"/${script[1]}${script[2]}`) }],
      },
    ];
  if (!risk.isUnquoted || /["']/.test(text.value)) return [];
  const quoted = text.value.replace(/\$(?:\{\w+\}|\w+)/g, '"$&"');
  return [
    { title: 'Put the variable in quotes', safety: 'review', edits: [{ ...text.range, text: JSON.stringify(quoted) }] },
  ];
}
