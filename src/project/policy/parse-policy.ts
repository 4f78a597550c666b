import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { Confidence } from '../../engine/finding.ts';
import { matchesGlob } from '../../packages/glob.ts';
import { IS_DEFINITION } from '../../rules/mcp/definition.ts';
import { FORBIDDEN_DATA, type ForbiddenData, type Guardrails } from '../../rules/team-policy.ts';
import { closestTo } from './closest.ts';
import { jsonAdvice } from './json-problem.ts';
import { NO_POLICY, type Policy, type PolicyProblem, type RuleSetting } from './policy.ts';
import { repeatedKeys } from './repeated-keys.ts';

/** What may stand in `assay.json`, with what an editor shows of it. The JSON schema is made from this. */
export const SETTINGS: readonly RuleSetting[] = ['off', 'information', 'warning', 'error'];
export const CONFIDENCES: readonly Confidence[] = ['certain', 'likely', 'possible'];
export const CATEGORIES = ['code', 'ai', 'package', 'secret', 'agent'] as const;
const KEYS = ['$schema', 'extends', 'rules', 'minimumConfidence', 'exclude', 'packages', 'ai', 'agents'];
const PACKAGE_KEYS = ['allow', 'deny', 'minimumAgeDays', 'licences', 'privateScopes'];
const AI_KEYS = ['providers', 'models', 'endpoints', 'regions', 'proxy', 'maxTokens', 'forbiddenData'];
const AGENT_KEYS = ['servers', 'forbiddenPermissions', 'forbiddenHosts', 'approved', 'guardrails'];
const GUARDRAIL_KEYS = ['files', 'sections', 'owners'];
/** Ten years: nobody means more. */
const MOST_DAYS = 3650;

/** A host, with a scheme before it or a port and a path behind it where somebody likes to write them. */
const IS_ADDRESS = /^(?:https?:\/\/)?\w[\w.-]*(?::\d{1,5})?(?:[/?#]\S*)?$/i;

export type ParsedPolicy = {
  readonly policy: Policy;
  readonly problems: readonly PolicyProblem[];
  /** What it extends, each with its place in the file. */
  readonly extends: readonly { readonly target: string; readonly offset: number; readonly length: number }[];
};

/**
 * Reads the text of an `assay.json`. What is wrong becomes a problem, and the rest of the file still holds.
 * @param ruleIds every rule there is, to tell a slip of the pen from a rule.
 */
export function parsePolicy(text: string, path: string, ruleIds: readonly string[]): ParsedPolicy {
  return new PolicyParser(text, path, ruleIds).parse();
}

class PolicyParser {
  readonly #text: string;
  readonly #path: string;
  readonly #ruleIds: readonly string[];
  readonly #problems: PolicyProblem[] = [];

  constructor(text: string, path: string, ruleIds: readonly string[]) {
    this.#text = text;
    this.#path = path;
    this.#ruleIds = ruleIds;
  }

  parse(): ParsedPolicy {
    const root = this.#root();
    if (!root) return { policy: NO_POLICY, problems: this.#problems, extends: [] };
    const members = this.#members(root, KEYS, 'the policy');
    const packages = members.get('packages');
    const packageMembers = packages ? this.#members(packages, PACKAGE_KEYS, '`packages`') : new Map<string, Node>();
    const ai = this.#part(members, 'ai', AI_KEYS);
    const agents = this.#part(members, 'agents', AGENT_KEYS);
    const policy: Policy = {
      rules: this.#rules(members.get('rules')),
      minimumConfidence: this.#choice(members.get('minimumConfidence'), CONFIDENCES),
      exclude: this.#strings(members.get('exclude')).map(({ value }) => value),
      packages: {
        allow: this.#packageNames(packageMembers.get('allow')),
        deny: this.#packageNames(packageMembers.get('deny')),
        minimumAgeDays: this.#days(packageMembers.get('minimumAgeDays')),
        licences: packageMembers.has('licences')
          ? this.#strings(packageMembers.get('licences')).map(({ value }) => value)
          : undefined,
        privateScopes: this.#strings(packageMembers.get('privateScopes')).flatMap(({ value, node }) =>
          this.#scope(value, node),
        ),
      },
      ai: defined({
        providers: this.#list(ai.get('providers')),
        models: this.#list(ai.get('models')),
        endpoints: this.#list(ai.get('endpoints')),
        regions: this.#list(ai.get('regions')),
        proxy: this.#address(ai.get('proxy')),
        maxTokens: this.#tokens(ai.get('maxTokens')),
        forbiddenData: this.#forbiddenData(ai.get('forbiddenData')),
      }),
      agents: defined({
        servers: this.#list(agents.get('servers')),
        forbiddenPermissions: this.#list(agents.get('forbiddenPermissions')),
        forbiddenHosts: this.#list(agents.get('forbiddenHosts')),
        approved: this.#approved(agents.get('approved')),
        guardrails: this.#guardrails(agents.get('guardrails')),
      }),
    };
    const extended = this.#strings(members.get('extends'), true).map(({ value, node }) => ({
      target: value,
      offset: node.offset,
      length: node.length,
    }));
    return { policy, problems: this.#problems, extends: extended };
  }

  /** The object that the file is, as far as it can be read. */
  #root(): Node | undefined {
    const whole = { offset: 0, length: this.#text.length };
    const errors: ParseError[] = [];
    let root: Node | undefined;
    try {
      root = parseTree(this.#text, errors, { allowTrailingComma: true });
    } catch {
      // The parser calls itself for each bracket.
      this.#problem(whole, 'The brackets of this file are nested too deeply to be read.');
      return undefined;
    }
    // What else the parser complains of most often follows from the first.
    const [first] = errors;
    if (first) this.#problem(first, jsonAdvice(first.error));
    if (root) this.#refuseRepeated(root);
    if (root?.type === 'object') return root;
    if (!first) this.#problem(whole, 'The policy must be an object: { "rules": { … } }.');
    return undefined;
  }

  #refuseRepeated(root: Node): void {
    const open = [root];
    for (let node = open.pop(); node; node = open.pop()) {
      for (const key of repeatedKeys(node))
        this.#problem(key, `\`${key.value}\` stands once more below, and only that counts. Put the two together.`);
      open.push(...(node.children ?? []));
    }
  }

  #rules(node: Node | undefined): Policy['rules'] {
    if (!node) return [];
    if (!this.#is(node, 'object', 'an object of rule ids')) return [];
    return (node.children ?? []).flatMap(({ children = [] }) => {
      const [key, value] = children;
      if (!key || !value) return [];
      const pattern = String(key.value);
      if (!this.#isRulePattern(pattern)) {
        this.#problem(key, this.#noSuchRule(pattern));
        return [];
      }
      const setting = this.#choice(value, SETTINGS);
      return setting ? [{ pattern, setting }] : [];
    });
  }

  /** A category may stand before it has rules; any other name must mean something. */
  #isRulePattern(pattern: string): boolean {
    if (CATEGORIES.some((category) => pattern === category || pattern === `${category}/*`)) return true;
    return this.#ruleIds.some((id) => matchesGlob(pattern, id));
  }

  #noSuchRule(pattern: string): string {
    if (pattern.includes('*')) return `No rule matches \`${pattern}\`. \`assay rules\` lists them.`;
    const near = closestTo(pattern, [...this.#ruleIds, ...CATEGORIES]) ?? this.#withCategory(pattern);
    return `There is no rule \`${pattern}\`. ${near ? `Did you mean \`${near}\`?` : '`assay rules` lists them.'}`;
  }

  /** The rule of that name in its category, for who left the category out. */
  #withCategory(name: string): string | undefined {
    return this.#ruleIds.find((id) => id.slice(id.indexOf('/') + 1) === name);
  }

  #part(members: ReadonlyMap<string, Node>, name: string, known: readonly string[]): Map<string, Node> {
    const node = members.get(name);
    return node ? this.#members(node, known, `\`${name}\``) : new Map();
  }

  /** Undefined where nothing is said: an empty list allows nothing. */
  #list(node: Node | undefined): readonly string[] | undefined {
    return node && this.#strings(node).map(({ value }) => value);
  }

  #address(node: Node | undefined): string | undefined {
    if (!node || !this.#is(node, 'string', 'a host or an address')) return undefined;
    const address = String(node.value);
    if (IS_ADDRESS.test(address)) return address;
    this.#problem(node, `\`${address}\` is no host. Write it as "llm.example.com" or "https://llm.example.com".`);
    return undefined;
  }

  #tokens(node: Node | undefined): number | undefined {
    if (!node || !this.#is(node, 'number', 'a number of tokens')) return undefined;
    if (Number(node.value) > 0) return Number(node.value);
    this.#problem(node, 'Write a number of tokens above 0.');
    return undefined;
  }

  #forbiddenData(node: Node | undefined): readonly ForbiddenData[] | undefined {
    return node && this.#strings(node).flatMap(({ node: at }) => this.#choice(at, FORBIDDEN_DATA) ?? []);
  }

  #approved(node: Node | undefined): Readonly<Record<string, readonly string[]>> | undefined {
    if (!node || !this.#is(node, 'object', 'an object of names of servers')) return undefined;
    const entries = (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
      key && value ? [[String(key.value), this.#definitions(value)] as const] : [],
    );
    return Object.fromEntries(entries);
  }

  #definitions(node: Node): readonly string[] {
    return this.#strings(node, true).flatMap(({ value, node: at }) => {
      if (IS_DEFINITION.test(value)) return [value];
      this.#problem(at, 'This is no hash of a definition. `assay approve` writes it.');
      return [];
    });
  }

  #guardrails(node: Node | undefined): Guardrails | undefined {
    if (!node) return undefined;
    const members = this.#members(node, GUARDRAIL_KEYS, '`guardrails`');
    const files = members.get('files');
    const owners = members.get('owners');
    return defined({
      files: files && this.#strings(files).flatMap(({ value, node: at }) => this.#fileInside(value, at)),
      sections: this.#list(members.get('sections')),
      owners: owners && this.#is(owners, 'boolean', 'true or false') ? Boolean(owners.value) : undefined,
    });
  }

  #fileInside(path: string, node: Node): string[] {
    const parts = path.split('/');
    if (path !== '' && !/^[/~]|^\w:|[\\*?]/.test(path) && !parts.includes('..')) return [path];
    this.#problem(node, `\`${path}\` is no file below this one. Write it as "AGENTS.md" or "docs/AGENTS.md".`);
    return [];
  }

  #packageNames = (node: Node | undefined): readonly string[] =>
    this.#strings(node).flatMap(({ value, node: at }) => this.#packageName(value, at));

  #days(node: Node | undefined): number | undefined {
    if (!node || !this.#is(node, 'number', 'a number of days')) return undefined;
    const days = Number(node.value);
    if (days >= 0 && days <= MOST_DAYS) return days;
    this.#problem(node, `Write a number of days from 0 to ${MOST_DAYS}.`);
    return undefined;
  }

  #packageName(value: string, node: Node): string[] {
    if (/^(@[\w.~*-]+\/)?[\w.~*-]+$/.test(value)) return [value];
    this.#problem(
      node,
      `\`${value}\` is no package name. Write the name alone, without version: "left-pad", "@acme/*".`,
    );
    return [];
  }

  #scope(value: string, node: Node): string[] {
    if (/^@?[a-z0-9~][a-z0-9._~-]*$/i.test(value)) return [value.startsWith('@') ? value : `@${value}`];
    this.#problem(node, `\`${value}\` is no scope. Write it as "@acme".`);
    return [];
  }

  #members(node: Node, known: readonly string[], where: string): Map<string, Node> {
    const members = new Map<string, Node>();
    if (!this.#is(node, 'object', 'an object')) return members;
    for (const { children = [] } of node.children ?? []) {
      const [key, value] = children;
      if (!key) continue;
      const name = String(key.value);
      const near = closestTo(name, known);
      if (!known.includes(name))
        this.#problem(
          key,
          `\`${name}\` means nothing in ${where}.${near ? ` Did you mean \`${near}\`?` : ` Known are ${known.join(', ')}.`}`,
        );
      else if (value) members.set(name, value);
    }
    return members;
  }

  #choice<T extends string>(node: Node | undefined, choices: readonly T[]): T | undefined {
    if (!node) return undefined;
    const choice = choices.find((candidate) => candidate === node.value);
    if (choice === undefined)
      this.#problem(node, `Write one of ${choices.map((candidate) => `"${candidate}"`).join(', ')}.`);
    return choice;
  }

  #strings(node: Node | undefined, allowsOne = false): { value: string; node: Node }[] {
    if (!node) return [];
    if (allowsOne && node.type === 'string') return [{ value: String(node.value), node }];
    if (!this.#is(node, 'array', allowsOne ? 'a string or an array of strings' : 'an array of strings')) return [];
    return (node.children ?? []).flatMap((child) =>
      this.#is(child, 'string', 'a string') ? [{ value: String(child.value), node: child }] : [],
    );
  }

  #is(node: Node, type: Node['type'], wanted: string): boolean {
    if (node.type === type) return true;
    this.#problem(node, `This must be ${wanted}.`);
    return false;
  }

  #problem({ offset, length }: Pick<Node, 'offset' | 'length'>, message: string): void {
    this.#problems.push({ path: this.#path, range: { start: offset, end: offset + Math.max(length, 1) }, message });
  }
}

/** Without what is not said, so that a policy that is extended keeps its word. */
const defined = <T extends object>(settings: T): T =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as T; // the same keys, fewer
