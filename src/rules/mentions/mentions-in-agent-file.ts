import type { Mention } from '../../engine/mention.ts';
import type { TextFile } from '../../engine/text/text-rule.ts';
import { agentFileIn } from '../agent-file-in.ts';
import { type AgentFileSort, isInstructionText } from '../agent-files.ts';
import { textsOf, valueAt } from '../config/config-node.ts';
import { readConfig } from '../config/read-config.ts';
import { type HookCommand, hookCommandsOf } from '../hooks/commands-of.ts';
import { definitionOf, shownDefinition } from '../mcp/definition.ts';
import { hostOf, isOpen } from '../mcp/hosts.ts';
import { isSecretSetting } from '../mcp/literal-secret.ts';
import type { McpServer } from '../mcp/server.ts';
import { mayDefineServers, serversOf } from '../mcp/servers-of.ts';
import { addressSettingsIn, isModelAddress } from '../settings/address-settings.ts';
import { providerOfHost } from './providers.ts';
import { withoutSecrets } from './without-secrets.ts';

/** The MCP servers, permissions, hooks, addresses of models and instructions that a file gives to agents. */
export function mentionsInAgentFile(file: TextFile): readonly Mention[] {
  const found = agentFileIn(file);
  const mentions = mayDefineServers(file) ? serversOf(file).map(serverMention) : [];
  if (file.kind === 'env' || (found !== undefined && SETTINGS.has(found.sort))) mentions.push(...addressesIn(file));
  if (!found) return mentions;
  const { tool, sort } = found;
  if (RUNS_HOOKS.has(sort)) mentions.push(...hookCommandsOf(file).map(hookMention));
  if (sort === 'settings') mentions.push(...permissionsIn(file));
  if ((sort === 'instructions' || sort === 'skill') && isInstructionText(file))
    mentions.push({
      is: 'instructions',
      name: file.path.slice(file.path.lastIndexOf('/') + 1),
      detail: `${tool}, ${sort}`,
      range: { start: 0, end: firstLineEnd(file.text) },
    });
  return mentions;
}

const SETTINGS: ReadonlySet<AgentFileSort> = new Set([
  'settings',
  'editor',
  'devcontainer',
  'mcp',
  'plugin',
  'workflow',
]);
const RUNS_HOOKS: ReadonlySet<AgentFileSort> = new Set(['settings', 'hooks', 'skill', 'plugin']);

function addressesIn(file: TextFile): readonly Mention[] {
  return addressSettingsIn(file).flatMap(({ name, value, of }) => {
    const host = isModelAddress(name, of) ? hostOf(value.value) : undefined;
    if (host === undefined || host === '' || isOpen(host)) return [];
    return [{ is: 'endpoint', name: host, detail: providerOfHost(host) ?? '', range: value.range }];
  });
}

/** The command on one line, as far as anybody reads it. */
const hookMention = ({ when, text: { value, range } }: HookCommand): Mention => ({
  is: 'hook',
  name: shownCommand(value.slice(0, MOST_OF_COMMAND * 20)).slice(0, MOST_OF_COMMAND),
  detail: when,
  range,
});

const MOST_OF_COMMAND = 200;

const shownCommand = (command: string): string =>
  withoutSecrets(command.replace(/\s+/g, ' ').trim())
    .replace(ASSIGNMENT, (whole, name: string, sign: string) => (isSecretSetting(name) ? `${name}${sign}•••` : whole))
    .replace(/\b(Bearer|Basic) [^\s"']+/gi, '$1 •••')
    .replace(/:\/\/[^\s/@]+@/g, '://•••@');

/** `NAME=value`, `--name=value` and `--name value`. */
const ASSIGNMENT = /\b([A-Za-z_][\w-]{0,60})(=|(?<=\s--[\w-]{1,60}) )(?:"[^"]*"|'[^']*'|[^\s"';&|-][^\s"';&|]*)/g;

const serverMention = (server: McpServer): Mention => ({
  is: 'server',
  name: server.name,
  detail: launchedBy(server),
  range: server.nameRange,
  definition: definitionOf(server),
  defined: shownDefinition(server),
});

/** The package with its version, the address without its query, or the command with what it is given. Nothing that could be a secret. */
function launchedBy({ command, args, url }: McpServer): string {
  if (url) return withoutSecrets(url.value.replace(/[?#].*$/s, '').replace(/\/\/[^/@]*@/, '//'));
  const program = command?.value ?? '';
  const words = args.map(({ value }) => value).filter((value) => !/^-|=/.test(value));
  if (!LAUNCHERS.test(program)) return withoutSecrets([program, ...words.slice(0, 3)].join(' '));
  return withoutSecrets(words.find((value) => !/^(?:dlx|exec|x|run)$/.test(value)) ?? program);
}

const LAUNCHERS = /(?:^|[\\/])(?:npx|bunx|pnpm|yarn|uvx|pipx|bun|npm)(?:\.cmd)?$/;

function permissionsIn(file: TextFile): readonly Mention[] {
  const root = readConfig(file);
  const allowed = [
    ...textsOf(valueAt(root, 'permissions', 'allow')),
    ...textsOf(valueAt(root, 'allowedTools')),
    ...textsOf(valueAt(root, 'tools', 'allowed')),
  ];
  return allowed.map(({ value, range }) => ({ is: 'permission', name: value, detail: '', range }));
}

const firstLineEnd = (text: string): number => {
  const end = text.indexOf('\n');
  return end < 0 ? text.length : end;
};
