import { readFile, realpath, stat } from 'node:fs/promises';
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
  /** Their texts. */
  readonly texts: ReadonlyMap<string, string>;
};

/** Larger files are not policies, and a policy of a stranger's repository must not fill the memory. */
const MAX_BYTES = 1_000_000;

const MOST_PROBLEMS = 100;

/** Reads the policy of a workspace root. A folder without one has no policy; a file that cannot be read or is wrong gives problems, never silence. */
export async function readPolicy(root: string, ruleIds: readonly string[]): Promise<ReadPolicy> {
  for (const name of POLICY_FILES) {
    const path = join(root, name);
    const source = await readText(path);
    if (source === undefined) continue;
    const reader = new PolicyReader(ruleIds);
    const policy = await reader.readRoot(path, source);
    return { policy, problems: reader.told(), path, files: reader.files, texts: reader.texts };
  }
  return { policy: NO_POLICY, problems: [], path: undefined, files: [], texts: new Map() };
}

class PolicyReader {
  readonly problems: PolicyProblem[] = [];
  readonly files: string[] = [];
  readonly texts = new Map<string, string>();
  readonly #ruleIds: readonly string[];
  /** A file that is extended in several ways is read, and complained of, once. */
  readonly #read = new Map<string, Policy>();

  constructor(ruleIds: readonly string[]) {
    this.#ruleIds = ruleIds;
  }

  async readRoot(path: string, source: Source): Promise<Policy> {
    if ('text' in source) return this.#policyIn(path, source.text, [await realpath(path)]);
    this.files.push(path);
    this.problems.push({ path, range: { start: 0, end: 1 }, message: `${source.failure} So no policy holds.` });
    return NO_POLICY;
  }

  /** The problems, by their place: of thousands the first ones are enough to see what is wrong. */
  told(): readonly PolicyProblem[] {
    const sorted = [...this.problems].sort((a, b) =>
      a.path === b.path ? a.range.start - b.range.start : a.path < b.path ? -1 : 1,
    );
    const [first] = sorted.slice(MOST_PROBLEMS);
    if (!first) return sorted;
    return [
      ...sorted.slice(0, MOST_PROBLEMS),
      { ...first, message: `There are ${sorted.length - MOST_PROBLEMS} more problems.` },
    ];
  }

  /** @param above the real paths of the file and of those that extend it. */
  async #policyIn(path: string, text: string, above: readonly string[]): Promise<Policy> {
    this.files.push(path);
    this.texts.set(path, text);
    const parsed = parsePolicy(text, path, this.#ruleIds);
    this.problems.push(...parsed.problems);
    let policy = NO_POLICY;
    for (const extended of parsed.extends) policy = mergePolicies(policy, await this.#extended(extended, path, above));
    return mergePolicies(policy, parsed.policy);
  }

  async #extended(
    { target, offset, length }: ParsedPolicy['extends'][number],
    path: string,
    above: readonly string[],
  ): Promise<Policy> {
    const problem = (message: string): Policy => {
      this.problems.push({ path, range: { start: offset, end: offset + length }, message });
      return NO_POLICY;
    };
    for (const candidate of candidatesOf(target, dirname(path))) {
      const source = await readText(candidate);
      if (source === undefined) continue;
      if ('failure' in source) return problem(`\`${target}\` cannot be read. ${source.failure}`);
      const real = await realpath(candidate);
      if (above.includes(real))
        return problem(`\`${target}\` leads back to itself. Take one of the two \`extends\` out.`);
      const known = this.#read.get(real);
      if (known) return known;
      const policy = await this.#policyIn(candidate, source.text, [...above, real]);
      this.#read.set(real, policy);
      return policy;
    }
    return problem(
      isFile(target)
        ? `\`${target}\` cannot be found. Check the path: it is relative to this file.`
        : `\`${target}\` cannot be found. Install the package, or name a file with "./".`,
    );
  }
}

const isFile = (target: string): boolean => target.startsWith('.') || isAbsolute(target);

/** Where an extended policy may lie: the file itself; for a package, up the tree in node_modules, with its assay.json. */
function candidatesOf(target: string, folder: string): string[] {
  if (isFile(target)) return [resolve(folder, target)];
  const candidates: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    const base = join(at, 'node_modules', target);
    candidates.push(...(/\.jsonc?$/.test(target) ? [base] : POLICY_FILES.map((name) => join(base, name))));
    if (dirname(at) === at) return candidates;
  }
}

type Source = { readonly text: string } | { readonly failure: string };

/** Undefined where there is no such file. */
async function readText(path: string): Promise<Source | undefined> {
  try {
    const info = await stat(path);
    if (info.isDirectory()) return undefined;
    if (!info.isFile()) return { failure: 'It is no ordinary file.' };
    if (info.size > MAX_BYTES) return { failure: 'It is larger than 1 MB.' };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return { failure: error instanceof TypeError ? 'It is not UTF-8 text.' : `${message}.` };
  }
}
