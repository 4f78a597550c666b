import type { TextFile } from '../engine/text/text-rule.ts';
import { type AgentFile, agentFileOf } from './agent-files.ts';

/** Words that only the configuration of one tool has: teams keep copies and templates of it under any name. */
const MARKS: readonly (readonly [kind: TextFile['kind'], mark: RegExp, file: AgentFile])[] = [
  [
    'json',
    /"(?:PreToolUse|PostToolUse|UserPromptSubmit|SubagentStop|SessionStart|enableAllProjectMcpServers|bypassPermissions|apiKeyHelper)"\s*[:,}\]]|"allow"\s*:\s*\[[^\]]{0,400}"Bash(?:\(|")/,
    { tool: 'Claude Code', sort: 'settings' },
  ],
  ['toml', /^\s*(?:approval_policy|sandbox_mode)\s*=/m, { tool: 'Codex', sort: 'settings' }],
];

/** Which AI tool reads a file, by its path or, for configurations under another name, by what it says. */
export function agentFileIn({ path, kind, text }: TextFile): AgentFile | undefined {
  const known = agentFileOf(path);
  if (known || (kind !== 'json' && kind !== 'toml')) return known;
  const head = text.slice(0, 100_000);
  return MARKS.find(([of, mark]) => of === kind && mark.test(head))?.[2];
}
