import type { TextFile } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import {
  asText,
  type ConfigMember,
  type ConfigNode,
  itemsOf,
  memberOf,
  membersOf,
  type ObjectNode,
  type Text,
  textOf,
  textsOf,
  valueAt,
} from '../config/config-node.ts';
import { readFrontmatter } from '../config/frontmatter.ts';
import { readConfig } from '../config/read-config.ts';
import type { McpServer, Setting } from './server.ts';

/** What the tools call their list of servers; nobody else has a reason to. */
const LISTS = new Set([
  'mcpServers',
  'mcp_servers',
  'mcp-servers',
  'context_servers',
  'mcp.servers',
  'amp.mcpServers',
  'modelContextProtocolServers',
  'chat.mcp.servers',
]);

const NAMES_A_LIST = /mcp_?-?servers|context_servers|modelContextProtocolServers|["']?mcp["'.]?/i;

let last: { readonly text: string; readonly path: string; readonly servers: readonly McpServer[] } | undefined;

/** Whether a file may define MCP servers, by its kind alone: many tools keep them in files of any name. */
export const mayDefineServers = ({ path, kind }: Pick<TextFile, 'path' | 'kind'>): boolean =>
  kind === 'json' || kind === 'toml' || kind === 'yaml' || (kind === 'markdown' && agentFileOf(path) !== undefined);

/** The MCP servers that a file defines, in any of the formats that AI tools read. */
export function serversOf(file: TextFile): readonly McpServer[] {
  if (last?.text !== file.text || last.path !== file.path)
    last = { text: file.text, path: file.path, servers: isOne(file) ? find(file) : [] };
  return last.servers;
}

function isOne({ text, path }: TextFile): boolean {
  const found = agentFileOf(path);
  return found?.sort === 'mcp' || found?.tool === 'Goose' || NAMES_A_LIST.test(text.slice(0, 400_000));
}

function find(file: TextFile): readonly McpServer[] {
  const root = file.kind === 'markdown' ? readFrontmatter(file.text) : readConfig(file);
  const sort = agentFileOf(file.path);
  const lists = [...listsIn(root, 0)];
  if (sort?.sort === 'mcp' || sort?.sort === 'editor') lists.push(...values(valueAt(root, 'servers')));
  lists.push(...values(valueAt(root, 'mcp', 'servers')), ...values(valueAt(root, 'mcpServer')));
  if (sort?.tool === 'opencode' || sort?.tool === 'Crush') lists.push(...values(valueAt(root, 'mcp')));
  if (sort?.tool === 'Goose') lists.push(...values(valueAt(root, 'extensions')));
  // A file of servers alone, without a name around them.
  if (lists.length === 0 && sort?.sort === 'mcp') lists.push(...values(root));
  return lists.flatMap(entriesOf);
}

const values = (node: ConfigNode | undefined): readonly ConfigNode[] => (node ? [node] : []);

function* listsIn(node: ConfigNode | undefined, depth: number): Generator<ConfigNode> {
  if (depth > 6) return;
  for (const item of itemsOf(node)) yield* listsIn(item, depth + 1);
  for (const { key, value } of membersOf(node)) {
    if (LISTS.has(key)) yield value;
    else yield* listsIn(value, depth + 1);
  }
}

/** Servers by name, or a list of them that name themselves. */
function entriesOf(list: ConfigNode): McpServer[] {
  const named = membersOf(list).map((member) => toServer(member.value, member));
  const listed = itemsOf(list).map((item) => toServer(item, undefined));
  return [...named, ...listed].filter((server) => server !== undefined);
}

function toServer(node: ConfigNode, member: ConfigMember | undefined): McpServer | undefined {
  if (node.is !== 'object') return undefined;
  // Older Zed and Continue put the command one level deeper.
  const nested = [valueAt(node, 'command'), valueAt(node, 'transport')].find((inner) => inner?.is === 'object');
  const from = (nested ?? node) as ObjectNode; // `find` asked for an object
  const launch = launchOf(from);
  const url = ['url', 'httpUrl', 'serverUrl', 'uri', 'endpoint'].map((key) => asText(valueAt(from, key))).find(Boolean);
  if (!launch.command && !url) return undefined;
  const name = asText(valueAt(node, 'name'));
  return {
    name: member?.key ?? name?.value ?? launch.command?.value ?? 'server',
    nameRange: member?.keyRange ?? name?.range ?? { start: node.start, end: node.start + 1 },
    node,
    settings: from,
    ...launch,
    env: settingsOf(from, ['env', 'environment', 'envs', 'requestOptions.env']),
    headers: settingsOf(from, ['headers', 'http_headers', 'requestInit.headers']),
    url,
  };
}

/** `command` may be a program, a whole line, or a list that begins with the program. */
function launchOf(node: ObjectNode): { readonly command: Text | undefined; readonly args: readonly Text[] } {
  const written = ['command', 'cmd', 'path', 'program'].map((key) => memberOf(node, key)?.value).find(Boolean);
  const args = [...textsOf(valueAt(node, 'args')), ...textsOf(valueAt(node, 'arguments'))];
  if (written?.is === 'array') {
    const [command, ...rest] = textsOf(written);
    return { command, args: [...rest, ...args] };
  }
  const command = asText(written);
  const words = command?.value.trim().split(/\s+/) ?? [];
  // A path with spaces is one word: it has no program of ours at its start.
  if (!command || words.length < 2 || /[\\/]/.test(words[0] ?? '')) return { command, args };
  const range = command.range;
  return {
    command: { value: words[0] ?? '', range },
    args: [...words.slice(1).map((value) => ({ value: value.replace(/^["']|["']$/g, ''), range })), ...args],
  };
}

function settingsOf(node: ObjectNode, keys: readonly string[]): Setting[] {
  return keys.flatMap((key) =>
    membersOf(valueAt(node, ...key.split('.'))).flatMap((member) => {
      const value = asText(member.value);
      return value && textOf(member.value) !== '' ? [{ name: member.key, value, member }] : [];
    }),
  );
}
