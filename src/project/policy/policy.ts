import { type Confidence, type Finding, isAtLeast, type Level, type Range } from '../../engine/finding.ts';
import { literalLength, matchesGlob } from '../../packages/glob.ts';
import { NO_PACKAGE_POLICY, type PackagePolicy } from '../../packages/package-policy.ts';
import { type AgentPolicy, type AiPolicy, type ForbiddenData, NO_TEAM_POLICY } from '../../rules/team-policy.ts';

/** What a team may say of a rule. */
export type RuleSetting = 'off' | Level;

/** The team's decisions, from `assay.json` and what it extends. */
export type Policy = {
  /** In the order in which they were written, those of extended files first. */
  readonly rules: readonly { readonly pattern: string; readonly setting: RuleSetting }[];
  readonly minimumConfidence: Confidence | undefined;
  /** As in .gitignore, relative to the folder of the root policy. */
  readonly exclude: readonly string[];
  readonly packages: PackagePolicy;
  readonly ai: AiPolicy;
  readonly agents: AgentPolicy;
};

/** Something wrong in a policy file. `range`: UTF-16 offsets into that file. */
export type PolicyProblem = { readonly path: string; readonly range: Range; readonly message: string };

export const NO_POLICY: Policy = {
  rules: [],
  minimumConfidence: undefined,
  exclude: [],
  packages: NO_PACKAGE_POLICY,
  ...NO_TEAM_POLICY,
};

/** Joins what an extended file says with what the file itself says, which comes later and so wins. */
export function mergePolicies(base: Policy, own: Policy): Policy {
  return {
    rules: lastOfEach([...base.rules, ...own.rules]),
    minimumConfidence: own.minimumConfidence ?? base.minimumConfidence,
    exclude: distinct(base.exclude, own.exclude),
    packages: {
      allow: distinct(base.packages.allow, own.packages.allow),
      deny: distinct(base.packages.deny, own.packages.deny),
      minimumAgeDays: own.packages.minimumAgeDays ?? base.packages.minimumAgeDays,
      licences: own.packages.licences ?? base.packages.licences,
      privateScopes: distinct(base.packages.privateScopes, own.packages.privateScopes),
    },
    // A list says what is allowed: the nearer one replaces the other, or nothing could be taken away.
    ai: { ...base.ai, ...own.ai },
    agents: mergeAgents(base.agents, own.agents),
  };
}

/** Approvals are added where the nearest file is, so those of the others hold beside them; what is asked of a repository may be said in parts. */
function mergeAgents(base: AgentPolicy, own: AgentPolicy): AgentPolicy {
  const { approved, guardrails } = base;
  return {
    ...base,
    ...own,
    ...(approved && own.approved && { approved: { ...approved, ...own.approved } }),
    ...(guardrails && own.guardrails && { guardrails: { ...guardrails, ...own.guardrails } }),
  };
}

/** Policies that extend one another in many ways say the same thing many times. */
const distinct = (base: readonly string[], own: readonly string[]): readonly string[] => [
  ...new Set([...base, ...own]),
];

function lastOfEach(rules: Policy['rules']): Policy['rules'] {
  const last = new Map<string, Policy['rules'][number]>();
  for (const rule of rules) {
    last.delete(rule.pattern);
    last.set(rule.pattern, rule);
  }
  return [...last.values()];
}

/** What a policy says of a rule: the most specific entry, of equally specific ones the last. */
export function settingOf(policy: Pick<Policy, 'rules'>, rule: string): RuleSetting | undefined {
  let best: RuleSetting | undefined;
  let rank = 0;
  for (const { pattern, setting } of policy.rules) {
    const specific = specificity(pattern, rule);
    if (specific === 0 || specific < rank) continue;
    best = setting;
    rank = specific;
  }
  return best;
}

/** 0: does not speak of the rule. A rule's id is more specific than any glob, and of two globs the one that names more; a category is its glob. */
function specificity(pattern: string, rule: string): number {
  if (pattern === rule) return Number.POSITIVE_INFINITY;
  const glob = /[*/]/.test(pattern) ? pattern : `${pattern}/*`;
  return matchesGlob(glob, rule) ? 1 + literalLength(glob) : 0;
}

const RULES_OF_DATA: Readonly<Record<ForbiddenData, string>> = {
  secret: 'ai/secret-in-prompt',
  personal: 'ai/personal-data-in-prompt',
};

/** What the team forbids to send is an error, unless it has said otherwise of the rule. */
const forbiddenSetting = ({ ai }: Policy, rule: string): RuleSetting | undefined =>
  ai.forbiddenData?.some((data) => RULES_OF_DATA[data] === rule) ? 'error' : undefined;

/** Leaves out what the policy has switched off or is not sure enough, and sets the levels it names. */
export function applyPolicy(findings: readonly Finding[], policy: Policy, minimumConfidence: Confidence): Finding[] {
  const minimum = policy.minimumConfidence ?? minimumConfidence;
  return findings.flatMap((finding) => {
    const setting = settingOf(policy, finding.rule) ?? forbiddenSetting(policy, finding.rule);
    if (setting === 'off' || !isAtLeast(finding.confidence, minimum)) return [];
    return [setting === undefined ? finding : { ...finding, level: setting }];
  });
}
