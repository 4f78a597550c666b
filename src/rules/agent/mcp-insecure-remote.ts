import type { Edit, Fix, Severity } from '../../engine/finding.ts';
import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import type { Text } from '../config/config-node.ts';
import { hostOf, isAddressOfNumbers, isLoopback, isMomentary, isOpen, isPrivate } from '../mcp/hosts.ts';
import type { McpServer } from '../mcp/server.ts';
import { mayDefineServers, serversOf } from '../mcp/servers-of.ts';

const ADDRESS = /^(?:https?|wss?|sse):\/\//i;
/** A name in a query whose value lets somebody in. */
const TOKEN =
  /[?&]((?:[\w-]*[-_])?(?:access|auth|api|bearer|session|secret|refresh|id)?[-_]?(?:token|key|apikey|secret|password|pwd|auth|sig|jwt))=([^&#\s]{4,})/i;
const EVERYWHERE = /^(?:0\.0\.0\.0|::|\[::\]|\*)(?::\d+)?$/;
const HOST_OPTION =
  /^--?(?:host|hostname|bind|bind-address|listen|listen-address|address|addr|ip|interface|server-host|sse-host|http-host)$/i;
const HOST_SETTING = /^(?:\w+_)?(?:HOST|BIND|BIND_ADDRESS|LISTEN|LISTEN_ADDRESS|BIND_HOST|SERVER_HOST|LISTEN_ADDR)$/;

type Risk = {
  readonly at: Text;
  readonly message: string;
  readonly severity?: Severity;
  readonly fixes?: readonly Fix[];
  readonly isUnsure?: boolean;
};

export default defineTextRule({
  id: 'agent/mcp-insecure-remote',
  title: 'MCP connection that others can read or reach',
  severity: 'high',
  confidence: 'likely',
  cwe: [319, 306, 668],
  owasp: ['LLM03:2025', 'ASI07:2026', 'MCP07:2025'],
  remedy:
    'Speak to servers over `https://` at a host that you trust, keep tokens in headers, and let local servers listen on 127.0.0.1 only.',
  when: mayDefineServers,
  look: (file) => serversOf(file).flatMap((server) => problemsOf(server, file)),
});

function problemsOf(server: McpServer, file: TextFile): Problem[] {
  const addresses = [...(server.url ? [server.url] : []), ...addressesIn(server.args)];
  const risks = [...addresses.flatMap((address) => addressRisks(address, server.name, file)), ...openRisks(server)];
  return risks.map(({ at, message, severity, fixes, isUnsure }) => ({
    at: at.range,
    message,
    ...(severity && { severity }),
    ...(fixes && { fixes }),
    ...(isUnsure && { confidence: 'possible' as const }),
  }));
}

/** Proxies such as `mcp-remote` take the address of the server as an argument. What names a proxy or a database is not one. */
function addressesIn(args: readonly Text[]): Text[] {
  return args.flatMap((arg, at) => {
    if (/proxy|database|redis|postgres|mongo/i.test(args[at - 1]?.value ?? '')) return [];
    const value = arg.value.replace(/^--(?:url|sse|server|endpoint|streamable-?http|remote)=/i, '');
    return ADDRESS.test(value) ? [{ ...arg, value }] : [];
  });
}

function addressRisks(address: Text, name: string, file: TextFile): Risk[] {
  const host = hostOf(address.value);
  if (host === undefined || host === '' || isLoopback(host)) return [];
  const risks: Risk[] = [];
  const who = `\`${shortText(name)}\``;
  if (isMomentary(host))
    risks.push({
      at: address,
      message: `${who} is reached through \`${host}\`, an address that anybody can get for a moment.`,
    });
  else if (/^(?:http|ws):/i.test(address.value) && !isOpen(host))
    risks.push({
      at: address,
      message: `${who} is reached over plain ${address.value.split(':')[0]?.toLowerCase()}, so whoever is on the way to \`${host}\` reads and changes what it says.`,
      ...(isPrivate(host)
        ? { severity: 'medium' as const, isUnsure: !host.includes('.') }
        : { fixes: secured(address, file.text) }),
    });
  else if (isAddressOfNumbers(host) && !isPrivate(host))
    risks.push({
      at: address,
      message: `${who} is reached at \`${host}\`, a bare address that says nothing of who is behind it.`,
      severity: 'medium',
    });
  const [, key, value = ''] = TOKEN.exec(address.value) ?? [];
  if (key && !/^public/i.test(key))
    risks.push({
      at: address,
      message: `${who} sends \`${key}\` in the address itself, which servers and proxies write into their logs.`,
      severity: isOpen(value) ? 'low' : 'medium',
      isUnsure: isOpen(value),
    });
  return risks;
}

/** `https` in place of `http`, where the file has it letter by letter. */
function secured({ range }: Text, text: string): readonly Fix[] {
  const at = text.slice(range.start, range.end).search(/\b(?:http|ws):\/\//i);
  if (at < 0) return [];
  const start = range.start + at;
  const isHttp = /^http/i.test(text.slice(start, start + 4));
  const edit: Edit = { start, end: start + (isHttp ? 4 : 2), text: isHttp ? 'https' : 'wss' };
  return [{ title: `Use \`${edit.text}\``, safety: 'review', edits: [edit] }];
}

function openRisks(server: McpServer): Risk[] {
  const message = `\`${shortText(server.name)}\` listens on all addresses, so everybody in the same network can use its tools.`;
  const args = server.args.filter(({ value }, at) => {
    const [option = '', given] = value.split('=');
    if (given !== undefined) return HOST_OPTION.test(option) && EVERYWHERE.test(given);
    if (HOST_OPTION.test(server.args[at - 1]?.value ?? '')) return EVERYWHERE.test(value);
    // `docker run -p 0.0.0.0:8000:8000`
    return /^(?:-p|--publish)$/.test(server.args[at - 1]?.value ?? '') && value.startsWith('0.0.0.0:');
  });
  const env = server.env.filter(({ name, value }) => HOST_SETTING.test(name) && EVERYWHERE.test(value.value));
  const insecure = server.args.filter(({ value }) =>
    /^--(?:allow-http|insecure|no-verify-ssl|no-check-certificate|skip-tls-verify|disable-auth|no-auth|allow-unauthenticated)(?:=true)?$/.test(
      value,
    ),
  );
  return [
    ...args.map((at) => ({ at, message })),
    ...env.map(({ value }) => ({ at: value, message })),
    ...insecure.map((at) => ({
      at,
      message: `\`${shortText(server.name)}\` gives up its protection with \`${at.value}\`.`,
      severity: 'medium' as const,
    })),
  ];
}
