import type { Confidence, Severity } from '../../engine/finding.ts';
import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import type { Text } from '../config/config-node.ts';
import { hostOf, isAddressOfNumbers, isLoopback, isMomentary, isOpen, isPrivate } from '../mcp/hosts.ts';
import { addressSettingsIn, isModelAddress } from '../settings/address-settings.ts';
import { isModelHost } from '../settings/model-hosts.ts';

const PROXY = /^(?:HTTPS?|ALL)_PROXY$/i;
const TELEMETRY = /^OTEL_EXPORTER_OTLP_(?:(?:LOGS|METRICS|TRACES)_)?ENDPOINT$/;
type Place = 'settings' | 'env' | 'workflow';

export default defineTextRule({
  id: 'agent/endpoint-override',
  title: 'Model requests redirected to another host',
  severity: 'high',
  confidence: 'likely',
  cwe: [923, 200, 319],
  owasp: ['LLM02:2025', 'ASI03:2026'],
  remedy: 'Remove the address, or keep it in your own settings, outside of the project.',
  when: ({ path, kind }) => placeOf(path, kind) !== undefined,
  look: (file) => {
    const place = placeOf(file.path, file.kind);
    if (!place || !SOME.test(file.text)) return [];
    const isSample = /\.(?:example|sample|template|dist|defaults?)\b/i.test(file.path);
    return addressSettingsIn(file).flatMap(({ name, value, of }) =>
      problemOf(name, value, of, isSample ? 'sample' : place),
    );
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

function problemOf(name: string, { value, range }: Text, of: string, place: Place | 'sample'): Problem[] {
  const host = hostOf(value);
  if (host === undefined || host === '' || isLoopback(host) || isOpen(host)) return [];
  const isModel = isModelAddress(name, of);
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
