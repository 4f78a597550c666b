import { isDevelopmentFile } from './development-file.ts';
import { type Advisories, idOfVersion, type VersionInQuestion } from './existence.ts';
import { deprecationOf, type PackageFacts } from './facts.ts';
import { matchesGlob } from './glob.ts';
import type { Knowledge, Known } from './knowledge.ts';
import { isLicenceAllowed } from './licence.ts';
import { additionTo } from './manifest-addition.ts';
import { NameIndex } from './name-index.ts';
import { type NearName, nearestNames } from './nearest-names.ts';
import type { NpmConfig } from './npmrc.ts';
import { typesPackageOf } from './package-name.ts';
import type { PackagePolicy } from './package-policy.ts';
import type { Judged, Problem } from './problem.ts';
import type { PackageReference } from './reference.ts';
import type { Reason, Resolution, Resolver } from './resolver.ts';
import { LOOKALIKES, lookalikeSuspicion, squatSuspicion, toldSpan } from './squat-risk.ts';
import { successorIn } from './successor.ts';
import { answerTo, fits, isExact, leastOf, nearestRange, versionBeyond, versionFor } from './version-question.ts';

const DAY = 86_400_000;

/** Names of these may stand for packages; what else is known is a path, a module of the host or a folder. */
const PACKAGES: readonly Reason[] = ['installed', 'declared-elsewhere', 'private-scope'];

export type JudgeOptions = {
  readonly resolver: Resolver;
  readonly knowledge: Knowledge;
  /** Absolute path of the file that holds the references. */
  readonly file: string;
  readonly policy: PackagePolicy;
  readonly npm: NpmConfig;
  readonly wellKnown: NameIndex;
  /** Milliseconds since 1970. */
  readonly now: number;
};

type Subject = { readonly reference: PackageReference; readonly resolution: Resolution };

/** Says of references what is to be said, from the project around them and from what is known of the registry. */
export class Judge {
  readonly #resolver: Resolver;
  readonly #knowledge: Knowledge;
  readonly #file: string;
  readonly #policy: PackagePolicy;
  readonly #npm: NpmConfig;
  readonly #wellKnown: NameIndex;
  readonly #now: number;

  constructor({ resolver, knowledge, file, policy, npm, wellKnown, now }: JudgeOptions) {
    this.#resolver = resolver;
    this.#knowledge = knowledge;
    this.#file = file;
    this.#policy = policy;
    this.#npm = npm;
    this.#wellKnown = wellKnown;
    this.#now = now;
  }

  /** In the order of the references. Never rejects for what a registry answers. */
  async judgeAll(references: readonly PackageReference[]): Promise<readonly Judged[]> {
    const judged = await Promise.all(references.map((reference) => this.#judge(reference)));
    const inQuestion = judged.flatMap((one) => versionInQuestion(one) ?? []);
    if (inQuestion.length === 0) return judged;
    const advisories = await this.#knowledge.advisories(inQuestion);
    return Promise.all(judged.map((one) => this.#withAdvisories(one, advisories)));
  }

  /** Whether a registry may be told the name: it is asked for there anyway, or nothing else is known of it. */
  async mayAskFor({ reference, resolution }: Subject): Promise<boolean> {
    if (resolution.kind === 'ask') return true;
    if (resolution.reason !== 'installed' && resolution.reason !== 'private-scope') return false;
    const context = { npm: this.#npm, privateScopes: this.#policy.privateScopes };
    return this.#resolver.isFromRegistry(reference, this.#file, context);
  }

  async #withAdvisories(judged: Judged, advisories: Advisories): Promise<Judged> {
    const about = versionInQuestion(judged);
    const found = about && advisories.get(idOfVersion(about));
    if (about === undefined || found === undefined || found.length === 0) return judged;
    const { facts = {} } = await this.#knowledge.of(about.name, 'history');
    const ranges = found.map(({ vulnerable }) => vulnerable);
    const fixed = versionBeyond(about.version, ranges, facts);
    const operator = /^[\^~]/.exec(judged.reference.version ?? '')?.[0] ?? '';
    const repair = fixed === undefined ? undefined : `${operator}${fixed}`;
    const problem: Problem = { kind: 'known-vulnerable', version: about.version, advisories: found, repair };
    return { ...judged, problems: [...judged.problems, problem] };
  }

  async #judge(reference: PackageReference): Promise<Judged> {
    const context = { npm: this.#npm, privateScopes: this.#policy.privateScopes };
    const resolution: Resolution = isNamed(reference.name, this.#policy.allow)
      ? { kind: 'known', reason: 'path' }
      : await this.#resolver.resolve(reference, this.#file, context);
    const subject = { reference, resolution };
    if (isNamed(reference.name, this.#policy.allow)) return { ...subject, ...NO_PROBLEM, standing: 'allowed' };
    if (resolution.kind === 'known' && !PACKAGES.includes(resolution.reason)) return { ...subject, ...NO_PROBLEM };
    const denied: Problem[] = isNamed(reference.name, this.#policy.deny)
      ? [{ kind: 'not-allowed', why: 'its name is on the list of denied packages' }]
      : [];
    if (resolution.kind === 'ask') return this.#judgeAsked(subject, denied);
    const { name } = reference;
    const isInstalled = resolution.reason === 'installed';
    const standing = isInstalled ? 'exists' : 'ours';
    const known = (await this.mayAskFor(subject)) ? await this.#knowledge.of(name, this.#depthFor(name)) : undefined;
    const told = known?.facts === undefined ? NO_PROBLEM : await this.#judgeFacts(subject, known);
    const found = [...denied, ...told.problems];
    const problems = isInstalled ? await this.#withDeclaration(subject, found) : found;
    return { ...subject, standing, problems, version: told.version };
  }

  async #judgeAsked(subject: Subject, denied: readonly Problem[]): Promise<Judged> {
    const { name } = subject.reference;
    const known = await this.#knowledge.of(name, this.#depthFor(name));
    const existence = known.existence === 'missing' ? await this.#existenceOfTypes(subject.reference) : known.existence;
    if (existence === 'ours') return { ...subject, ...NO_PROBLEM };
    if (existence === 'missing' && (await this.#resolver.isInRepository(subject.reference, this.#file)))
      return { reference: subject.reference, resolution: OF_REPOSITORY, ...NO_PROBLEM, problems: denied };
    if (existence === 'missing') {
      const near = await this.#near(name);
      const isOtherRegistry = this.#npm.options.registry !== undefined;
      return {
        ...subject,
        standing: 'missing',
        problems: [...denied, { kind: 'hallucinated', near, isOtherRegistry }],
        version: undefined,
      };
    }
    if (existence === 'unknown') return { ...subject, ...NO_PROBLEM, standing: 'unknown', problems: denied };
    const told = await this.#judgeFacts(subject, known);
    const problems = await this.#withDeclaration(subject, [...denied, ...told.problems]);
    return { ...subject, standing: 'exists', problems, version: told.version };
  }

  /** `import { Node } from 'estree'` is erased: what exists is `@types/estree`. */
  async #existenceOfTypes(reference: PackageReference): Promise<'missing' | 'unknown' | 'ours'> {
    if (!mayBeTypesOnly(reference, this.#file)) return 'missing';
    const described = await this.#knowledge.of(typesPackageOf(reference.name), 'existence');
    return described.existence === 'exists' ? 'ours' : described.existence;
  }

  async #judgeFacts({ reference, resolution }: Subject, known: Known) {
    const { name } = reference;
    const facts = known.facts ?? {};
    // What is of a private scope is the team's own.
    const isOurs = resolution.kind === 'known' && resolution.reason === 'private-scope';
    const suspicion = isOurs ? undefined : await this.#suspicion(name, facts);
    if (suspicion !== undefined) return { problems: [suspicion, ...this.#breaches(facts)], version: undefined };
    const isInstalled = resolution.kind === 'known' && resolution.reason === 'installed';
    const installed = isInstalled ? await this.#resolver.installedVersion(name, this.#file) : undefined;
    const wanted = await this.#wantedRange(reference);
    const answered = await this.#answer(reference, wanted, installed, known);
    const fitting =
      installed !== undefined && (wanted === undefined || fits(installed, wanted)) ? installed : undefined;
    const version = fitting ?? (wanted === undefined ? facts.latest : versionTaken(wanted, answered.facts));
    if (answered.isMissing && wanted !== undefined) {
      // Who asks for a version that another, well-known package of nearly that name has, most likely means that one.
      const like = isOurs ? undefined : this.#meant(name);
      const problem: Problem = like
        ? { kind: 'lookalike', like, signals: [`no version for \`${wanted}\``] }
        : missingVersion(wanted, answered.facts);
      return { problems: [...this.#breaches(facts), problem], version: undefined };
    }
    const deprecated = await this.#deprecation(name, version, reference.version, answered.facts);
    return { problems: [...this.#breaches(facts), ...deprecated], version };
  }

  async #suspicion(name: string, facts: PackageFacts): Promise<Problem | undefined> {
    if (facts.isPlaceholder) return { kind: 'security-placeholder', near: await this.#near(name) };
    if (facts.unpublished !== undefined) {
      const age = toldSpan(Math.floor((this.#now - facts.unpublished) / DAY));
      return { kind: 'unpublished', age, near: await this.#near(name) };
    }
    if (this.#wellKnown.has(name)) return undefined;
    const findLike = () => nearestNames(name, [this.#wellKnown])[0];
    const lookalike = lookalikeSuspicion(facts, this.#now, findLike);
    if (lookalike?.like !== undefined) return { kind: 'lookalike', like: lookalike.like, signals: lookalike.signals };
    const squat = squatSuspicion(facts, this.#now, findLike);
    // A team's own registry is full of young packages that are like no other.
    if (squat === undefined || (squat.like === undefined && this.#npm.options.registry !== undefined)) return undefined;
    return { kind: 'squat-suspect', ...squat };
  }

  /** The well-known package that a name is a slip of the hand away from. */
  #meant(name: string): NearName | undefined {
    if (this.#wellKnown.has(name)) return undefined;
    return nearestNames(name, [this.#wellKnown]).find(({ likeness }) => LOOKALIKES.includes(likeness));
  }

  /** What the team's policy says against the age or the licence of a package. */
  #breaches({ created, licence }: PackageFacts): readonly Problem[] {
    const { minimumAgeDays, licences } = this.#policy;
    const why: string[] = [];
    if (minimumAgeDays !== undefined && created !== undefined && this.#now - created < minimumAgeDays * DAY) {
      const age = toldSpan(Math.floor((this.#now - created) / DAY));
      why.push(`it is ${age} old, and ${minimumAgeDays} days are asked for`);
    }
    if (licences !== undefined && typeof licence === 'string' && !isLicenceAllowed(licence, licences))
      why.push(`its licence is ${licence.slice(0, 60)}`);
    return why.length === 0 ? [] : [{ kind: 'not-allowed', why: why.join('; ') }];
  }

  /** What is written beside the name, or else what the nearest package.json asks for. */
  async #wantedRange({ name, version, specifier }: PackageReference): Promise<string | undefined> {
    if (version !== undefined) return version;
    if (specifier.startsWith('npm:')) return undefined;
    return (await this.#resolver.declaredRanges(name, this.#file))[0]?.range;
  }

  /** Whether a range has no version, looked for in all versions only where the latest and the installed one are no answer. */
  async #answer(
    { name, version }: PackageReference,
    wanted: string | undefined,
    installed: string | undefined,
    known: Known,
  ) {
    // Only there can it be told and mended.
    const isWritten = version !== undefined;
    const facts = known.facts ?? {};
    if (!isWritten || wanted === undefined || (installed !== undefined && fits(installed, wanted)))
      return { facts, isMissing: false };
    if (answerTo(wanted, facts) === 'found') return { facts, isMissing: false };
    const least = this.#depthFor(name) === 'latest' ? leastOf(wanted) : undefined;
    // The history of a much used package is megabytes; that of its versions which is meant is most often there.
    if (least !== undefined && (await this.#knowledge.hasVersion(name, least))) return { facts, isMissing: false };
    const all = await this.#knowledge.of(name, 'history');
    const isMissing = all.facts !== undefined && answerTo(wanted, all.facts) === 'missing';
    if (!isMissing || all.isRecent) return { facts: all.facts ?? facts, isMissing };
    // It may have been published since, so what is old is asked for again before it is told.
    const now = await this.#knowledge.of(name, 'history', true);
    return { facts: now.facts ?? facts, isMissing: now.isRecent && answerTo(wanted, now.facts ?? {}) === 'missing' };
  }

  async #deprecation(
    name: string,
    version: string | undefined,
    wanted: string | undefined,
    facts: PackageFacts,
  ): Promise<readonly Problem[]> {
    const ofLatest = deprecationOf(facts);
    // Where only the latest version is known, what is said of it is said of the package.
    const message = deprecationOf(facts, version) ?? (facts.versions === undefined ? ofLatest : undefined);
    if (message === undefined) return [];
    const isWhole = ofLatest !== undefined;
    const named = successorIn(message, name);
    const successor = named === undefined ? undefined : await this.#knowledge.of(named, 'latest');
    const latest = successor?.facts?.latest;
    return [
      {
        kind: 'deprecated',
        version: isWhole ? undefined : version,
        message,
        successor:
          named !== undefined && successor?.existence === 'exists' && !successor.facts?.isPlaceholder
            ? { name: named, range: latest === undefined ? undefined : `^${latest}` }
            : undefined,
        repair: isWhole || wanted === undefined || facts.latest === undefined ? undefined : `^${facts.latest}`,
      },
    ];
  }

  /** Nobody is told to declare what should not be used. */
  async #withDeclaration(subject: Subject, found: readonly Problem[]): Promise<readonly Problem[]> {
    return found.some(({ kind }) => kind !== 'deprecated') ? found : [...found, ...(await this.#declaration(subject))];
  }

  async #declaration({ reference, resolution }: Subject): Promise<readonly Problem[]> {
    const { name, origin, guarded, specifier, typeOnly } = reference;
    // What is missing on purpose, or names its package in place, needs no declaration.
    if (origin !== 'import' || guarded || specifier.startsWith('npm:')) return [];
    if ((await this.#resolver.isDeclared(name, this.#file)) !== false) return [];
    const isInstalled = resolution.kind === 'known';
    const installed = isInstalled ? await this.#resolver.installedVersion(name, this.#file) : undefined;
    const version =
      installed ?? (isInstalled ? undefined : (await this.#knowledge.of(name, this.#depthFor(name))).facts?.latest);
    const manifest = version === undefined ? undefined : await this.#resolver.nearestManifest(this.#file);
    const section = typeOnly || isDevelopmentFile(this.#file) ? 'devDependencies' : 'dependencies';
    const addition = manifest && additionTo(manifest, this.#file, { name, range: `^${version}`, section });
    return [{ kind: 'undeclared', isInstalled, addition }];
  }

  async #near(name: string): Promise<readonly NearName[]> {
    const declared = await this.#resolver.declaredNames(this.#file);
    const index = INDEXES.get(declared) ?? new NameIndex(declared);
    INDEXES.set(declared, index);
    return nearestNames(name, [index, this.#wellKnown]);
  }

  /** A much used package is asked for in short: its history is megabytes, and nothing in it could make it suspect. */
  #depthFor(name: string): 'latest' | 'history' {
    return this.#wellKnown.has(name) ? 'latest' : 'history';
  }
}

/** Where a version is written it can be mended: imports repeat what package.json says. */
function versionInQuestion({ reference, version, standing }: Judged): VersionInQuestion | undefined {
  const isWritten = reference.origin === 'manifest' || reference.version !== undefined;
  if (!isWritten || reference.origin === 'import' || version === undefined || standing !== 'exists') return undefined;
  return { name: reference.name, version };
}

/** Of what projects declare, as long as it stays the same. */
const INDEXES = new WeakMap<readonly string[], NameIndex>();

const OF_REPOSITORY: Resolution = { kind: 'known', reason: 'workspace' };
const NO_PROBLEM = { standing: 'ours', problems: [], version: undefined } as const;

const missingVersion = (version: string, facts: PackageFacts): Problem => ({
  kind: 'missing-version',
  version,
  nearest: nearestRange(version, facts),
  latest: facts.latest,
  isCertain: facts.versions !== undefined,
});

/** The one version of an exact range, or what npm would choose. */
const versionTaken = (wanted: string, facts: PackageFacts): string | undefined =>
  isExact(wanted) ? leastOf(wanted) : versionFor(wanted, facts);

/** In TypeScript any import may turn out to be erased. */
const mayBeTypesOnly = ({ origin, name, typeOnly }: PackageReference, file: string): boolean =>
  (origin === 'import' || origin === 'comment') &&
  !name.startsWith('@types/') &&
  (typeOnly || /\.[cm]?tsx?$/i.test(file));

const isNamed = (name: string, globs: readonly string[]): boolean =>
  name !== '' && globs.some((glob) => matchesGlob(glob, name));
