import { homedir } from 'node:os';
import { join } from 'node:path';
import { isComponent } from '../engine/embedded/code-in.ts';
import { languageOf } from '../engine/engine.ts';
import type { Finding } from '../engine/finding.ts';
import type { ImportSite } from '../engine/names/import-site.ts';
import { PackageChecker, type PackageReport } from '../packages/check-packages.ts';
import type { NpmConfig } from '../packages/npmrc.ts';
import type { Judged } from '../packages/problem.ts';
import type { PackageReference } from '../packages/reference.ts';
import { referencesIn } from '../packages/references/references-in.ts';
import { referencesInCode } from '../packages/references/references-in-code.ts';
import { RegistryClient } from '../packages/registry.ts';
import { NODE_DISK, readNpmConfig } from './npm-config.ts';
import type { Policy } from './policy/policy.ts';
import { RegistryCache } from './registry-cache.ts';

export type GuardOptions = {
  /** Ask nobody: what earlier runs have learnt is all there is. */
  readonly offline: boolean;
  /** Whether the workspace may say which registry is asked. */
  readonly trusted: boolean;
};

export type GuardContext = { readonly policy: Policy; readonly offline?: boolean };

export type GuardAnswer = {
  /** What is known without asking anybody. */
  readonly now: readonly Finding[];
  /** The same after asking, when something is to be asked. Never rejects. */
  readonly later: Promise<readonly Finding[]> | undefined;
  /** Everything about the references, after asking. Never rejects. */
  readonly judged: Promise<readonly Judged[]>;
  /** What was looked at. */
  readonly references: readonly PackageReference[];
  /** What was left out, and why. */
  readonly notes: readonly string[];
};

/** No file that people keep mentions more: each may be asked for at the registry. */
const MOST_REFERENCES = 10_000;

/** Checks the packages that files mention, with npm's own configuration and the answers of earlier runs. */
export class PackageGuard {
  readonly #checker: PackageChecker;
  readonly #configs = new Map<string, Promise<NpmConfig>>();
  readonly #counts = new Map<string, Pick<PackageReport, 'checked' | 'waiting'>>();
  readonly #offline: boolean;
  #trusted: boolean;

  constructor({ offline, trusted }: GuardOptions) {
    this.#offline = offline;
    this.#trusted = trusted;
    this.#checker = new PackageChecker({
      disk: NODE_DISK,
      registry: new RegistryClient(),
      store: new RegistryCache(cacheFolder()),
    });
  }

  /** References that nobody could judge yet, in the files checked last. */
  get waiting(): number {
    return this.#sum('waiting');
  }

  get checked(): number {
    return this.#sum('checked');
  }

  get lacksAdvisories(): boolean {
    return this.#checker.lacksAdvisories;
  }

  get isOffline(): boolean {
    return this.#checker.isOffline();
  }

  /** Every package that a file mentions. @param imports of a file that is code. */
  check(imports: readonly ImportSite[], text: string, path: string, context: GuardContext): Promise<GuardAnswer> {
    const inCode = languageOf(path) || isComponent(path) ? referencesInCode(imports) : [];
    const all = languageOf(path) ? inCode : [...inCode, ...referencesIn(path, text)];
    return this.#check(all, text, path, context);
  }

  /** What is known of the package that a reference in a file names; asked for within `patience` milliseconds where nothing is. */
  async card(reference: PackageReference, path: string, { policy, offline }: GuardContext, patience: number) {
    const file = path.replaceAll('\\', '/');
    const request = {
      file,
      policy: policy.packages,
      npm: await this.#configOf(file),
      offline: this.#offline || offline === true,
    };
    return this.#checker.card(request, reference, patience);
  }

  /** Packages of the registry that match the words of a name. Undefined when nobody says. */
  async search(name: string, path: string, offline: boolean) {
    const npm = await this.#configOf(path.replaceAll('\\', '/'));
    return this.#checker.search(name, { npm, offline: this.#offline || offline });
  }

  /** A file that decides what imports mean has changed. */
  invalidate(): void {
    this.#configs.clear();
    this.#checker.invalidate();
  }

  trust(trusted: boolean): void {
    this.#trusted = trusted;
    this.invalidate();
  }

  /** A closed file's references no longer count. */
  forget(path: string): void {
    this.#counts.delete(path);
  }

  async #check(
    all: readonly PackageReference[],
    text: string,
    path: string,
    { policy, offline }: GuardContext,
  ): Promise<GuardAnswer> {
    const references = all.slice(0, MOST_REFERENCES);
    const notes =
      all.length > MOST_REFERENCES
        ? [`This file mentions ${all.length} packages; those after the first ${MOST_REFERENCES} were not checked.`]
        : [];
    if (all.length === 0) return { now: [], later: undefined, judged: Promise.resolve([]), references, notes };
    const file = path.replaceAll('\\', '/');
    const npm = await this.#configOf(file);
    const { report, later } = await this.#checker.check({
      references,
      file,
      text,
      policy: policy.packages,
      npm,
      offline: this.#offline || offline === true,
    });
    return {
      now: this.#count(path, report),
      later: later?.then((asked) => this.#count(path, asked)),
      judged: later?.then(({ judged }) => judged) ?? Promise.resolve(report.judged),
      references,
      notes,
    };
  }

  #count(path: string, { findings, checked, waiting }: PackageReport): readonly Finding[] {
    this.#counts.set(path, { checked, waiting });
    return findings;
  }

  #sum(what: 'checked' | 'waiting'): number {
    let sum = 0;
    for (const counts of this.#counts.values()) sum += counts[what];
    return sum;
  }

  /** npm's configuration is the same for all files of a folder. */
  #configOf(file: string): Promise<NpmConfig> {
    const folder = file.slice(0, file.lastIndexOf('/'));
    const known = this.#configs.get(folder);
    if (known) return known;
    const read = readNpmConfig(file, { trusted: this.#trusted });
    this.#configs.set(folder, read);
    return read;
  }
}

/** Where the system keeps what can be made again. */
function cacheFolder(): string {
  const { platform, env } = process;
  if (env.ASSAY_CACHE_DIR) return join(env.ASSAY_CACHE_DIR, 'packages');
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'assay', 'packages');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'assay', 'packages');
  return join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'assay', 'packages');
}
