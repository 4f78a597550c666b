import { type Confidence, type Finding, isAtLeast, type Level, type Range } from '../../engine/finding.ts';
import { literalLength, matchesGlob } from '../../packages/glob.ts';
import type { ModelPolicy } from './model-policy.ts';

/** What a team may say of a rule. */
export type RuleSetting = 'off' | Level;

/** The team's decisions, from `assay.json` and what it extends. */
export type Policy = {
  /** In the order in which they were written, those of extended files first. */
  readonly rules: readonly { readonly pattern: string; readonly setting: RuleSetting }[];
  readonly minimumConfidence: Confidence | undefined;
  /** As in .gitignore, relative to the folder of the root policy. */
  readonly exclude: readonly string[];
  readonly packages: { readonly allow: readonly string[]; readonly privateScopes: readonly string[] };
  /** Which models the team allows; undefined where it has said nothing. */
  readonly ai: ModelPolicy | undefined;
};

/** Something wrong in a policy file. `range`: UTF-16 offsets into that file. */
export type PolicyProblem = { readonly path: string; readonly range: Range; readonly message: string };

export const NO_POLICY: Policy = {
  rules: [],
  minimumConfidence: undefined,
  exclude: [],
  packages: { allow: [], privateScopes: [] },
  ai: undefined,
};

/** Joins what an extended file says with what the file itself says, which comes later and so wins. */
export function mergePolicies(base: Policy, own: Policy): Policy {
  return {
    rules: lastOfEach([...base.rules, ...own.rules]),
    minimumConfidence: own.minimumConfidence ?? base.minimumConfidence,
    exclude: distinct(base.exclude, own.exclude),
    packages: {
      allow: distinct(base.packages.allow, own.packages.allow),
      privateScopes: distinct(base.packages.privateScopes, own.packages.privateScopes),
    },
    ai: mergeModels(base.ai, own.ai),
  };
}

/** Lists say what is allowed, so the nearer one replaces the other: joining them would allow what it left out. */
function mergeModels(base: ModelPolicy | undefined, own: ModelPolicy | undefined): ModelPolicy | undefined {
  if (!base || !own) return own ?? base;
  const nearer = (key: 'providers' | 'models' | 'endpoints' | 'regions') =>
    own[key].length > 0 ? own[key] : base[key];
  return {
    providers: nearer('providers'),
    models: nearer('models'),
    endpoints: nearer('endpoints'),
    regions: nearer('regions'),
    proxy: own.proxy ?? base.proxy,
    maxTokens: own.maxTokens ?? base.maxTokens,
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

/** Leaves out what the policy has switched off or is not sure enough, and sets the levels it names. */
export function applyPolicy(findings: readonly Finding[], policy: Policy, minimumConfidence: Confidence): Finding[] {
  const minimum = policy.minimumConfidence ?? minimumConfidence;
  return findings.flatMap((finding) => {
    const setting = settingOf(policy, finding.rule);
    if (setting === 'off' || !isAtLeast(finding.confidence, minimum)) return [];
    return [setting === undefined ? finding : { ...finding, level: setting }];
  });
}
