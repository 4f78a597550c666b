import type { Severity } from '../../engine/finding.ts';
import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import {
  allMembers,
  asText,
  type ConfigMember,
  type ConfigNode,
  itemsOf,
  memberOf,
  membersOf,
  textOf,
  textsOf,
  valueAt,
} from '../config/config-node.ts';
import { changed } from '../config/edits.ts';
import { readConfig } from '../config/read-config.ts';
import { shellRisksOf } from '../shell/shell-risk.ts';

/** Settings that name a program which an extension or the terminal then starts. */
const PROGRAM =
  /(?:^|\.)(?:executablePath|execPath|binaryPath|binPath|interpreterPath|defaultInterpreterPath|pythonPath|interpreter|runtimeExecutable|nodePath|runtime|bin|serverPath|lsp\.bin|automationShell\.\w+|shell\.(?:linux|osx|windows))$|^(?:git|clangd|deno|ruff|black-formatter|pylint|flake8|mypy-type-checker|terraform\.languageServer|go\.alternateTools|rust-analyzer\.server|php\.validate|biome|elixirLS|haskell|julia|lua|zig|dart|flutter|gopls|phpstan|rubocop|shellcheck|shfmt|tailwindCSS|eslint)\.(?:path|cmd|command|binary|executable)$|^rust-analyzer\.(?:check|cargo\.buildScripts|rustfmt)\.overrideCommand$/i;
/** Where package managers put programs, and virtual environments: made by tooling, though not safer than what it was told to install. */
const MADE =
  /(?:^|[\\/}])(?:\.venv|venv|env|\.virtualenv|\.conda|\.pixi|node_modules|\.yarn|\.pnp|\.mise|\.direnv|\.nix-profile|target|bin\/python)(?:[\\/]|$)/i;
const IN_REPOSITORY = /^(?:\$\{workspace(?:Folder|Root)(?::[^}]*)?\}|\.{1,2}[\\/]|\.?[\w-]+[\\/])/;
const LOADS_CODE = /^(?:LD_PRELOAD|DYLD_INSERT_LIBRARIES|NODE_OPTIONS|PYTHONSTARTUP|BASH_ENV|PROMPT_COMMAND|PATH)$/;
const CONTAINER_COMMANDS = [
  'initializeCommand',
  'onCreateCommand',
  'updateContentCommand',
  'postCreateCommand',
  'postStartCommand',
  'postAttachCommand',
];

export default defineTextRule({
  id: 'agent/workspace-settings-exec',
  title: 'Workspace setting that runs code',
  severity: 'high',
  confidence: 'likely',
  cwe: [94, 829],
  owasp: ['ASI05:2026', 'A08:2021', 'A08:2025'],
  remedy:
    'Let nothing of the workspace run by itself: remove the setting, or name a program that is installed outside of it.',
  when: ({ path }) => /^(?:editor|devcontainer)$/.test(agentFileOf(path)?.sort ?? ''),
  look: (file) => {
    const root = readConfig(file);
    if (agentFileOf(file.path)?.sort === 'devcontainer') return containerProblems(root);
    const settings = valueAt(root, 'settings') ?? root;
    return [
      ...programProblems(settings),
      ...terminalProblems(settings),
      ...taskProblems(root, file),
      ...launchProblems(root),
    ];
  },
});

function programProblems(settings: ConfigNode | undefined): Problem[] {
  const problems: Problem[] = [];
  for (const { member, above } of allMembers(settings)) {
    const key = [...above, member.key].join('.');
    const isShell = /^terminal\.integrated\.(?:automationProfile|profiles|shell)/.test(key) && member.key === 'path';
    if (!isShell && !PROGRAM.test(key) && !/^go\.alternateTools\./.test(key)) continue;
    const [program] = textsOf(member.value);
    if (!program || !IN_REPOSITORY.test(program.value) || MADE.test(program.value)) continue;
    problems.push({
      at: program.range,
      message: `\`${shortText(key)}\` makes the editor start \`${shortText(program.value)}\`, a program that comes with the repository.`,
    });
  }
  return problems;
}

function terminalProblems(settings: ConfigNode | undefined): Problem[] {
  const problems: Problem[] = [];
  const automatic = memberOf(settings, 'task.allowAutomaticTasks');
  if (automatic && textOf(automatic.value) === 'on')
    problems.push({
      at: { start: automatic.start, end: automatic.end },
      message: '`task.allowAutomaticTasks` lets tasks of the workspace run as soon as it is opened.',
      fixes: [changed(automatic.value, '"off"', 'Set `task.allowAutomaticTasks` to `off`')],
    });
  for (const { key, value } of membersOf(settings))
    if (/^terminal\.integrated\.env\./.test(key))
      for (const variable of membersOf(value)) {
        const text = asText(variable.value);
        if (
          text &&
          LOADS_CODE.test(variable.key) &&
          /workspaceFolder|^\.{1,2}[\\/]|(?:--require|-r|--import)\s+\.?\//.test(text.value) &&
          !MADE.test(text.value)
        )
          problems.push({
            at: text.range,
            message: `\`${variable.key}\` loads code of the repository into what the terminal starts.`,
          });
      }
  return problems;
}

function taskProblems(root: ConfigNode | undefined, { text }: TextFile): Problem[] {
  if (!text.includes('folderOpen')) return [];
  const tasks = [...itemsOf(valueAt(root, 'tasks')), ...itemsOf(valueAt(root, 'tasks', 'tasks'))];
  return tasks.flatMap((task) => {
    const runOn = memberOf(valueAt(task, 'runOptions'), 'runOn');
    if (!runOn || !runsOnOpen(task)) return [];
    const line = [valueAt(task, 'command'), valueAt(task, 'script'), ...itemsOf(valueAt(task, 'args'))]
      .map((part) => textOf(part) ?? '')
      .join(' ');
    const label = textOf(valueAt(task, 'label')) ?? textOf(valueAt(task, 'script')) ?? (line.trim() || 'task');
    const [risk] = shellRisksOf(line);
    return [
      {
        at: { start: runOn.start, end: runOn.end },
        message: `The task \`${shortText(label)}\` runs as soon as the folder is opened${risk ? `: it ${risk.does}` : ''}.`,
        severity: risk?.severity ?? ('medium' as Severity),
        // What a watcher runs is read with the code that it watches; who opens the folder is asked by the editor before.
        ...(!risk && isWatcher(task, line) && { confidence: 'possible' as const }),
        fixes: [
          { ...changed(runOn.value, '"default"', 'Run the task only when asked'), safety: risk ? 'review' : 'safe' },
        ],
      },
    ];
  });
}

const SCRIPT = '(?:watch|dev|start|build|serve|test|compile|typecheck)[\\w:.-]*';
const BY_MANAGER = new RegExp(`^\\s*(?:npm|pnpm|yarn|bun)\\s+(?:run\\s+)?${SCRIPT}\\s*$`);
const BY_NAME = new RegExp(`^\\s*(?:${SCRIPT})?\\s*$`);
const COMPILER =
  /^\s*(?:npx\s+)?(?:tsc|vite|webpack|esbuild|rollup|tailwindcss|make|cargo\s+(?:watch|build|check)|go\s+build|dotnet\s+watch)(?:\s+[\w:.@=/-]+)*\s*$/;

/** A script of package.json or a compiler that builds while one works, as editors' own templates have it. */
const isWatcher = (task: ConfigNode, line: string): boolean =>
  /^(?:npm|typescript|gulp|grunt)$/.test(textOf(valueAt(task, 'type')) ?? '')
    ? BY_NAME.test(line)
    : BY_MANAGER.test(line) || COMPILER.test(line);

const runsOnOpen = (task: ConfigNode): boolean => textOf(valueAt(task, 'runOptions', 'runOn')) === 'folderOpen';

function launchProblems(root: ConfigNode | undefined): Problem[] {
  const problems: Problem[] = [];
  // A task that runs by itself is told where it says so.
  const asked = [
    ...itemsOf(valueAt(root, 'configurations')),
    ...itemsOf(valueAt(root, 'tasks')).filter((task) => !runsOnOpen(task)),
  ];
  for (const { member } of asked.flatMap((one) => [...allMembers(one)])) {
    const text = asText(member.value);
    const [risk] = text && text.value.length > 10 ? shellRisksOf(text.value) : [];
    if (text && risk)
      problems.push({ at: text.range, message: `\`${member.key}\` ${risk.does}.`, severity: risk.severity });
  }
  return problems;
}

function containerProblems(root: ConfigNode | undefined): Problem[] {
  return CONTAINER_COMMANDS.flatMap((key) => {
    const member = memberOf(root, key);
    return member ? commandsIn(member).flatMap(({ line, at }) => commandProblem(key, line, at)) : [];
  });
}

function commandProblem(key: string, line: string, at: ConfigNode): Problem[] {
  const [risk] = shellRisksOf(line);
  if (!risk) return [];
  // Only the first of them runs on the machine itself, not in the container.
  const severity = key === 'initializeCommand' ? 'critical' : 'high';
  return [
    { at: { start: at.start, end: at.end }, message: `\`${key}\` ${risk.does} when the container is made.`, severity },
  ];
}

/** A line, a list of words, or several of them by name. */
function commandsIn({ value }: ConfigMember): { readonly line: string; readonly at: ConfigNode }[] {
  if (value.is === 'object') return value.members.flatMap(commandsIn);
  return [
    {
      line: textsOf(value)
        .map(({ value: word }) => word)
        .join(' '),
      at: value,
    },
  ];
}
