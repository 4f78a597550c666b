import type { Fix } from '../../engine/finding.ts';
import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import type { Text } from '../config/config-node.ts';
import { isLiteralSecret, isSecretSetting } from '../mcp/literal-secret.ts';
import type { McpServer } from '../mcp/server.ts';
import { mayDefineServers, serversOf } from '../mcp/servers-of.ts';

export default defineTextRule({
  id: 'agent/secret-in-mcp-config',
  title: 'Secret in an MCP configuration',
  severity: 'high',
  confidence: 'likely',
  cwe: [798, 522],
  owasp: ['LLM02:2025', 'ASI03:2026', 'MCP01:2025'],
  remedy: 'Let the configuration name an environment variable or an input, withdraw the secret, and get a new one.',
  when: mayDefineServers,
  look: (file) => serversOf(file).flatMap((server) => problemsOf(server, file)),
});

function problemsOf(server: McpServer, file: TextFile): Problem[] {
  const name = shortText(server.name);
  const is = (at: Text, what: string, key?: string): Problem => ({
    at: at.range,
    message: `${what} of \`${name}\` is written into this file, where everybody who gets the file has it.`,
    fixes: key === undefined ? [] : referring(at, key, file),
  });
  const env = server.env.filter((one) => isSecretSetting(one.name) && isLiteralSecret(one.value.value));
  const headers = server.headers.filter(({ name: header, value }) => isHeaderSecret(header, value.value));
  return [
    ...env.map((one) => is(one.value, `\`${shortText(one.name)}\``, one.name)),
    ...headers.map((one) => is(one.value, `The header \`${shortText(one.name)}\``)),
    ...argumentSecrets(server).map(({ at, option }) => is(at, `The argument \`${shortText(option)}\``)),
    ...(server.url && querySecret(server.url.value)
      ? [is(server.url, `\`${querySecret(server.url.value)}\` in the address`)]
      : []),
  ];
}

const isHeaderSecret = (name: string, value: string): boolean =>
  (/^(?:proxy-)?authorization$/i.test(name) &&
    isLiteralSecret(value.replace(/^(?:bearer|basic|token|apikey)\s+/i, ''))) ||
  (/api[-_]?key|token|secret|password|^x-.*key|cookie/i.test(name) && isLiteralSecret(value));

/** `--api-key value`, `--api-key=value`, `-e NAME=value`, `--header "Authorization: Bearer value"`. */
function argumentSecrets({ args }: McpServer): { readonly at: Text; readonly option: string }[] {
  return args.flatMap((at, index) => {
    const before = args[index - 1]?.value ?? '';
    const [, option, given] = /^--?([\w-]+)=([\s\S]+)$/.exec(at.value) ?? [];
    if (option && given && isSecretSetting(option) && isLiteralSecret(given)) return [{ at, option: `--${option}` }];
    if (
      /^--?[\w-]+$/.test(before) &&
      isSecretSetting(before.replace(/^-+/, '')) &&
      !at.value.startsWith('-') &&
      isLiteralSecret(at.value)
    )
      return [{ at, option: before }];
    const [, name, value] = /^([A-Z][A-Z\d_]+)=([\s\S]+)$/.exec(at.value) ?? [];
    if (name && value && isSecretSetting(name) && isLiteralSecret(value)) return [{ at, option: name }];
    const [, header, content] = /^([\w-]+):\s*([\s\S]+)$/.exec(at.value) ?? [];
    if (/^(?:-H|--header)$/.test(before) && header && content && isHeaderSecret(header, content))
      return [{ at, option: header }];
    const [, password] = /^[a-z][\w+]*:\/\/[^\s/:@]{1,200}:([^\s/@]{3,200})@/.exec(at.value) ?? [];
    if (
      password &&
      isLiteralSecret(password) &&
      !/^(?:postgres|password|root|admin|user|pass|secret|test|dev|mysql)\w{0,3}$/i.test(password)
    )
      return [{ at, option: 'with a password in its address' }];
    return [];
  });
}

function querySecret(url: string): string | undefined {
  for (const [, key = '', value = ''] of url.matchAll(/[?&]([\w.-]{1,60})=([^&#\s]{1,400})/g))
    if (isSecretSetting(key) && isLiteralSecret(value)) return key;
  return undefined;
}

/** The way in which the file's own tool refers to an environment variable; none where the tool has no such way. */
function referring({ range }: Text, name: string, { path, kind }: TextFile): readonly Fix[] {
  const tool = agentFileOf(path)?.tool;
  if (kind !== 'json' || !/^\w+$/.test(name)) return [];
  const reference =
    tool === 'Claude Code' ||
    tool === 'Gemini CLI' ||
    tool === 'Cursor' ||
    tool === 'VS Code' ||
    tool === 'Windsurf' ||
    tool === 'Roo Code' ||
    tool === 'GitHub Copilot';
  if (!reference) return [];
  const text = tool === 'Claude Code' || tool === 'Gemini CLI' ? `\${${name}}` : `\${env:${name}}`;
  return [
    {
      title: `Take \`${name}\` from the environment`,
      safety: 'review',
      edits: [{ ...range, text: JSON.stringify(text) }],
    },
  ];
}
