import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { type ParsedPolicy, parsePolicy } from './parse-policy.ts';
import { mergePolicies, NO_POLICY, type Policy, type PolicyProblem } from './policy.ts';

export const POLICY_FILES = ['assay.json', 'assay.jsonc'] as const;

export type ReadPolicy = {
  readonly policy: Policy;
  readonly problems: readonly PolicyProblem[];
  /** The root policy file, or undefined where there is none. */
  readonly path: string | undefined;
  /** Every file that was read, so that a change to one is noticed. */
  readonly files: readonly string[];
};

/**
 * Reads the policy of a workspace root. A folder without one has no policy; a file that cannot be read or is wrong gives problems, never
 * silence.
 */
export async function readPolicy(root: string, ruleIds: readonly string[]): Promise<ReadPolicy> {
  for (const name of POLICY_FILES) {
    const path = join(root, name);
    const text = await readText(path);
    if (text === undefined) continue;
    const reader = new PolicyReader(ruleIds);
    const policy = await reader.read(path, text, []);
    return { policy, problems: reader.problems, path, files: reader.files };
  }
  return { policy: NO_POLICY, problems: [], path: undefined, files: [] };
}

class PolicyReader {
  readonly problems: PolicyProblem[] = [];
  readonly files: string[] = [];
  readonly #ruleIds: readonly string[];

  constructor(ruleIds: readonly string[]) {
    this.#ruleIds = ruleIds;
  }

  async read(path: string, text: string, above: readonly string[]): Promise<Policy> {
    this.files.push(path);
    const parsed = parsePolicy(text, path, this.#ruleIds);
    this.problems.push(...parsed.problems);
    let policy = NO_POLICY;
    for (const extended of parsed.extends)
      policy = mergePolicies(policy, await this.#extended(extended, path, [...above, path]));
    return mergePolicies(policy, parsed.policy);
  }

  async #extended(
    { target, offset, length }: ParsedPolicy['extends'][number],
    path: string,
    above: readonly string[],
  ): Promise<Policy> {
    const range = { start: offset, end: offset + length };
    for (const candidate of candidatesOf(target, dirname(path))) {
      if (above.includes(candidate)) {
        this.problems.push({ path, range, message: `\`${target}\` extends this file again. Take one of the two out.` });
        return NO_POLICY;
      }
      const text = await readText(candidate);
      if (text !== undefined) return this.read(candidate, text, above);
    }
    const isRelative = target.startsWith('.') || isAbsolute(target);
    const advice = isRelative
      ? 'Check the path: it is relative to this file.'
      : 'Install the package, or name a file with "./".';
    this.problems.push({ path, range, message: `\`${target}\` cannot be found. ${advice}` });
    return NO_POLICY;
  }
}

/** Where an extended policy may lie: the file itself; for a package, up the tree in node_modules, with its assay.json. */
function candidatesOf(target: string, folder: string): string[] {
  if (target.startsWith('.') || isAbsolute(target)) return [resolve(folder, target)];
  const candidates: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    const base = join(at, 'node_modules', target);
    candidates.push(...(/\.jsonc?$/.test(target) ? [base] : POLICY_FILES.map((name) => join(base, name))));
    if (dirname(at) === at) return candidates;
  }
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\ufeff/, '');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw error;
  }
}
