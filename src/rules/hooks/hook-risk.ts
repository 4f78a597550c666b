import type { Range, Severity } from '../../engine/finding.ts';
import { fetchedBy } from '../mcp/fetched.ts';
import { isLoopback } from '../mcp/hosts.ts';
import { launchOf } from '../mcp/launch.ts';
import { installerHostIn } from '../shell/official-installers.ts';
import { shellRisksOf } from '../shell/shell-risk.ts';
import type { HookCommand } from './commands-of.ts';

export type HookRisk = { readonly does: string; readonly severity: Severity; readonly isUnquoted?: boolean };

/** What comes in with a hook and somebody else decides: the names of files, the arguments of a tool, the text of the model. */
const INCOMING =
  /\$(?:\{?(?:CLAUDE_FILE_PATHS?|CLAUDE_TOOL_\w+|TOOL_INPUT\w*|TOOL_\w+|FILE_PATHS?|FILE|file|filePath|CURSOR_\w+|input|INPUT|PROMPT|prompt|cmd|COMMAND|ARGUMENTS)\}?|\((?:jq|cat|echo|python3? -c|node -e)\b[^)]{0,160}\))/g;
const APPROVES =
  /\\?["']?(?:permissionDecision|decision|permission|behavior)\\?["']?\s*:\s*\\?["'](?:allow|approve)\\?["']|\becho\s+["']?(?:approve|allow|yes)["']?\s*(?:$|;|&&)/;
/** What comes in, and a request, within a program that is written into the command. */
const INPUT = /\bsys\.stdin\b|\bprocess\.stdin\b|\/dev\/stdin\b|\bSTDIN\b|\breadFileSync\(0\b/;
const REQUESTS = /\burlopen\(|\b(?:requests|httpx)\.(?:post|put|request)\(|\bfetch\(|\bhttps?\.request\(|\bNet::HTTP\b/;
const EVALUATES =
  /\beval\s+["']?\$|\b(?:ba|z)?sh\s+-c\s+["']?\$(?:\(|\{?[A-Za-z_])|\b(?:cat|jq\b[^|]{0,120}|tee)\s*\|\s*(?:sudo\s+)?(?:ba|z)?sh\b|\|\s*xargs\s+(?:-\S+\s+)*(?:(?:ba|z)?sh\s+-c|eval)/;
/** A script of the repository, found from wherever the tool happens to stand. */
const RELATIVE =
  /^(?:(?:ba|z)?sh|node|python3?|bun|deno run|tsx|npx tsx|ruby|uv run|uv run python)?\s*(?:-\S+\s+)*["']?((?:\.{1,2}\/|\.?[\w-]+\/)[\w./-]*\.(?:sh|js|mjs|cjs|ts|py|rb|ps1|bash)|\.{1,2}\/[\w./-]+)["']?(?:\s|$)/;

/** Programs that look at or tidy code, and that projects have installed anyway. */
const EVERYDAY =
  /^(?:prettier|eslint|stylelint|tsc|typescript|vitest|jest|markdownlint(?:-cli2?)?|@biomejs\/biome|oxlint|dprint|ruff|black|isort|mypy|pyright|basedpyright|ty|flake8|pre-commit|sqlfluff|lint-staged|husky|tsx|ts-node|turbo|nx|knip)$/;

/** What is wrong with a command that an AI tool runs by itself; worst first, at most one. */
export function hookRiskOf({ text, when, isHelper }: HookCommand): HookRisk | undefined {
  const command = text.value.trim().slice(0, 6_000);
  const [shell] = shellRisksOf(command);
  if (shell) return { does: shell.does, severity: shell.severity };
  const host = INPUT.test(command) && REQUESTS.test(command) ? installerHostIn(command) : undefined;
  if (host && !isLoopback(host.replace(/:\d+$/, '')))
    return { does: `sends what it is given to \`${host}\``, severity: 'critical' };
  if (/\bsudo\s/.test(command)) return { does: 'runs with the rights of the administrator', severity: 'high' };
  if (EVALUATES.test(command)) return { does: 'runs as a command what it is given', severity: 'high' };
  if (APPROVES.test(command) && !/\b(?:if|case|grep|test|\[\[?)\b|&&|\|\|/.test(command.split(/\becho\b/)[0] ?? ''))
    return { does: 'answers every question of the agent with yes', severity: 'high' };
  if (isHelper)
    return { does: 'hands out the key of the agent, and runs as soon as the project is opened', severity: 'medium' };
  if (isUnquoted(command))
    return {
      does: 'puts a name that somebody else chooses into a shell line without quotes',
      severity: 'medium',
      isUnquoted: true,
    };
  const fetched = newestOf(command, text.range);
  if (fetched)
    return { does: `fetches and runs whatever version of \`${fetched}\` is newest each time`, severity: 'medium' };
  const script = RELATIVE.exec(command)?.[1];
  if (script && !/^(?:node_modules|\.venv|venv)\//.test(script))
    return {
      does: `runs \`${script.slice(0, 60)}\` from whichever folder the agent stands in`,
      severity: when === 'statusLine' ? 'low' : 'medium',
    };
  return undefined;
}

/** A package that a command downloads anew, without a version; undefined for what is installed, and for everyday formatters. */
function newestOf(command: string, range: Range): string | undefined {
  const words = (command.split(/[|;&<>]/, 1)[0] ?? '').trim().split(/\s+/, 20);
  const [program, ...args] = words.map((value) => ({ value: value.replace(/^["']|["']$/g, ''), range }));
  const launch = launchOf({ command: program, args });
  const fetched = launch && fetchedBy(launch);
  if (!fetched || fetched.isPinned || fetched.isOwn || /[$`]/.test(fetched.name) || EVERYDAY.test(fetched.name))
    return undefined;
  // Without `-y` and a tag, npx starts what the project has installed.
  const isAnew =
    fetched.from !== 'npm' || launch.program !== 'npx' || words.some((word) => /^(?:-y|--yes)$|.@\w+$/.test(word));
  return isAnew ? fetched.name.slice(0, 60) : undefined;
}

/** Whether something incoming stands outside of double quotes, where its blanks and signs are read by the shell. */
function isUnquoted(command: string): boolean {
  for (const { 0: found, index } of command.matchAll(INCOMING)) {
    if (found.startsWith('$(') && !/tool_input|file_path|stdin|transcript|prompt|\.command/.test(found)) continue;
    const before = command.slice(0, index);
    // In an assignment, in a test of two brackets and in single quotes nothing is split.
    if (/(?:^|[\s;&|(])\w+=$|\[\[[^\]]*$|\bcase\s$/.test(before) || isInside(before, "'")) continue;
    if (!isInside(before, '"')) return true;
  }
  return false;
}

function isInside(before: string, quote: string): boolean {
  let inside: string | undefined;
  for (let at = 0; at < before.length; at++) {
    const character = before[at];
    if (character === '\\') at++;
    else if (inside === undefined && (character === '"' || character === "'")) inside = character;
    else if (inside === character) inside = undefined;
  }
  return inside === quote;
}
