import type { Problem } from '../../engine/rule.ts';
import type { TextFile } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import { readConfig } from '../config/read-config.ts';
import { openingsOf } from '../devcontainer/openings.ts';

/** Options with which an agent is started that asks nobody, with the programs that have them where the name alone says too little. */
const FLAGS: readonly (readonly [flag: RegExp, program?: RegExp])[] = [
  [/--(?:allow-)?dangerously-skip-permissions\b/g],
  [/--dangerously-bypass-approvals-and-sandbox\b/g],
  [/--dangerously-allow-all\b/g],
  [/--dangerously-auto-approve(?:-everything)?\b/g],
  [/--trust-all-tools\b/g],
  [/--allow-all-tools\b/g],
  [/--skip-permissions-unsafe\b/g],
  [/--permission-mode[= ]["']?bypassPermissions\b/g],
  [/--approval-mode[= ]["']?(?:yolo|full-auto)\b/g],
  [/--ask-for-approval[= ]["']?never\b(?=.{0,120}danger-full-access)/g],
  [/--sandbox[= ]["']?danger-full-access\b/g],
  [/--yolo\b/g, /\b(?:gemini|codex|qwen|crush|claude|kimi|copilot|cursor-agent|droid|aider|cline|roo|goose|agent)\b/],
  [/--yes-always\b/g, /\baider\b/],
  [/(?<=\s)--force\b/g, /\bcursor-agent\b/],
];

const SOME =
  /--(?:allow-)?dangerously|--trust-all|--allow-all-tools|--yolo|--yes-always|bypassPermissions|--approval-mode|danger-full-access|cursor-agent|--skip-permissions-unsafe/;
const WARNS =
  /\b(?:never|don['’]?t|do not|not|avoid|without|instead of|must not|forbid\w*|disallow\w*|refus\w*|reject\w*|block\w*|deny|denied|warn\w*|danger(?:ous)?\b|unsafe|risk\w*|only (?:in|inside|within) (?:a )?(?:sandbox|container|vm|docker))/i;

/** Commands and their options: scripts, tasks, workflows, and what instructions tell an agent to run. */
export const mayHoldFlags = ({ path, kind }: Pick<TextFile, 'path' | 'kind'>): boolean =>
  !/\.lock\.ya?ml$/.test(path) &&
  (kind === 'shell' ||
    kind === 'dockerfile' ||
    kind === 'yaml' ||
    (kind === 'json' && /(?:^|[\\/])(?:package|deno|composer)\.jsonc?$/.test(path)) ||
    agentFileOf(path) !== undefined);

/** Where an agent is started with such an option. */
export function bypassFlagsIn(file: TextFile): Problem[] {
  const { text, path, kind } = file;
  if (!SOME.test(text)) return [];
  const isWorkflow = agentFileOf(path)?.sort === 'workflow' || /(?:^|[\\/])\.(?:gitlab-ci|circleci)/.test(path);
  // A container that keeps what is in it is the cage itself; a workflow runs on a machine that is thrown away, but has its secrets.
  const isCage =
    kind === 'dockerfile' || (agentFileOf(path)?.sort === 'devcontainer' && openingsOf(readConfig(file)).length === 0);
  const problems: Problem[] = [];
  for (const [flag, program] of FLAGS)
    for (const { 0: found, index } of text.matchAll(flag)) {
      // What a text repeats is told once.
      if ((kind === 'markdown' || kind === 'shell') && problems.some(({ message }) => message.includes(`\`${found}\``)))
        break;
      const line = lineAround(text, index);
      if (program && !program.test(line.before)) continue;
      if (isComment(line.before, kind) || (kind === 'markdown' && (WARNS.test(line.before) || WARNS.test(line.after))))
        continue;
      problems.push({
        at: { start: index, end: index + found.length },
        message: `\`${found}\` starts an agent that runs every command without asking.`,
        ...(isWorkflow || kind === 'markdown' ? { severity: 'medium', confidence: 'likely' } : {}),
        ...(isCage && { severity: 'low', confidence: 'possible' }),
      } as Problem);
    }
  return problems;
}

function lineAround(text: string, at: number): { readonly before: string; readonly after: string } {
  const start = Math.max(text.lastIndexOf('\n', at) + 1, at - 400);
  const end = text.indexOf('\n', at);
  return {
    before: text.slice(start, at),
    after: text.slice(at, Math.min(end < 0 ? text.length : end, at + 300)).replace(/^--\S+/, ''),
  };
}

const isComment = (before: string, kind: TextFile['kind']): boolean =>
  /^\s*(?:#|echo\b|printf\b)/.test(before) ? kind !== 'markdown' : /^\s*\/\//.test(before);
