import { fileKindOf } from '../engine/engine.ts';
import type { Confidence } from '../engine/finding.ts';
import type { ImportSite } from '../engine/names/import-site.ts';
import type { ScanResult } from '../engine/scan-result.ts';
import type { Judged } from '../packages/problem.ts';
import { ENGINE_RULES } from '../rules/engine-rules.ts';
import { RULES } from '../rules/index.generated.ts';
import { NO_TEAM_POLICY } from '../rules/team-policy.ts';
import { LocalCodeScanner } from './code-scanner.ts';
import { CodeScanners, type ThreadOptions } from './code-scanners.ts';
import { judgeEnvFile, withoutSecretsOf } from './env-file.ts';
import { readGrammarsFrom } from './grammars.ts';
import { judgeGuardrails } from './guardrails.ts';
import { PackageGuard } from './package-guard.ts';
import { applyPolicy, type PolicyProblem, settingOf } from './policy/policy.ts';
import { type ReadPolicy, readPolicy } from './policy/read-policy.ts';
import { type FoundFile, findSourceFiles, type LeftOutFile, reasonOf } from './source-files.ts';
import { readSource } from './source-text.ts';
import { findRoot } from './workspace-root.ts';

export type ProjectScannerOptions = {
  readonly threads: ThreadOptions;
  readonly offline: boolean;
  /** Where neither the caller nor the policy says: `likely`. The caller's word wins over the policy's. */
  readonly minimumConfidence?: Confidence | undefined;
  /** Only packages are looked at: what is told of code is left out. */
  readonly onlyPackages?: boolean;
};

export type ScannedFile = ScanResult & {
  readonly is: 'file';
  readonly path: string;
  readonly text: string;
  /** The packages that it mentions, each with what is known of it. */
  readonly packages: readonly Judged[];
};
type ScanResultWithPackages = ScanResult & Pick<ScannedFile, 'packages'>;
export type FailedPath = { readonly is: 'error'; readonly path: string; readonly error: string };
/** What is not checked, and why. */
export type UncheckedFile = { readonly is: 'unchecked'; readonly path: string; readonly note: string };
/** The fault is ours: something threw that no file may make throw. */
export type Crash = { readonly is: 'crash'; readonly path: string; readonly error: unknown };
export type Scanned = ScannedFile | UncheckedFile | FailedPath | Crash;

/** While one file waits for the registry, or for a thread, the next ones are scanned. Each holds a syntax tree, so they are few for each thread. */
const AT_ONCE = 32;

/** Scans files on disk, each under the policy of its own root: what the command line does. */
export class ProjectScanner {
  readonly #code: CodeScanners;
  readonly #packages: PackageGuard;
  readonly #minimumConfidence: Confidence | undefined;
  readonly #policies = new Map<string, Promise<ReadPolicy>>();
  readonly #problems: (PolicyProblem & { readonly text: string })[] = [];
  readonly #isOffline: boolean;
  readonly #onlyPackages: boolean;

  static async load({ threads, ...options }: ProjectScannerOptions): Promise<ProjectScanner> {
    const rules = options.onlyPackages ? { ...ENGINE_RULES, rules: [], textRules: [], noteOn: () => [] } : ENGINE_RULES;
    const local = await LocalCodeScanner.load(readGrammarsFrom(threads.grammars), rules);
    const code = new CodeScanners(local, threads);
    return new ProjectScanner(code, new PackageGuard({ offline: options.offline, trusted: true }), options);
  }

  private constructor(
    code: CodeScanners,
    packages: PackageGuard,
    { offline, minimumConfidence, onlyPackages = false }: Omit<ProjectScannerOptions, 'threads'>,
  ) {
    this.#onlyPackages = onlyPackages;
    this.#isOffline = offline;
    this.#code = code;
    this.#packages = packages;
    this.#minimumConfidence = minimumConfidence;
  }

  /** Ends the threads that were started. */
  end(): Promise<void> {
    return this.#code.end();
  }

  /** Scans files and folders, given as absolute paths, and gives them in the order in which they are done. A path given twice, or inside another, is scanned once. */
  async *scan(paths: readonly string[]): AsyncGenerator<Scanned> {
    const underWay = new Set<Promise<Scanned>>();
    const done: Scanned[] = [];
    for await (const { scanned } of this.#files(paths)) {
      const settled: Promise<Scanned> = scanned.then((file) => {
        underWay.delete(settled);
        done.push(file);
        return file;
      });
      underWay.add(settled);
      if (underWay.size >= AT_ONCE * this.#code.threads) await Promise.race(underWay);
      yield* done.splice(0);
    }
    await Promise.all(underWay);
    yield* done;
  }

  /** Boxed, since a generator would wait for a bare promise. */
  async *#files(paths: readonly string[]): AsyncGenerator<{ readonly scanned: Promise<Scanned> }> {
    const seen = new Set<string>();
    for (const path of paths) {
      const root = await findRoot(path);
      const read = await this.#policyOf(root);
      for await (const found of findSourceFiles(path, root, read.policy.exclude)) {
        if (seen.has(found.path)) continue;
        seen.add(found.path);
        yield { scanned: 'error' in found ? Promise.resolve({ is: 'error', ...found }) : this.#scanFile(found, read) };
      }
    }
  }

  /** What is wrong with the policies that held, each with the text of its file. */
  policyProblems(): readonly (PolicyProblem & { readonly text: string })[] {
    return this.#problems;
  }

  /** What a reader should know of the whole run: checks that no registry answered. */
  notes(): readonly string[] {
    const { waiting } = this.#packages;
    if (waiting === 0) return [];
    const what = waiting === 1 ? '1 reference to a package was' : `${waiting} references to packages were`;
    return [
      `${what} not checked: ${this.#isOffline ? 'not known yet, and --offline asks nobody' : 'the registry did not answer'}.`,
    ];
  }

  /** Whether a registry that was asked keeps no advisories. */
  get lacksAdvisories(): boolean {
    return this.#packages.lacksAdvisories;
  }

  /** Never rejects. */
  async #scanFile({ path, ...found }: FoundFile | LeftOutFile, read: ReadPolicy): Promise<Scanned> {
    const { policy } = read;
    try {
      const source = 'note' in found ? found : await readSource(path);
      if ('note' in source) return { is: 'unchecked', path, note: source.note };
      const { text } = source;
      const result = await this.#scanText(path, text, read);
      const told = applyPolicy(
        result.findings,
        this.#minimumConfidence ? { ...policy, minimumConfidence: this.#minimumConfidence } : policy,
        'likely',
      );
      return { is: 'file', path, text, ...result, findings: told };
    } catch (error) {
      // The file system's errors have a code and name their call; whatever else is thrown is a bug.
      if (error instanceof Error && 'syscall' in error) return { is: 'error', path, error: reasonOf(error) };
      return { is: 'crash', path, error };
    }
  }

  async #scanText(path: string, text: string, read: ReadPolicy): Promise<ScanResultWithPackages> {
    const { policy } = read;
    const code = await this.#code.open(text, fileKindOf(path) ?? 'prose', path.replaceAll('\\', '/'));
    const { others, packages, notes } = await this.#checkPackages(code.imports, text, path, policy);
    const envFile = this.#onlyPackages ? undefined : await judgeEnvFile(path, text);
    const guardrails = this.#onlyPackages || path !== read.path ? [] : await judgeGuardrails(text, read);
    const leavesOutPossible = (this.#minimumConfidence ?? policy.minimumConfidence) !== 'possible';
    const off = RULES.map(({ rule }) => rule.id).filter(
      (rule) => settingOf(policy, rule) === 'off' || (this.#onlyPackages && !rule.startsWith('package/')),
    );
    const { firstError, ...result } = await code.scan({
      today: today(),
      off,
      others,
      besides: [...(envFile?.findings ?? []), ...guardrails],
      team: this.#onlyPackages ? NO_TEAM_POLICY : policy,
      leavesOutPossible,
    });
    const findings = envFile ? withoutSecretsOf(result.findings, envFile) : result.findings;
    return { ...result, findings, packages, notes: [...result.notes, ...notes, ...brokenNote(text, firstError)] };
  }

  /** What goes wrong with packages must not cost the other findings. */
  async #checkPackages(imports: readonly ImportSite[], text: string, path: string, policy: ReadPolicy['policy']) {
    try {
      const { now, later, judged, notes } = await this.#packages.check(imports, text, path, { policy });
      return { others: (await later) ?? now, packages: await judged, notes };
    } catch (error) {
      return {
        others: undefined,
        packages: [],
        notes: [`The packages of this file were not checked: ${String(error)}`],
      };
    }
  }

  #policyOf(root: string): Promise<ReadPolicy> {
    const known = this.#policies.get(root);
    if (known) return known;
    const read = this.#readPolicy(root);
    this.#policies.set(root, read);
    return read;
  }

  async #readPolicy(root: string): Promise<ReadPolicy> {
    const read = await readPolicy(
      root,
      RULES.map(({ rule }) => rule.id),
    );
    for (const problem of read.problems) this.#problems.push({ ...problem, text: read.texts.get(problem.path) ?? '' });
    return read;
  }
}

/** Says where a text could not be understood: what stands there was not checked. */
function brokenNote(text: string, at: number | undefined): readonly string[] {
  if (at === undefined) return [];
  const line = text.slice(0, at).split('\n').length;
  return [`This is not understood from line ${line} on, so much of it was not checked.`];
}

/** The local day, as suppressions write it. */
export function today(now = new Date()): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
