import type { Mention } from '../../engine/mention.ts';
import type { TextFile } from '../../engine/text/text-rule.ts';
import { agentFileIn } from '../agent-file-in.ts';
import { textsOf, valueAt } from '../config/config-node.ts';
import { readConfig } from '../config/read-config.ts';
import type { McpServer } from '../mcp/server.ts';
import { mayDefineServers, serversOf } from '../mcp/servers-of.ts';
import { withoutSecrets } from './without-secrets.ts';

/** The MCP servers, permissions and instructions that a file gives to agents. */
export function mentionsInAgentFile(file: TextFile): readonly Mention[] {
  const found = agentFileIn(file);
  const servers = mayDefineServers(file) ? serversOf(file).map(serverMention) : [];
  if (!found) return servers;
  const { tool, sort } = found;
  if (sort === 'instructions' || sort === 'skill')
    return [
      ...servers,
      { is: 'instructions', name: tool, detail: sort, range: { start: 0, end: firstLineEnd(file.text) } },
    ];
  return sort === 'settings' ? [...servers, ...permissionsIn(file)] : servers;
}

const serverMention = (server: McpServer): Mention => ({
  is: 'server',
  name: server.name,
  detail: launchedBy(server),
  range: server.nameRange,
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
