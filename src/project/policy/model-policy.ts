import { type Finding, levelOf, type Severity } from '../../engine/finding.ts';
import { matchesGlob } from '../../packages/glob.ts';
import modelNotAllowed from '../../rules/ai/model-not-allowed.ts';
import providerNotAllowed from '../../rules/ai/provider-not-allowed.ts';
import type { ModelUse } from '../../rules/model-uses.ts';

/** What a team allows of models. An empty list says nothing; names may be globs. */
export type ModelPolicy = {
  readonly providers: readonly string[];
  readonly models: readonly string[];
  /** Hosts, such as `llm.acme.example`. */
  readonly endpoints: readonly string[];
  readonly regions: readonly string[];
  /** The address through which every client must go. */
  readonly proxy: string | undefined;
  /** The most tokens that an answer may have. */
  readonly maxTokens: number | undefined;
};

export const NO_MODEL_POLICY: ModelPolicy = {
  providers: [],
  models: [],
  endpoints: [],
  regions: [],
  proxy: undefined,
  maxTokens: undefined,
};

/** What a file uses that its team does not allow. Says nothing where the team has said nothing. */
export function modelPolicyFindings(uses: readonly ModelUse[], policy: ModelPolicy): readonly Finding[] {
  const findings: Finding[] = [];
  for (const use of uses) {
    const finding = judge(use, policy);
    // An address and whoever answers there are one thing to a reader.
    const isTold = findings.some(({ rule, range }) => rule === finding?.rule && range.start === use.start);
    if (finding && !isTold) findings.push(finding);
  }
  return findings;
}

function judge(use: ModelUse, policy: ModelPolicy): Finding | undefined {
  const { value } = use;
  switch (use.kind) {
    case 'provider':
      return isIn(value, policy.providers)
        ? undefined
        : notAllowed(use, `\`${value}\` is no provider that assay.json allows: ${listed(policy.providers)}.`);
    case 'endpoint':
      return isIn(value, policy.endpoints) || isLocal(value) || isProxy(value, policy.proxy)
        ? undefined
        : notAllowed(use, `\`${value}\` is no endpoint that assay.json allows: ${listed(policy.endpoints)}.`);
    case 'region':
      return isIn(value, policy.regions)
        ? undefined
        : notAllowed(use, `\`${value}\` is no region that assay.json allows: ${listed(policy.regions)}.`);
    case 'client':
      return goesPastProxy(value, policy.proxy)
        ? notAllowed(
            use,
            `This client goes to its provider directly; assay.json sends every call through \`${policy.proxy}\`.`,
          )
        : undefined;
    case 'model':
      return isIn(value, policy.models)
        ? undefined
        : toFinding(modelNotAllowed, use, `\`${value}\` is no model that assay.json allows: ${listed(policy.models)}.`);
    case 'tokens':
      return policy.maxTokens !== undefined && Number(value) > policy.maxTokens
        ? toFinding(
            modelNotAllowed,
            use,
            `\`${value}\` tokens are more than the ${policy.maxTokens} that assay.json allows.`,
          )
        : undefined;
  }
  return undefined;
}

const isIn = (value: string, allowed: readonly string[]): boolean =>
  allowed.length === 0 || allowed.some((glob) => matchesGlob(glob.toLowerCase(), value.toLowerCase()));

const isLocal = (host: string): boolean => /^(localhost|127\.0\.0\.1|\[?::1\]?)(:|$)/.test(host);

const isProxy = (host: string, proxy: string | undefined): boolean => proxy !== undefined && hostOf(proxy) === host;

/** What a variable of the environment holds is not known here. */
const goesPastProxy = (address: string, proxy: string | undefined): boolean =>
  proxy !== undefined &&
  (address === '' || (/^https?:/.test(address) && hostOf(address) !== hostOf(proxy) && !isLocal(hostOf(address))));

const hostOf = (address: string): string => /^(?:https?:\/\/)?([\w.-]+(?::\d+)?)/.exec(address)?.[1] ?? address;

const listed = (names: readonly string[]): string =>
  names
    .slice(0, 5)
    .map((name) => `\`${name}\``)
    .join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');

const notAllowed = (use: ModelUse, message: string): Finding => toFinding(providerNotAllowed, use, message);

function toFinding(
  { id, remedy, severity }: { readonly id: string; readonly remedy: string; readonly severity: Severity },
  { start, end }: ModelUse,
  message: string,
): Finding {
  return {
    rule: id,
    range: { start, end },
    message,
    remedy,
    severity,
    level: levelOf(severity),
    confidence: 'certain',
    trace: [],
    fixes: [],
  };
}
