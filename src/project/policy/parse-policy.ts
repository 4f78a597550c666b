import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Confidence } from '../../engine/finding.ts';
import { closestTo } from './closest.ts';
import { NO_POLICY, type Policy, type PolicyProblem, type RuleSetting } from './policy.ts';

/** What may stand in `assay.json`, with what an editor shows of it. The JSON schema is made from this. */
export const SETTINGS: readonly RuleSetting[] = ['off', 'information', 'warning', 'error'];
export const CONFIDENCES: readonly Confidence[] = ['certain', 'likely', 'possible'];
export const CATEGORIES = ['code', 'ai', 'package', 'secret', 'agent'] as const;
const KEYS = ['$schema', 'extends', 'rules', 'minimumConfidence', 'exclude', 'packages'];
const PACKAGE_KEYS = ['allow', 'privateScopes'];

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
    const errors: ParseError[] = [];
    const root = parseTree(this.#text, errors, { allowTrailingComma: true });
    for (const { offset, length, error } of errors)
      this.#problem(
        { offset, length },
        `This is not valid JSON (${printParseErrorCode(error)}). Mend it, or the policy does not hold.`,
      );
    if (root?.type !== 'object') {
      if (errors.length === 0)
        this.#problem({ offset: 0, length: this.#text.length }, 'The policy must be an object: { "rules": { … } }.');
      return { policy: NO_POLICY, problems: this.#problems, extends: [] };
    }
    const members = this.#members(root, KEYS, 'the policy');
    const packages = members.get('packages');
    const packageMembers = packages ? this.#members(packages, PACKAGE_KEYS, '`packages`') : new Map<string, Node>();
    const policy: Policy = {
      rules: this.#rules(members.get('rules')),
      minimumConfidence: this.#choice(members.get('minimumConfidence'), CONFIDENCES),
      exclude: this.#strings(members.get('exclude')).map(({ value }) => value),
      packages: {
        allow: this.#strings(packageMembers.get('allow')).map(({ value }) => value),
        privateScopes: this.#strings(packageMembers.get('privateScopes')).flatMap(({ value, node }) =>
          this.#scope(value, node),
        ),
      },
    };
    const extended = this.#strings(members.get('extends'), true).map(({ value, node }) => ({
      target: value,
      offset: node.offset,
      length: node.length,
    }));
    return { policy, problems: this.#problems, extends: extended };
  }

  #rules(node: Node | undefined): Policy['rules'] {
    if (!node) return [];
    if (!this.#is(node, 'object', 'an object of rule ids')) return [];
    return (node.children ?? []).flatMap(({ children = [] }) => {
      const [key, value] = children;
      if (!key || !value) return [];
      const pattern = String(key.value);
      if (!this.#isRulePattern(pattern)) {
        const near = closestTo(pattern, this.#ruleIds);
        this.#problem(
          key,
          `There is no rule \`${pattern}\`.${near ? ` Did you mean \`${near}\`?` : ' `assay rules` lists them.'}`,
        );
        return [];
      }
      const setting = this.#choice(value, SETTINGS);
      return setting ? [{ pattern, setting }] : [];
    });
  }

  #isRulePattern(pattern: string): boolean {
    if (pattern.includes('*')) return /^[\w*/-]+$/.test(pattern);
    return this.#ruleIds.includes(pattern) || (CATEGORIES as readonly string[]).includes(pattern);
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
