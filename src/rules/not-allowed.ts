import type { Finding } from '../engine/finding.ts';
import type { Mention } from '../engine/mention.ts';
import type { RuleInfo } from '../engine/rule.ts';
import { toFinding } from '../engine/to-finding.ts';
import permissionNotAllowed from './agent/permission-not-allowed.ts';
import serverNotAllowed from './agent/server-not-allowed.ts';
import endpointNotAllowed from './ai/endpoint-not-allowed.ts';
import modelNotAllowed from './ai/model-not-allowed.ts';
import providerNotAllowed from './ai/provider-not-allowed.ts';
import tokenLimitExceeded from './ai/token-limit-exceeded.ts';
import type { AgentPolicy, AiPolicy, TeamPolicy } from './team-policy.ts';
import { isApproved, unapproved } from './unapproved.ts';

/** Whether the team has said anything that mentions could be held against. */
export const isSaid = ({ ai, agents: { guardrails: _, ...agents } }: TeamPolicy): boolean =>
  [...Object.values(ai), ...Object.values(agents)].some((value) => value !== undefined);

/** What the team does not allow. */
export function notAllowed(mentions: readonly Mention[], { ai, agents }: TeamPolicy): readonly Finding[] {
  // Of a provider a file is told once: at the import, or where it is first named.
  const told = new Set<string>();
  const isForeign = (provider: string): boolean => {
    if (provider === '' || told.has(provider) || allows(ai.providers, provider)) return false;
    told.add(provider);
    return true;
  };
  return mentions.flatMap((mention) => [...ofAi(mention, ai, isForeign), ...ofAgents(mention, agents)]);
}

function ofAi(mention: Mention, policy: AiPolicy, isForeign: (provider: string) => boolean): readonly Finding[] {
  const { is, name, detail } = mention;
  switch (is) {
    case 'sdk':
    case 'client': {
      const provider = is === 'sdk' ? detail : name;
      const asked = isForeign(provider)
        ? [
            told(
              providerNotAllowed,
              mention,
              `${is === 'sdk' ? `\`${name}\`` : 'This client'} speaks to ${provider}, which is not among the providers the team has agreed on${listOf(policy.providers)}.`,
            ),
          ]
        : [];
      const isDirect = is === 'client' && policy.proxy !== undefined && !goesThrough(detail, policy.proxy);
      return isDirect
        ? [
            ...asked,
            told(
              endpointNotAllowed,
              mention,
              `This client asks ${detail === '' ? 'its provider directly' : `\`${detail}\``}; the team's calls go through \`${policy.proxy}\`.`,
            ),
          ]
        : asked;
    }
    case 'model': {
      const found: Finding[] = [];
      if (!allows(policy.models, name))
        found.push(
          told(
            modelNotAllowed,
            mention,
            `\`${name}\` is not among the models the team has agreed on${listOf(policy.models)}.`,
          ),
        );
      if (policy.models === undefined && isForeign(detail))
        found.push(
          told(
            providerNotAllowed,
            mention,
            `\`${name}\` is a model of ${detail}, which is not among the providers the team has agreed on${listOf(policy.providers)}.`,
          ),
        );
      return found;
    }
    case 'endpoint': {
      if (policy.proxy !== undefined && goesThrough(name, policy.proxy)) return [];
      if (policy.endpoints !== undefined && !allows(policy.endpoints, name))
        return [
          told(
            endpointNotAllowed,
            mention,
            `\`${name}\` is not among the hosts the team's models may be asked at${listOf(policy.endpoints)}.`,
          ),
        ];
      if (detail !== '' && policy.proxy !== undefined)
        return [
          told(
            endpointNotAllowed,
            mention,
            `\`${name}\` is asked directly; the team's calls go through \`${policy.proxy}\`.`,
          ),
        ];
      return isForeign(detail)
        ? [
            told(
              providerNotAllowed,
              mention,
              `\`${name}\` belongs to ${detail}, which is not among the providers the team has agreed on${listOf(policy.providers)}.`,
            ),
          ]
        : [];
    }
    case 'region':
      return allows(policy.regions, name)
        ? []
        : [
            told(
              endpointNotAllowed,
              mention,
              `\`${name}\` is not among the regions the team's data may go to${listOf(policy.regions)}.`,
            ),
          ];
    case 'tokens':
      return policy.maxTokens === undefined || Number(name) <= policy.maxTokens
        ? []
        : [told(tokenLimitExceeded, mention, `${name} tokens are asked for; the team allows ${policy.maxTokens}.`)];
  }
  return [];
}

function ofAgents(mention: Mention, policy: AgentPolicy): readonly Finding[] {
  const { is, name, detail } = mention;
  if (is === 'permission') {
    const isForbidden = policy.forbiddenPermissions?.some((forbidden) => isPermission(forbidden, name)) === true;
    return isForbidden
      ? [told(permissionNotAllowed, mention, `\`${name}\` is a permission that the team gives to no agent.`)]
      : [];
  }
  if (is !== 'server') return [];
  const host = /^(?:https?|wss?):\/\/([^/:?#\s@]+)/i.exec(detail)?.[1]?.toLowerCase();
  if (host !== undefined && policy.forbiddenHosts?.some((forbidden) => matches(forbidden, host)))
    return [told(serverNotAllowed, mention, `\`${name}\` asks \`${host}\`, which the team has ruled out.`)];
  if (policy.servers === undefined || policy.servers.some((allowed) => isServer(allowed, name, detail, host)))
    return unapproved(mention, policy.approved);
  const foreign = `\`${name}\` (\`${detail}\`) is not among the MCP servers the team has agreed on.`;
  // Of a server that nobody has approved that is all there is to tell; of one that somebody has, that it is another now.
  const changed = isApproved(name, policy.approved) ? unapproved(mention, policy.approved) : [];
  return [told(serverNotAllowed, mention, foreign), ...changed];
}

/** `Bash(*)` and `Bash` forbid leave for everything, and not each command; `Bash(curl*)` forbids what begins so. */
const isPermission = (forbidden: string, name: string): boolean =>
  /^[^()*]+(?:\(\*\))?$/.test(forbidden)
    ? forbidden.replace(/\(\*\)$/, '') === name.replace(/\(\*\)$/, '')
    : matches(forbidden, name);

/** `@acme/server` allows any version, `@acme/server@1.2.*` those of 1.2; a host or a name allows what bears it. */
function isServer(allowed: string, name: string, detail: string, host: string | undefined): boolean {
  if (host !== undefined) return matches(allowed, host) || matches(allowed, name);
  const at = detail.lastIndexOf('@');
  const bare = at > 0 ? detail.slice(0, at) : detail;
  return matches(allowed, detail) || matches(allowed, bare) || (!IS_PACKAGE.test(detail) && matches(allowed, name));
}

/** `@acme/server@1.2`: what is started is a package, and not what the configuration calls it. */
const IS_PACKAGE = /^(?:@[\w.-]+\/)?[\w.-]+(?:@[\w.^~*-]+)?$/;

/** `?`: an address that is only known when the program runs. */
const goesThrough = (host: string, proxy: string): boolean => host === '?' || host === hostOf(proxy);

const hostOf = (address: string): string => /^(?:https?:\/\/)?([^/:?#\s]+)/i.exec(address)?.[1]?.toLowerCase() ?? '';

const allows = (allowed: readonly string[] | undefined, name: string): boolean =>
  allowed === undefined || allowed.some((pattern) => matches(pattern, name));

/** `*` stands for any text; case does not count. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const text = name.toLowerCase();
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

const listOf = (allowed: readonly string[] | undefined): string =>
  allowed === undefined || allowed.length === 0 || allowed.length > 4 ? '' : ` (${allowed.join(', ')})`;

const told = (rule: RuleInfo, { range }: Mention, message: string): Finding => toFinding(rule, { at: range, message });
