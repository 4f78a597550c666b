import type { Confidence, Severity } from '../../engine/finding.ts';
import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import { allMembers, asText, type Text } from '../config/config-node.ts';
import { readConfig } from '../config/read-config.ts';
import { hostOf, isAddressOfNumbers, isLoopback, isMomentary, isOpen, isPrivate } from '../mcp/hosts.ts';
import { isModelHost } from '../settings/model-hosts.ts';

/** Variables that decide where the requests of an agent or a model's library go, key and prompts included. */
const MODEL =
  /^(?:ANTHROPIC|CLAUDE(?:_CODE)?|OPENAI|AZURE_OPENAI|GOOGLE_GEMINI|GEMINI|GOOGLE_VERTEX|CODE_ASSIST|MISTRAL|GROQ|OPENROUTER|DEEPSEEK|COHERE|XAI|TOGETHER|FIREWORKS|PERPLEXITY|CODEX|COPILOT|AIDER_OPENAI|LITELLM)_(?:(?:BEDROCK|VERTEX|FOUNDRY|AI)_)?(?:BASE_URL|API_BASE|BASE|API_BASE_URL|API_URL|ENDPOINT|API_ENDPOINT|PROXY_URL|HOST|BASE_PATH)$/;
const PROXY = /^(?:HTTPS?|ALL)_PROXY$/i;
const TELEMETRY = /^OTEL_EXPORTER_OTLP_(?:(?:LOGS|METRICS|TRACES)_)?ENDPOINT$/;
/** Names of settings, in the configurations of tools. */
const SETTING = /^(?:base_?url|api_?base|api_?base_?url|openai-api-base|endpoint|httpProxy|http\.proxy|proxy)$/i;

type Place = 'settings' | 'env' | 'workflow';

export default defineTextRule({
  id: 'agent/endpoint-override',
  title: 'Model requests redirected to another host',
  severity: 'high',
  confidence: 'likely',
  cwe: [923, 200],
  owasp: ['LLM02:2025', 'ASI03:2026'],
  remedy: 'Remove the address, or keep it in your own settings, outside of the project.',
  when: ({ path, kind }) => placeOf(path, kind) !== undefined,
  look: (file) => {
    const place = placeOf(file.path, file.kind);
    if (!place || !SOME.test(file.text)) return [];
    const isSample = /\.(?:example|sample|template|dist|defaults?)\b/i.test(file.path);
    return settingsIn(file).flatMap(({ name, value, of }) => problemOf(name, value, of, isSample ? 'sample' : place));
  },
});

const SOME = /BASE_?URL|API_?BASE|_URL|ENDPOINT|_HOST|_PROXY|proxy|api-base/i;

function placeOf(path: string, kind: TextFile['kind']): Place | undefined {
  if (kind === 'env') return 'env';
  const sort = agentFileOf(path)?.sort;
  if (sort === 'settings' || sort === 'editor' || sort === 'devcontainer' || sort === 'mcp' || sort === 'plugin')
    return 'settings';
  return sort === 'workflow' ? 'workflow' : undefined;
}

/** Every name with an address, and the tool whose setting it is where the name alone does not say so. */
function settingsIn(file: TextFile): { readonly name: string; readonly value: Text; readonly of: string }[] {
  if (file.kind === 'env')
    return [...file.text.matchAll(/^[ \t]*(?:export[ \t]+)?(\w{1,80})[ \t]*=[ \t]*(["']?)([^\s"'#]{1,300})\2/gm)].map(
      toSetting,
    );
  return [...allMembers(readConfig(file))].flatMap(({ member, above }) => {
    const value = asText(member.value);
    // The environment of a server is the server's own.
    if (!value || above.some((name) => /^mcp_?-?servers$|^servers$|^context_servers$/i.test(name))) return [];
    return [{ name: member.key, value, of: above.join('.') }];
  });
}

function toSetting(match: RegExpMatchArray): { readonly name: string; readonly value: Text; readonly of: string } {
  const [whole, name = '', quote = '', value = ''] = match;
  const start = (match.index ?? 0) + whole.length - quote.length - value.length;
  return { name, value: { value, range: { start, end: start + value.length } }, of: '' };
}

function problemOf(name: string, { value, range }: Text, of: string, place: Place | 'sample'): Problem[] {
  const host = hostOf(value);
  if (host === undefined || host === '' || isLoopback(host) || isOpen(host)) return [];
  const isModel =
    MODEL.test(name) ||
    (SETTING.test(name) && /provider|models?|openai|anthropic|options|llm|agent/i.test(of)) ||
    /openai-api-base|openai_base_url/i.test(name);
  const isProxy = PROXY.test(name) || /^http\.?proxy$/i.test(name);
  if (!isModel && !isProxy && !TELEMETRY.test(name)) return [];
  // A team's own hosts and the makers of models are an open choice.
  if (isModelHost(host) && value.startsWith('https:')) return [];
  const isStrange =
    isMomentary(host) ||
    (isAddressOfNumbers(host) && !isPrivate(host)) ||
    (value.startsWith('http:') && !isPrivate(host));
  const how = weightOf(place, isModel, isPrivate(host), isStrange);
  return how ? [{ at: range, message: messageOf(shortText(name), host, isModel, isProxy), ...how }] : [];
}

function weightOf(
  place: Place | 'sample',
  isModel: boolean,
  isOwn: boolean,
  isStrange: boolean,
): { readonly severity: Severity; readonly confidence: Confidence } | undefined {
  if (place === 'sample') return { severity: 'low', confidence: isStrange && isModel ? 'likely' : 'possible' };
  if (isOwn) return { severity: 'low', confidence: 'possible' };
  if (place === 'settings') return { severity: 'high', confidence: 'likely' };
  // Where an application's own requests go is its own business; the library's variable moves every key that it has.
  if (!isModel) return undefined;
  return isStrange ? { severity: 'high', confidence: 'likely' } : { severity: 'medium', confidence: 'likely' };
}

function messageOf(name: string, host: string, isModel: boolean, isProxy: boolean): string {
  if (isModel) return `\`${name}\` sends every prompt, and the key with it, to \`${host}\`.`;
  if (isProxy) return `\`${name}\` leads everything that the agent sends and gets through \`${host}\`.`;
  return `\`${name}\` sends what the agent does, prompts among it, to \`${host}\`.`;
}
