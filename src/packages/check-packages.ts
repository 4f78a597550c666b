import type { Finding } from '../engine/finding.ts';
import type { Disk } from './disk.ts';
import type { Existence, ExistenceStore, Registry, RememberedExistence } from './existence.ts';
import { hallucinatedFinding, undeclaredFinding } from './findings.ts';
import { matchesGlob } from './glob.ts';
import { MissingExports } from './missing-exports.ts';
import { nearestName } from './nearest-name.ts';
import type { NpmConfig } from './npmrc.ts';
import { typesPackageOf } from './package-name.ts';
import type { PackageReference } from './reference.ts';
import { type Resolution, Resolver } from './resolver.ts';
import { loadWellKnownNames } from './well-known-names.ts';

export type PackagePolicy = {
  /** Names, or globs with `*`, that are never judged. */
  readonly allow: readonly string[];
  /** Scopes, with or without `@`, that are never asked for. */
  readonly privateScopes: readonly string[];
};

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

type Open = { readonly reference: PackageReference; readonly resolution: Resolution };
type Answers = ReadonlyMap<string, Existence>;

/** Judges references: first from what is at hand, then from what the registry says. Made once; checks may run side by side. */
export class PackageChecker {
  readonly #resolver: Resolver;
  readonly #missing: MissingExports;
  readonly #registry: Registry;
  readonly #store: ExistenceStore;

  constructor({
    disk,
    registry,
    store,
  }: { readonly disk: Disk; readonly registry: Registry; readonly store: ExistenceStore }) {
    this.#resolver = new Resolver(disk);
    this.#missing = new MissingExports(disk, this.#resolver);
    this.#registry = registry;
    this.#store = store;
  }

  async check(request: PackageRequest): Promise<PackageCheck> {
    const judged = request.references.filter(({ name }) => !isAllowed(name, request.policy.allow));
    const context = { npm: request.npm, privateScopes: request.policy.privateScopes };
    const open = await Promise.all(
      judged.map(async (reference) => ({
        reference,
        resolution: await this.#resolver.resolve(reference, request.file, context),
      })),
    );
    const remembered = await this.#remember(questionsOf(open), request.npm);
    const answers = new Map([...remembered].map(([name, { existence }]) => [name, existence]));
    const { references, file, text, policy } = request;
    const missing = await this.#missing.in({ references, file, text, allow: policy.allow, context });
    const report = await this.#report(open, answers, request, missing);
    const isSettled = report.waiting === 0 && [...remembered.values()].every(({ fresh }) => fresh);
    if (request.offline || request.npm.withheld || isSettled) return { report, later: undefined };
    const later = this.#ask(open, remembered, request).then((asked) => this.#report(open, asked, request, missing));
    return { report, later: later.catch(() => report) };
  }

  /** To be called when a file has changed for which {@link decidesImports} says so. */
  invalidate(): void {
    this.#resolver.invalidate();
    this.#missing.forget();
  }

  isOffline(): boolean {
    return this.#registry.isOffline();
  }

  /** What is known of the names and, for those that are missing, of the packages that may describe them. */
  async #remember(names: readonly string[], npm: NpmConfig): Promise<ReadonlyMap<string, RememberedExistence>> {
    const found = await Promise.all(
      names.map(async (name) => ({
        name,
        entry: await this.#store.read(this.#registry.idOf(name, npm.options), name),
      })),
    );
    const known = new Map(found.flatMap(({ name, entry }) => (entry === undefined ? [] : [[name, entry] as const])));
    const missing = [...known].filter(([name, { existence }]) => existence === 'missing' && !isTypesPackage(name));
    if (missing.length === 0) return known;
    const described = await this.#remember(
      missing.map(([name]) => typesPackageOf(name)),
      npm,
    );
    return new Map([...known, ...described]);
  }

  async #ask(
    open: readonly Open[],
    remembered: ReadonlyMap<string, RememberedExistence>,
    request: PackageRequest,
  ): Promise<Answers> {
    const answers = new Map<string, Existence>();
    const askAll = (names: readonly string[]) =>
      Promise.all(
        names.map(async (name) => answers.set(name, await this.#existence(name, remembered.get(name), request))),
      );
    await askAll(questionsOf(open));
    const missing = open.filter(
      ({ reference }) => answers.get(reference.name) === 'missing' && mayBeTypesOnly(reference, request.file),
    );
    await askAll([...new Set(missing.map(({ reference }) => typesPackageOf(reference.name)))]);
    return answers;
  }

  async #existence(
    name: string,
    remembered: RememberedExistence | undefined,
    { npm }: PackageRequest,
  ): Promise<Existence> {
    if (remembered?.fresh) return remembered.existence;
    const answer = await this.#registry.ask(name, npm.options);
    if (answer === 'unknown') return remembered?.existence ?? 'unknown';
    await this.#store.write(this.#registry.idOf(name, npm.options), name, answer);
    return answer;
  }

  async #report(
    open: readonly Open[],
    answers: Answers,
    request: PackageRequest,
    missing: readonly Finding[],
  ): Promise<PackageReport> {
    const verdicts = open.map((one) => ({ ...one, existence: verdictOf(one, answers, request.file) }));
    const waiting = verdicts.filter(({ existence }) => existence === 'unknown').length;
    const findings = await Promise.all(verdicts.map((verdict) => this.#findingOf(verdict, request)));
    return {
      findings: [...findings.filter((finding) => finding !== undefined), ...missing],
      checked: verdicts.length - waiting,
      waiting,
    };
  }

  async #findingOf({ reference, resolution, existence }: Open & { existence: Verdict }, request: PackageRequest) {
    if (existence === 'missing') {
      const declared = await this.#resolver.declaredNames(request.file);
      const near = nearestName(reference.name, [...declared, ...(await loadWellKnownNames())]);
      return hallucinatedFinding(reference, request.text, near?.name, request.npm.options.registry !== undefined);
    }
    if (existence !== 'exists' || reference.origin !== 'import') return undefined;
    // What is missing on purpose, or names its package in place, needs no declaration.
    if (reference.guarded || reference.specifier.startsWith('npm:')) return undefined;
    if ((await this.#resolver.isDeclared(reference.name, request.file)) !== false) return undefined;
    return undeclaredFinding(reference, resolution.kind === 'known');
  }
}

type Verdict = Existence | 'ours';

function verdictOf({ reference, resolution }: Open, answers: Answers, file: string): Verdict {
  if (resolution.kind === 'known') return resolution.reason === 'installed' ? 'exists' : 'ours';
  const existence = answers.get(reference.name) ?? 'unknown';
  if (existence !== 'missing' || !mayBeTypesOnly(reference, file)) return existence;
  // `import { Node } from 'estree'` is erased: what exists is `@types/estree`.
  const described = answers.get(typesPackageOf(reference.name)) ?? 'unknown';
  return described === 'exists' ? 'ours' : described;
}

const questionsOf = (open: readonly Open[]): readonly string[] => [
  ...new Set(open.flatMap(({ resolution }) => (resolution.kind === 'ask' ? [resolution.name] : []))),
];

/** In TypeScript any import may turn out to be erased. */
const mayBeTypesOnly = ({ origin, name, typeOnly }: PackageReference, file: string): boolean =>
  (origin === 'import' || origin === 'comment') && !isTypesPackage(name) && (typeOnly || /\.[cm]?tsx?$/i.test(file));

const isTypesPackage = (name: string): boolean => name.startsWith('@types/');

const isAllowed = (name: string, allow: readonly string[]): boolean => allow.some((glob) => matchesGlob(glob, name));
