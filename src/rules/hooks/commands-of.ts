import type { TextFile } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import {
  allMembers,
  asText,
  type ConfigNode,
  memberOf,
  settingAt,
  type Text,
  textsOf,
  valueAt,
} from '../config/config-node.ts';
import { readFrontmatter } from '../config/frontmatter.ts';
import { readConfig } from '../config/read-config.ts';

/** A command that an AI tool runs by itself. */
export type HookCommand = {
  /** When it runs: `PreToolUse`, `statusLine`, `apiKeyHelper`. */
  readonly when: string;
  readonly text: Text;
  /** It gives the tool its key or its headers, and so sees and decides where they go. */
  readonly isHelper: boolean;
};

const HELPERS = [
  'apiKeyHelper',
  'awsAuthRefresh',
  'awsCredentialExport',
  'otelHeadersHelper',
  'headersHelper',
  'gcpAuthRefresh',
  'proxyAuthHelper',
];
/** Settings of single tools that are command lines. */
const OWN_COMMANDS: Readonly<Record<string, readonly string[]>> = {
  Aider: ['lint-cmd', 'test-cmd', 'notifications-command'],
  'Gemini CLI': ['tools.discoveryCommand', 'tools.callCommand', 'toolDiscoveryCommand', 'toolCallCommand'],
  'Qwen Code': ['tools.discoveryCommand', 'tools.callCommand', 'toolDiscoveryCommand', 'toolCallCommand'],
};
const COMMAND_KEYS = new Set([
  'command',
  'bash',
  'powershell',
  'run',
  'cmd',
  'script',
  'runCommand',
  'linux',
  'osx',
  'windows',
]);

/** The commands of hooks, status lines and helpers that a file has an AI tool run. */
export function hookCommandsOf(file: TextFile): readonly HookCommand[] {
  const sort = agentFileOf(file.path)?.sort;
  const root = file.kind === 'markdown' ? readFrontmatter(file.text) : readConfig(file);
  const commands: HookCommand[] = [];
  if (sort === 'hooks') commands.push(...under(valueAt(root, 'hooks') ?? root, 'hook'));
  else commands.push(...under(settingAt(root, 'hooks')?.value, 'hook'));
  for (const key of ['statusLine', 'fileSuggestion']) commands.push(...under(valueAt(root, key), key));
  for (const key of HELPERS)
    for (const text of textsOf(settingAt(root, key)?.value)) commands.push({ when: key, text, isHelper: true });
  // What Cursor's machines in the cloud run before an agent starts.
  if (/environment\.json$/.test(file.path))
    for (const key of ['install', 'start'])
      for (const text of textsOf(valueAt(root, key))) commands.push({ when: key, text, isHelper: false });
  for (const key of OWN_COMMANDS[agentFileOf(file.path)?.tool ?? ''] ?? [])
    for (const text of textsOf(settingAt(root, key)?.value)) commands.push({ when: key, text, isHelper: false });
  const notify = textsOf(valueAt(root, 'notify'));
  const [first] = notify;
  if (first && file.kind === 'toml')
    commands.push({
      when: 'notify',
      text: { ...first, value: notify.map(({ value }) => value).join(' ') },
      isHelper: false,
    });
  return commands;
}

function under(node: ConfigNode | undefined, fallback: string): HookCommand[] {
  const found: HookCommand[] = [];
  for (const { member, holder, above } of allMembers(node)) {
    if (!COMMAND_KEYS.has(member.key)) continue;
    const text = asText(member.value);
    if (text) found.push({ when: above[0] ?? fallback, text: withArguments(text, holder), isHelper: false });
  }
  return found;
}

/** Arguments that stand beside the command count as part of it. */
function withArguments(text: Text, holder: ConfigNode): Text {
  const args = textsOf(memberOf(holder, 'args')?.value).map(({ value }) => value);
  return args.length === 0 ? text : { ...text, value: [text.value, ...args].join(' ') };
}
