import type { Fix, Severity } from '../../engine/finding.ts';
import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import type { TextFile } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import {
  allMembers,
  asText,
  type ConfigMember,
  type ConfigNode,
  isTrue,
  membersOf,
  settingAt,
  type Text,
  textOf,
  textsOf,
  valueAt,
} from '../config/config-node.ts';
import { changed, removed } from '../config/edits.ts';

/** A setting whose one value gives up asking. `safe` is what to write instead, as JSON; without it the member is taken out. */
type Switch = {
  readonly key: string;
  readonly is: (value: string) => boolean;
  readonly does: string;
  readonly safe?: string;
  readonly severity?: Severity;
};

const yes = (value: string): boolean => value === 'true';
const one =
  (...values: readonly string[]) =>
  (value: string): boolean =>
    values.includes(value);

/** By the documentation of each tool; a key is found nested or with dots. */
const SWITCHES: readonly Switch[] = [
  {
    key: 'permissions.defaultMode',
    is: one('bypassPermissions', 'dontAsk'),
    does: 'lets the agent run every command and edit every file without asking',
    safe: '"default"',
  },
  {
    key: 'permissionMode',
    is: one('bypassPermissions', 'dontAsk'),
    does: 'lets the agent run every command and edit every file without asking',
    safe: '"default"',
  },
  {
    key: 'skipDangerousModePermissionPrompt',
    is: yes,
    does: 'hides the warning before an agent runs without asking',
    safe: 'false',
  },
  {
    key: 'sandbox.enableWeakerNestedSandbox',
    is: yes,
    does: 'weakens the sandbox that commands of the agent run in',
    safe: 'false',
    severity: 'medium',
  },
  {
    key: 'sandbox.allowUnsandboxedCommands',
    is: yes,
    does: 'lets the agent leave its sandbox',
    safe: 'false',
    severity: 'medium',
  },
  {
    key: 'chat.tools.global.autoApprove',
    is: yes,
    does: 'lets every tool of every agent run without asking',
    safe: 'false',
  },
  { key: 'chat.tools.autoApprove', is: yes, does: 'lets every tool of every agent run without asking', safe: 'false' },
  {
    key: 'chat.tools.terminal.ignoreDefaultAutoApproveRules',
    is: yes,
    does: 'drops the list of commands that are always asked about',
    safe: 'false',
    severity: 'medium',
  },
  {
    key: 'chat.permissions.default',
    is: one('autopilot', 'bypassApprovals'),
    does: 'lets every tool of every agent run without asking',
    safe: '"default"',
  },
  {
    key: 'claudeCode.allowDangerouslySkipPermissions',
    is: yes,
    does: 'lets Claude Code run without asking',
    safe: 'false',
  },
  {
    key: 'claude-code.allowDangerouslySkipPermissions',
    is: yes,
    does: 'lets Claude Code run without asking',
    safe: 'false',
  },
  {
    key: 'github.copilot.chat.claudeAgent.allowDangerouslySkipPermissions',
    is: yes,
    does: 'lets the Claude agent run without asking',
    safe: 'false',
  },
  {
    key: 'claudeCode.initialPermissionMode',
    is: one('bypassPermissions'),
    does: 'lets Claude Code run without asking',
    safe: '"default"',
  },
  {
    key: 'geminicodeassist.agentYoloMode',
    is: yes,
    does: 'lets the agent run every command without asking',
    safe: 'false',
  },
  {
    key: 'general.defaultApprovalMode',
    is: one('yolo'),
    does: 'lets the agent run every command without asking',
    safe: '"default"',
  },
  {
    key: 'tools.approvalMode',
    is: one('yolo'),
    does: 'lets the agent run every command without asking',
    safe: '"default"',
  },
  {
    key: 'approvalMode',
    is: one('yolo', 'unrestricted', 'full-auto'),
    does: 'lets the agent run every command without asking',
    safe: '"default"',
  },
  { key: 'yolo', is: yes, does: 'lets the agent run every command without asking', safe: 'false' },
  {
    key: 'security.folderTrust.enabled',
    is: one('false'),
    does: 'trusts the settings of every folder that is opened',
    safe: 'true',
    severity: 'medium',
  },
  {
    key: 'security.workspace.trust.enabled',
    is: one('false'),
    does: 'trusts every folder that is opened',
    safe: 'true',
  },
  {
    key: 'agent.always_allow_tool_actions',
    is: yes,
    does: 'lets every tool of the agent run without asking',
    safe: 'false',
  },
  {
    key: 'agent.tool_permissions.default',
    is: one('allow'),
    does: 'lets every tool of the agent run without asking',
    safe: '"confirm"',
  },
  { key: 'amp.dangerouslyAllowAll', is: yes, does: 'lets the agent run every command without asking', safe: 'false' },
  {
    key: 'yes-always',
    is: yes,
    does: 'answers every question of the agent with yes',
    safe: 'false',
    severity: 'medium',
  },
  ...['autoAccept', 'tools.autoAccept'].map((key) => ({
    key,
    is: yes,
    does: 'runs every tool that counts as harmless without asking',
    safe: 'false',
    severity: 'low' as const,
  })),
  {
    key: 'git-commit-verify',
    is: one('false'),
    does: 'has the agent commit past the hooks that check a commit',
    safe: 'true',
    severity: 'low',
  },
  {
    key: 'GOOSE_MODE',
    is: one('auto', 'autonomous'),
    does: 'lets the agent run every tool without asking',
    safe: '"approve"',
    severity: 'medium',
  },
  {
    key: 'permission',
    is: one('allow'),
    does: 'lets the agent run every command and edit every file without asking',
    safe: '"ask"',
  },
  { key: 'permission.*', is: one('allow'), does: 'lets the agent use every tool without asking', safe: '"ask"' },
  { key: 'permission.bash', is: one('allow'), does: 'lets the agent run every command without asking', safe: '"ask"' },
  {
    key: 'permission.bash.*',
    is: one('allow'),
    does: 'lets the agent run every command without asking',
    safe: '"ask"',
  },
  {
    key: 'core.confirmation_mode',
    is: one('false'),
    does: 'lets the agent act without a confirmation',
    safe: 'true',
    severity: 'medium',
  },
];

/** Lists of what is allowed, and what in them allows everything. */
const LISTS: readonly string[] = [
  'permissions.allow',
  'allowedTools',
  'tools.allowed',
  'tools.autoApprove',
  'roo-cline.allowedCommands',
  'kilo-code.allowedCommands',
  'kiroAgent.trustedCommands',
  'windsurf.cascadeCommandsAllowList',
  'terminalAllowlist',
  'amp.commands.allowlist',
  'permissions.allowed_tools',
  'autoApprove',
  'agent.tool_permissions.tools.terminal.always_allow',
];

const EVERYTHING = /^(?:\*+|\.\*|\/\.\*\/)$/;
const EVERY_COMMAND =
  /^(?:(?:Bash|Shell|Execute|PowerShell)(?:\((?:\*+|:\*|\*:\*|\.\*)?\))?|run_shell_command(?:\(\*?\))?|ShellTool(?:\(\*?\))?|execute_bash|executeBash)$/;
const EVERY_SHELL =
  /^(?:Bash|Shell)\((?:sudo|su|bash|sh|zsh|eval|exec|xargs|env|python3? -c|node -e|powershell|pwsh)(?:\s+-c)?(?::\*|\s?\*)\)$/;
const EVERY_FILE = /^(?:Edit|Write|Read|MultiEdit)\((?:\/\/\*\*|\/\*\*|~\/\*\*|\/\/\*|~\/?\*?)\)$/;

/** A program that talks to any host, with any arguments. */
export const EVERY_HOST = /^(?:Bash|Shell)\((?:curl|wget|nc|ncat|netcat|socat|httpie|xh|scp|ssh|rsync)(?::\*|\s?\*)\)$/;

export function bypassesIn(root: ConfigNode | undefined, file: TextFile): Problem[] {
  return [
    ...switchProblems(root, file),
    ...listProblems(root, file),
    ...mapProblems(root, file),
    ...codexProblems(root, file),
    ...folderProblems(root),
  ];
}

function switchProblems(root: ConfigNode | undefined, file: TextFile): Problem[] {
  return SWITCHES.flatMap(({ key, is, does, safe, severity }) => {
    const member = settingAt(root, key);
    const value = member?.value.is === 'scalar' ? String(member.value.value) : undefined;
    if (!member || value === undefined || !is(value)) return [];
    return [
      {
        at: { start: member.start, end: member.end },
        message: `\`${member.key}\` ${does}.`,
        ...(severity && { severity }),
        fixes: safe === undefined ? [] : write(member, safe, file),
      },
    ];
  });
}

function listProblems(root: ConfigNode | undefined, file: TextFile): Problem[] {
  const sort = agentFileOf(file.path)?.sort;
  if (sort === 'skill') return []; // `agent/skill-overbroad-tools` speaks of these
  return LISTS.flatMap((key) => {
    const member = settingAt(root, key);
    return textsOf(member?.value).flatMap((entry): Problem[] => {
      const how = widthOf(entry.value);
      if (!how) return [];
      return [
        {
          at: entry.range,
          message: `\`${shortText(entry.value)}\` in \`${member?.key}\` ${how.does} without asking.`,
          ...(how.severity && { severity: how.severity }),
          ...(file.kind === 'json' && {
            fixes: [removed(file.text, entry.range, `Remove \`${shortText(entry.value)}\``)],
          }),
        },
      ];
    });
  });
}

function widthOf(entry: string): { readonly does: string; readonly severity?: Severity } | undefined {
  if (EVERYTHING.test(entry)) return { does: 'lets the agent use every tool' };
  if (EVERY_COMMAND.test(entry)) return { does: 'lets the agent run every command' };
  if (EVERY_SHELL.test(entry))
    return { does: 'lets the agent run every command, through another shell,', severity: 'medium' };
  if (EVERY_HOST.test(entry)) return { does: 'lets the agent send anything to any address', severity: 'low' };
  if (EVERY_FILE.test(entry)) return { does: 'lets the agent reach every file of this machine', severity: 'medium' };
  return undefined;
}

/** Maps from patterns to `true`: terminal commands, files and addresses that VS Code approves by itself. */
function mapProblems(root: ConfigNode | undefined, file: TextFile): Problem[] {
  const maps: readonly (readonly [string, RegExp, string])[] = [
    [
      'chat.tools.terminal.autoApprove',
      /^(?:\*|\.\*|\/(?:\^?\.[*+]\$?|\^|\(\?:\.\*\)|\[\\s\\S\]\*)?\/[a-z]*|)$/,
      'every command runs',
    ],
    ['github.copilot.chat.agent.terminal.allowList', /^(?:\*|\.\*|\/?\^?\.[*+]\$?\/?[a-z]*)$/, 'every command runs'],
    ['chat.tools.edits.autoApprove', /^\*\*(?:\/\*)?$/, 'every file is edited'],
    ['chat.tools.urls.autoApprove', /^(?:\*|https?:\/\/\*?)$/, 'every address is fetched'],
  ];
  return maps.flatMap(([key, everything, what]) => {
    const setting = settingAt(root, key);
    if (setting && isTrue(setting.value))
      return [wide(setting, `\`${setting.key}\` is set for all, so ${what} without asking.`, file)];
    return membersOf(setting?.value)
      .filter(
        (member) => everything.test(member.key) && (isTrue(member.value) || isTrue(valueAt(member.value, 'approve'))),
      )
      .map((member) =>
        wide(member, `\`${shortText(member.key)}\` in \`${key}\` fits all, so ${what} without asking.`, file),
      );
  });
}

const wide = (member: ConfigMember, message: string, file: TextFile): Problem => ({
  at: { start: member.start, end: member.end },
  message,
  fixes: member.value.is === 'scalar' ? write(member, 'false', file) : [],
});

/** Codex asks by `approval_policy` and is held by `sandbox_mode`: one without the other is a choice, unless nothing holds it. */
function codexProblems(root: ConfigNode | undefined, file: TextFile): Problem[] {
  if (file.kind !== 'toml') return [];
  const problems: Problem[] = [];
  for (const { member } of allMembers(root)) {
    const value = textOf(member.value);
    const at = { start: member.start, end: member.end };
    if (member.key === 'sandbox_mode' && value === 'danger-full-access')
      problems.push({
        at,
        message: '`sandbox_mode` gives the agent the whole machine.',
        fixes: write(member, '"workspace-write"', file),
      });
    if (member.key === 'approval_policy' && value === 'never' && !isCaged(root))
      problems.push({
        at,
        message: '`approval_policy` lets the agent run every command without asking.',
        fixes: write(member, '"on-request"', file),
      });
  }
  return problems;
}

const isCaged = (root: ConfigNode | undefined): boolean => textOf(valueAt(root, 'sandbox_mode')) === 'read-only';

function folderProblems(root: ConfigNode | undefined): Problem[] {
  const folders: readonly Text[] = [
    'permissions.additionalDirectories',
    'sandbox_workspace_write.writable_roots',
    'context.includeDirectories',
  ].flatMap((key) => textsOf(settingAt(root, key)?.value));
  return folders
    .filter(({ value }) => /^(?:\/|~|~\/|\$HOME|\/home|\/Users|[a-z]:[\\/]*|\/etc|\/root)$/i.test(value))
    .map(({ value, range }) => ({ at: range, message: `\`${value}\` opens everything below it to the agent.` }));
}

/** In the way that the file is written. */
function write(member: ConfigMember, json: string, { kind }: TextFile): readonly Fix[] {
  const text = asText(member.value);
  const bare = kind === 'yaml' || kind === 'markdown' ? json.replaceAll('"', '') : json;
  return text || member.value.is === 'scalar'
    ? [changed(member.value, bare, `Set \`${member.key}\` to ${json.replaceAll('"', '`')}`)]
    : [];
}
