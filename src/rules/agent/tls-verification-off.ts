import type { Range } from '../../engine/finding.ts';
import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { agentFileIn } from '../agent-file-in.ts';
import { agentFileOf } from '../agent-files.ts';
import { allMembers, asText, type ConfigMember, type ConfigNode, itemsOf } from '../config/config-node.ts';
import { changed } from '../config/edits.ts';
import { readConfig } from '../config/read-config.ts';
import { mayDefineServers, serversOf } from '../mcp/servers-of.ts';

/** Settings that ask for the check, in lower case and without `-`, `_` and `.`: wrong where they are false. */
const CHECKS =
  /^(?:(?:http)?(?:proxy)?strictssl|npmconfigstrictssl|(?:aider)?(?:http)?(?:verify(?:ssl|tls|https?|certs?|certificates?)|(?:ssl|tls|certs?|certificates?)verify)|validatecert(?:s|ificates?)?|checkcert(?:s|ificates?)?|rejectunauthorized|nodetlsrejectunauthorized|pythonhttpsverify|sslverification|tlsverification)$/;
/** Settings that leave it out: wrong where they are true. */
const SKIPS =
  /^(?:(?:tls)?insecure(?:skip)?(?:tls|ssl)?verify|(?:skip|no|disable)(?:tls|ssl|cert(?:ificate)?)verif(?:y|ication)|allowinvalidcert(?:s|ificates?)|acceptinvalidcert(?:s|ificates?)|ignorecertificateerrors|ignorehttpserrors|trustservercertificate|gitsslnoverify|allowinsecuretls)$/;
/** Options and variables within a command line. */
const IN_COMMAND =
  /\bNODE_TLS_REJECT_UNAUTHORIZED\s?=\s?["']?0\b|\bGIT_SSL_NO_VERIFY=["']?(?:1|true)\b|\bPYTHONHTTPSVERIFY=["']?0\b|\bhttp\.sslVerify[= ]["']?false\b|\bstrict-ssl[= ]["']?false\b|--no-check-certificate\b|--no-verify-ssl\b|\bcurl\s[^|;&\n]{0,200}?(?<=\s)(?:--insecure|-[a-jl-z]{0,6}k[a-z]{0,6})(?=\s)/i;
const SOME = /ssl|tls|cert|unauthorized|insecure|https_?verify|httpserrors|curl/i;
const SORTS = /^(?:settings|mcp|hooks|plugin|editor|devcontainer|workflow)$/;

export default defineTextRule({
  id: 'agent/tls-verification-off',
  title: 'Certificates not checked by an AI tool',
  severity: 'high',
  confidence: 'certain',
  cwe: [295],
  owasp: ['A04:2025', 'A07:2021', 'ASI03:2026'],
  remedy:
    'Let certificates be checked; name the one of your own network in `NODE_EXTRA_CA_CERTS` or the tool’s setting for it.',
  when: (file) => mayDefineServers(file) || agentFileOf(file.path) !== undefined,
  look: (file) => (SOME.test(file.text) ? treesOf(file).flatMap((tree) => problemsIn(tree, file)) : []),
});

/** The whole of a configuration of ours; of another file the MCP servers in it. */
function treesOf(file: TextFile): readonly ConfigNode[] {
  const found = agentFileIn(file);
  if (!found || !SORTS.test(found.sort)) return serversOf(file).map(({ node }) => node);
  const root = readConfig(file);
  return root ? [root] : [];
}

function problemsIn(tree: ConfigNode, file: TextFile): Problem[] {
  const problems: Problem[] = [];
  for (const { member } of allMembers(tree)) {
    const value = member.value.is === 'scalar' ? String(member.value.value).toLowerCase() : undefined;
    if (value !== undefined && isOff(member.key, value)) problems.push(ofSetting(member, value, file));
    else problems.push(...[member.value, ...itemsOf(member.value)].flatMap((node) => inCommand(node, file)));
  }
  return problems;
}

function isOff(key: string, value: string): boolean {
  const name = key.toLowerCase().replace(/[-_.]/g, '');
  if (CHECKS.test(name)) return value === 'false' || value === '0' || value === 'off' || value === 'no';
  return SKIPS.test(name) && (value === 'true' || value === '1');
}

function ofSetting(member: ConfigMember, value: string, { text, kind }: TextFile): Problem {
  const opposite = { false: 'true', true: 'false', 0: '1', 1: '0', off: 'on', no: 'yes' }[value] ?? 'true';
  const written = text.slice(member.value.start, member.value.end);
  const quote = /^["']/.exec(written)?.[0] ?? '';
  return {
    at: { start: member.start, end: member.end },
    message: messageOf(member.key),
    fixes:
      kind === 'json' || kind === 'yaml' || kind === 'toml'
        ? [changed(member.value, `${quote}${opposite}${quote}`, 'Check certificates')]
        : [],
  };
}

function inCommand(node: ConfigNode, { text }: TextFile): Problem[] {
  const line = asText(node);
  if (!line || line.value.length > 20_000) return [];
  const found = IN_COMMAND.exec(line.value)?.[0];
  if (found === undefined || /localhost|127\.0\.0\.1|\[::1\]/.test(lineOf(line.value, found))) return [];
  const option = found.startsWith('curl') ? (/\S+$/.exec(found)?.[0] ?? found) : found;
  return [
    {
      at: placeOf(found, line.range, text),
      message: messageOf(found.startsWith('curl') ? `curl ${option}` : option),
      severity: 'medium',
      confidence: 'likely',
    },
  ];
}

const messageOf = (name: string): string =>
  `\`${shortText(name)}\` accepts any certificate, so whoever sits on the line can read and change what is sent.`;

/** The line of a script that holds an option, with what stands on it besides. */
function lineOf(script: string, found: string): string {
  const at = script.indexOf(found);
  const end = script.indexOf('\n', at);
  return script.slice(script.lastIndexOf('\n', at) + 1, end < 0 ? script.length : end);
}

/** Where it stands in the file; the whole value where that is escaped. */
function placeOf(needle: string, { start, end }: Range, text: string): Range {
  const at = text.slice(start, end).indexOf(needle);
  return at < 0 ? { start, end } : { start: start + at, end: start + at + needle.length };
}
