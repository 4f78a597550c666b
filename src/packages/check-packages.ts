import type { Finding } from '../engine/finding.ts';
import type { PackageCard } from './card.ts';
import type { Disk } from './disk.ts';
import { DownloadCounts } from './download-counts.ts';
import type { Registry, RegistryStore } from './existence.ts';
import { findingOf } from './findings.ts';
import { Judge } from './judge.ts';
import { Knowledge } from './knowledge.ts';
import { MissingExports } from './missing-exports.ts';
import type { NpmConfig } from './npmrc.ts';
import type { PackagePolicy } from './package-policy.ts';
import type { Judged, Problem } from './problem.ts';
import type { PackageReference } from './reference.ts';
import { Resolver } from './resolver.ts';
import { loadWellKnownNames } from './well-known-names.ts';

export type PackageRequest = {
  readonly references: readonly PackageReference[];
  /** Absolute path of the file that holds them, and its text. */
  readonly file: string;
  readonly text: string;
  readonly policy: PackagePolicy;
  readonly npm: NpmConfig;
  /** What earlier runs have learnt is used, nobody is asked. */
  readonly offline: boolean;
};

export type PackageReport = {
  /** In the order of the references; what imports take out of packages that do not export it comes last. */
  readonly findings: readonly Finding[];
  /** The references themselves, each with what is known of it. */
  readonly judged: readonly Judged[];
  /** References that have been judged, and those that nobody could judge yet. */
  readonly checked: number;
  readonly waiting: number;
};

export type PackageCheck = {
  /** What is known without asking anybody. */
  readonly report: PackageReport;
  /** The same after asking, when something is to be asked. Never rejects. */
  readonly later: Promise<PackageReport> | undefined;
};

export type PackageCheckerOptions = {
  readonly disk: Disk;
  readonly registry: Registry;
  readonly store: RegistryStore;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
};

/** A card is not kept waiting long for a figure; the next one has it. */
const DOWNLOADS_PATIENCE_MS = 400;

/** Told at every place where the name stands; of other problems one place in a file is enough. */
const TOLD_EVERYWHERE: readonly Problem['kind'][] = ['hallucinated', 'undeclared'];

/** Judges references: first from what is at hand, then from what the registry says. Made once; checks may run side by side. */
export class PackageChecker {
  readonly #resolver: Resolver;
  readonly #missing: MissingExports;
  readonly #registry: Registry;
  readonly #store: RegistryStore;
  readonly #now: () => number;
  readonly #downloads: DownloadCounts;
  #lacksAdvisories = false;

  constructor({ disk, registry, store, now = Date.now }: PackageCheckerOptions) {
    this.#resolver = new Resolver(disk);
    this.#missing = new MissingExports(disk, this.#resolver);
    this.#registry = registry;
    this.#store = store;
    this.#now = now;
    this.#downloads = new DownloadCounts(registry);
  }

  async check(request: PackageRequest): Promise<PackageCheck> {
    const { references, file, text, policy, npm } = request;
    const context = { npm, privateScopes: policy.privateScopes };
    const missing = await this.#missing.in({ references, file, text, allow: policy.allow, context });
    const { report, isSettled } = await this.#run(request, missing, false);
    if (request.offline || npm.withheld || (report.waiting === 0 && isSettled)) return { report, later: undefined };
    const later = this.#run(request, missing, true).then((asked) => asked.report);
    return { report, later: later.catch(() => report) };
  }

  /**
   * What is known of the package that a reference names: at once if anything is, or else after asking, for which `patience` milliseconds are waited.
   * What is learnt later is there the next time.
   */
  async card(
    request: Omit<PackageRequest, 'references' | 'text'>,
    reference: PackageReference,
    patience: number,
  ): Promise<PackageCard> {
    const known = await this.#card(request, reference, false);
    if (request.offline || request.npm.withheld) return known;
    const asked = known.isSettled ? known : this.#card(request, reference, true).catch(() => known);
    const card = known.facts === undefined ? await soon(asked, patience, known) : known;
    if (card.facts === undefined) return card;
    const downloads = this.#downloads.get(reference.name, request.npm);
    return { ...card, downloads: await soon(downloads, DOWNLOADS_PATIENCE_MS, undefined) };
  }

  async #card(
    { file, policy, npm }: Omit<PackageRequest, 'references' | 'text'>,
    reference: PackageReference,
    asks: boolean,
  ): Promise<PackageCard & { readonly isSettled: boolean }> {
    const knowledge = new Knowledge({ registry: this.#registry, store: this.#store, npm, asks });
    const wellKnown = await loadWellKnownNames();
    const now = this.#now();
    const judge = new Judge({ resolver: this.#resolver, knowledge, file, policy, npm, wellKnown, now });
    const [judged] = await judge.judgeAll([reference]);
    if (judged === undefined) throw new Error('A reference is judged once.');
    const { name } = reference;
    const isAsked = judged.standing !== 'ours' && judged.standing !== 'allowed' && (await judge.mayAskFor(judged));
    const { facts } = isAsked ? await knowledge.of(name, 'history') : { facts: undefined };
    const installed = await this.#resolver.installedVersion(name, file);
    return { judged, facts, installed, isWellKnown: wellKnown.has(name), now, isSettled: knowledge.isSettled };
  }

  /** To be called when a file has changed for which {@link decidesImports} says so. */
  invalidate(): void {
    this.#resolver.invalidate();
    this.#missing.forget();
  }

  /** Packages of the registry that match the words of a name; undefined when it may not, or does not, say. */
  async search(name: string, { npm, offline }: Pick<PackageRequest, 'npm' | 'offline'>) {
    return offline || npm.withheld ? undefined : this.#registry.search(name, npm.options);
  }

  isOffline(): boolean {
    return this.#registry.isOffline();
  }

  /** Whether a registry that was asked keeps no advisories, so that nothing can be said of known vulnerabilities. */
  get lacksAdvisories(): boolean {
    return this.#lacksAdvisories;
  }

  async #run({ references, file, text, policy, npm }: PackageRequest, missing: readonly Finding[], asks: boolean) {
    const knowledge = new Knowledge({ registry: this.#registry, store: this.#store, npm, asks });
    const wellKnown = await loadWellKnownNames();
    const judge = new Judge({ resolver: this.#resolver, knowledge, file, policy, npm, wellKnown, now: this.#now() });
    const judged = await judge.judgeAll(references);
    this.#lacksAdvisories ||= knowledge.lacksAdvisories;
    const counted = judged.filter(({ standing }) => standing !== 'allowed');
    const waiting = counted.filter(({ standing }) => standing === 'unknown').length;
    const findings = [...findingsIn(judged, text), ...missing];
    return { report: { findings, judged, checked: counted.length - waiting, waiting }, isSettled: knowledge.isSettled };
  }
}

/** What a promise gives within so many milliseconds, or else what is at hand. */
const soon = <T>(promise: T | Promise<T>, milliseconds: number, otherwise: T): Promise<T> =>
  Promise.race([promise, new Promise<T>((done) => setTimeout(() => done(otherwise), milliseconds))]);

function findingsIn(judged: readonly Judged[], text: string): readonly Finding[] {
  const told = new Set<string>();
  return judged.flatMap(({ reference, problems }) =>
    problems
      .filter(({ kind }) => {
        const key = `${kind} ${reference.name}`;
        const isNew = !told.has(key) || reference.origin !== 'import' || TOLD_EVERYWHERE.includes(kind);
        told.add(key);
        return isNew;
      })
      .map((problem) => findingOf(problem, reference, text)),
  );
}
