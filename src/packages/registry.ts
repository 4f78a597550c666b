import { existenceOf, type HttpAnswer, jsonIn, readAnswer } from './answer.ts';
import { boundedFetch, type Question } from './bounded-fetch.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import {
  type Advisories,
  type Depth,
  idOfVersion,
  type PackageAnswer,
  type PackageRecord,
  type Registry,
  type VersionInQuestion,
} from './existence.ts';
import type { Advisory } from './facts.ts';
import { Limiter } from './limiter.ts';
import { advisoriesIn } from './read-advisories.ts';
import { factsInManifest, factsInPackument, tagsIn } from './read-facts.ts';
import { type FoundPackage, foundIn, searchPath } from './search.ts';

export type RegistryClientOptions = {
  /** Milliseconds for one attempt. */
  readonly timeout?: number;
  /** Names that any registry which may be believed about others knows; one of them suffices. None: every registry is believed. */
  readonly wellKnown?: readonly string[];
  readonly now?: () => number;
};

type Options = Readonly<Record<string, unknown>>;
type Host = {
  readonly url: string;
  readonly breaker: CircuitBreaker;
  readonly searchBreaker: CircuitBreaker;
  /** Whether a "not found" of this host is to be believed, and until when (milliseconds since 1970) that holds. */
  trust: { readonly believed: boolean; readonly until: number } | undefined;
  proof: Promise<boolean> | undefined;
  /** Cleared when it turns out to have no page of advisories, as many have none. */
  hasAdvisories: boolean;
};

const AT_ONCE = 8;
const TIMEOUT_MS = 5_000;
const TRUST_MS = 300_000;
/** Versions in one question about advisories. */
const MOST_VERSIONS = 500;
const ADVISORIES = '-/npm/v1/security/advisories/bulk';
const WELL_KNOWN = ['react', 'lodash', 'typescript'];

/**
 * Asks npm registries about packages, and believes nothing but a clear answer. One question of a sort per name is under way at a time, eight
 * in all; a failing registry is asked once more and then, after three failures in a row, left alone for half a minute.
 */
export class RegistryClient implements Registry {
  readonly #timeout: number;
  readonly #wellKnown: readonly string[];
  readonly #now: () => number;
  readonly #limiter = new Limiter(AT_ONCE);
  readonly #hosts = new Map<string, Host>();
  readonly #underWay = new Map<string, Promise<PackageAnswer>>();

  constructor({ timeout = TIMEOUT_MS, wellKnown = WELL_KNOWN, now = Date.now }: RegistryClientOptions = {}) {
    this.#timeout = timeout;
    this.#wellKnown = wellKnown;
    this.#now = now;
  }

  idOf(name: string, options: Options): string {
    // Without a setting it is npm's own, whose address need not be loaded to tell it from others.
    const scope = name.startsWith('@') ? `${name.split('/')[0]}:registry` : undefined;
    return String((scope === undefined ? undefined : options[scope]) ?? options.registry ?? 'npm');
  }

  async ask(name: string, options: Options, depth: Depth, known?: PackageRecord): Promise<PackageAnswer> {
    try {
      const host = await this.#hostOf(name, options);
      const answer = await this.#askOnce(host, name, options, depth, known);
      if (answer === 'unknown' || answer.existence === 'exists') return answer;
      if (await this.#isBelieved(host, options)) return answer;
    } catch {
      // A registry setting that is no address, or a library that fails: nothing that speaks against the package.
    }
    return 'unknown';
  }

  async askVersion({ name, version }: VersionInQuestion, options: Options): Promise<boolean | undefined> {
    try {
      const host = await this.#hostOf(name, options);
      const path = `${name.replace('/', '%2f')}/${encodeURIComponent(version)}`;
      const answer = await this.#limiter.run(() => this.#get(host, { path }, options));
      if (answer === undefined || isMute(answer)) return undefined;
      return factsInManifest(jsonIn(answer))?.latest === version || undefined;
    } catch {
      return undefined;
    }
  }

  async askAdvisories(versions: readonly VersionInQuestion[], options: Options): Promise<Advisories | undefined> {
    const answers = new Map<string, readonly Advisory[]>();
    const [first] = versions;
    if (first === undefined) return answers;
    try {
      const host = await this.#hostOf(first.name, options);
      for (let at = 0; at < versions.length; at += MOST_VERSIONS)
        await this.#audit(host, versions.slice(at, at + MOST_VERSIONS), options, answers);
      return host.hasAdvisories ? answers : undefined;
    } catch {
      // As above: who cannot be asked says nothing.
      return answers;
    }
  }

  async search(name: string, options: Options): Promise<readonly FoundPackage[] | undefined> {
    try {
      // A scope may have a registry of its own, and then no other hears of it.
      const host = await this.#hostOf(name.startsWith('@') ? name : 'search', options);
      // One that cannot search is asked about packages all the same.
      const asked = { ...host, breaker: host.searchBreaker };
      const answer = await this.#limiter.run(() => this.#get(asked, { path: searchPath(name) }, options));
      if (answer === undefined || isMute(answer) || answer.status !== 200) return undefined;
      return foundIn(jsonIn(answer));
    } catch {
      return undefined;
    }
  }

  isOffline(): boolean {
    return [...this.#hosts.values()].some(({ breaker }) => breaker.isOpen);
  }

  async #hostOf(name: string, options: Options): Promise<Host> {
    const { default: fetch } = await import('npm-registry-fetch');
    const url = new URL(fetch.pickRegistry(name, options)).href;
    const known = this.#hosts.get(url);
    if (known !== undefined) return known;
    const host: Host = {
      url,
      breaker: new CircuitBreaker(this.#now),
      searchBreaker: new CircuitBreaker(this.#now),
      trust: undefined,
      proof: undefined,
      hasAdvisories: true,
    };
    this.#hosts.set(url, host);
    return host;
  }

  #askOnce(host: Host, name: string, options: Options, depth: Depth, known?: PackageRecord): Promise<PackageAnswer> {
    const id = `${host.url} ${depth} ${name}`;
    const underWay = this.#underWay.get(id);
    if (underWay !== undefined) return underWay;
    const asked = this.#limiter
      .run(() => this.#find(host, name, options, depth, known))
      .then((answer) => this.#heed(host, answer))
      .finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, asked);
    return asked;
  }

  #find(host: Host, name: string, options: Options, depth: Depth, known?: PackageRecord): Promise<PackageAnswer> {
    if (depth === 'existence') return this.#findExistence(host, name, options);
    return depth === 'latest'
      ? this.#findLatest(host, name, options, known)
      : this.#findAll(host, name, options, known);
  }

  /**
   * The tags of a package are the shortest proof that it exists, but not every registry has that page. So whoever lacks them is asked for
   * the package itself, and only its absence counts.
   */
  async #findExistence(host: Host, name: string, options: Options): Promise<PackageAnswer> {
    const path = name.replace('/', '%2f');
    const tags = await this.#get(host, { path: `-/package/${path}/dist-tags` }, options);
    if (tags === undefined || isMute(tags)) return 'unknown';
    if (existenceOf(tags) === 'exists') return recordOf('existence');
    const found = await this.#get(host, { path, isShort: true }, options);
    const existence = found === undefined ? 'unknown' : existenceOf(found);
    return existence === 'unknown' ? 'unknown' : { ...recordOf('existence'), existence };
  }

  /** Where a registry has no page of a single version, existence is all that can be had. */
  async #findLatest(host: Host, name: string, options: Options, known?: PackageRecord): Promise<PackageAnswer> {
    const path = `${name.replace('/', '%2f')}/latest`;
    const etag = known?.depth === 'latest' ? known.etag : undefined;
    const answer = await this.#get(host, { path, etag }, options);
    if (answer === undefined || isMute(answer)) return 'unknown';
    if (answer.status === 304 && etag !== undefined) return known ?? 'unknown';
    const facts = factsInManifest(jsonIn(answer));
    if (facts !== undefined) return { ...recordOf('latest'), facts, etag: answer.etag };
    const found = await this.#findExistence(host, name, options);
    return found === 'unknown' ? found : { ...found, depth: 'latest' };
  }

  async #findAll(host: Host, name: string, options: Options, known?: PackageRecord): Promise<PackageAnswer> {
    const etag = known?.depth === 'history' ? known.etag : undefined;
    const answer = await this.#get(host, { path: name.replace('/', '%2f'), etag }, options);
    if (answer?.isTooLong) return this.#findInParts(host, name, options);
    if (answer === undefined || isMute(answer)) return 'unknown';
    if (answer.status === 304 && etag !== undefined) return known ?? 'unknown';
    const { existence, json } = readAnswer(answer);
    if (existence === 'unknown') return 'unknown';
    const facts = factsInPackument(json, this.#now());
    return { ...recordOf('history'), existence, facts, etag: answer.etag };
  }

  /** Of a package whose document is too long: its latest version and its tags. */
  async #findInParts(host: Host, name: string, options: Options): Promise<PackageAnswer> {
    const latest = await this.#findLatest(host, name, options);
    if (latest === 'unknown') return latest;
    if (latest.facts === undefined) return { ...latest, depth: 'history' };
    const path = `-/package/${name.replace('/', '%2f')}/dist-tags`;
    const answer = await this.#get(host, { path }, options);
    const tags = answer === undefined || isMute(answer) ? {} : tagsIn(jsonIn(answer));
    const facts = Object.keys(tags).length === 0 ? latest.facts : { ...latest.facts, tags };
    return { ...latest, depth: 'history', facts, etag: undefined };
  }

  /** A host that knows one package is believed about others. */
  #heed(host: Host, answer: PackageAnswer): PackageAnswer {
    if (answer !== 'unknown' && answer.existence === 'exists')
      host.trust = { believed: true, until: this.#now() + TRUST_MS };
    return answer;
  }

  /** A mirror that has lost its upstream, or an address that is no registry, answers "not found" to everything; then it is not believed. */
  async #isBelieved(host: Host, options: Options): Promise<boolean> {
    if (this.#wellKnown.length === 0) return true;
    if (host.trust !== undefined && this.#now() < host.trust.until) return host.trust.believed;
    host.proof ??= this.#prove(host, options).finally(() => {
      host.proof = undefined;
    });
    return host.proof;
  }

  async #prove(host: Host, options: Options): Promise<boolean> {
    for (const name of this.#wellKnown) {
      const answer = await this.#askOnce(host, name, options, 'existence');
      if (answer !== 'unknown' && answer.existence === 'exists') return true;
    }
    // A registry that did not answer at all may be asked again at once; one that denies what everybody knows may not.
    if (!host.breaker.isOpen) host.trust = { believed: false, until: this.#now() + TRUST_MS };
    return false;
  }

  async #audit(
    host: Host,
    versions: readonly VersionInQuestion[],
    options: Options,
    answers: Map<string, readonly Advisory[]>,
  ) {
    if (!host.hasAdvisories) return;
    const versionsOf = new Map<string, string[]>();
    for (const { name, version } of versions) versionsOf.set(name, [...(versionsOf.get(name) ?? []), version]);
    const body = Object.fromEntries(versionsOf);
    const answer = await this.#limiter.run(() => this.#get(host, { path: ADVISORIES, body }, options));
    if (answer === undefined || isMute(answer)) return;
    const json = jsonIn(answer);
    if (json === undefined) host.hasAdvisories = false;
    for (const about of versions) {
      const known = advisoriesIn(json, about.name, about.version);
      if (known !== undefined) answers.set(idOfVersion(about), known);
    }
  }

  async #get(host: Host, question: Question, options: Options): Promise<HttpAnswer | undefined> {
    for (let attempt = 0; attempt < 2; attempt++) {
      if (host.breaker.isOpen) return undefined;
      const answer = await boundedFetch(question, options, host.url, this.#timeout).catch(() => undefined);
      if (answer?.status === 429) host.breaker.pause(answer.retryAfter ?? 30_000);
      if (answer !== undefined && answer.status < 500) host.breaker.answered();
      else host.breaker.failed();
      if (answer !== undefined && answer.status < 500 && (answer.body !== undefined || answer.isTooLong)) return answer;
    }
    return undefined;
  }
}

const recordOf = (depth: Depth) => ({ existence: 'exists', depth, facts: undefined, etag: undefined }) as const;

/** An answer from which nothing follows: refused, cut off, or given by somebody else. */
const isMute = ({ status, body, redirected }: HttpAnswer): boolean =>
  body === undefined || redirected || status === 401 || status === 403 || status === 429;
