import { existenceOf, type HttpAnswer } from './answer.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import type { Existence, Registry } from './existence.ts';
import { Limiter } from './limiter.ts';

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
  /** Whether a "not found" of this host is to be believed, and until when (milliseconds since 1970) that holds. */
  trust: { readonly believed: boolean; readonly until: number } | undefined;
  proof: Promise<boolean> | undefined;
};

const AT_ONCE = 8;
const TIMEOUT_MS = 5_000;
const TRUST_MS = 300_000;
const WELL_KNOWN = ['react', 'lodash', 'typescript'];

/**
 * Asks npm registries whether packages exist, and believes nothing but a clear answer. One question per name is under way at a time, eight
 * in all; a failing registry is asked once more and then, after three failures in a row, left alone for half a minute.
 */
export class RegistryClient implements Registry {
  readonly #timeout: number;
  readonly #wellKnown: readonly string[];
  readonly #now: () => number;
  readonly #limiter = new Limiter(AT_ONCE);
  readonly #hosts = new Map<string, Host>();
  readonly #underWay = new Map<string, Promise<Existence>>();

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

  async ask(name: string, options: Options): Promise<Existence> {
    try {
      const host = await this.#hostOf(name, options);
      const existence = await this.#askOnce(host, name, options);
      if (existence !== 'missing' || (await this.#isBelieved(host, options))) return existence;
    } catch {
      // A registry setting that is no address, or a library that fails: nothing that speaks against the package.
    }
    return 'unknown';
  }

  isOffline(): boolean {
    return [...this.#hosts.values()].some(({ breaker }) => breaker.isOpen);
  }

  async #hostOf(name: string, options: Options): Promise<Host> {
    const { default: fetch } = await import('npm-registry-fetch');
    const url = new URL(fetch.pickRegistry(name, options)).href;
    const known = this.#hosts.get(url);
    if (known !== undefined) return known;
    const host: Host = { url, breaker: new CircuitBreaker(this.#now), trust: undefined, proof: undefined };
    this.#hosts.set(url, host);
    return host;
  }

  #askOnce(host: Host, name: string, options: Options): Promise<Existence> {
    const id = `${host.url} ${name}`;
    const underWay = this.#underWay.get(id);
    if (underWay !== undefined) return underWay;
    const asked = this.#limiter.run(() => this.#find(host, name, options)).finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, asked);
    return asked;
  }

  /**
   * The tags of a package are the shortest proof that it exists, but not every registry has that page. So whoever lacks them is asked for
   * the package itself, and only its absence counts.
   */
  async #find(host: Host, name: string, options: Options): Promise<Existence> {
    const path = name.replace('/', '%2f');
    const tags = await this.#get(host, `-/package/${path}/dist-tags`, options);
    if (tags !== undefined && existenceOf(tags) === 'exists') return this.#believe(host);
    if (tags === undefined || tags.body === undefined || tags.redirected) return 'unknown';
    if (tags.status === 401 || tags.status === 403 || tags.status === 429 || tags.status >= 500) return 'unknown';
    const found = await this.#get(host, path, options);
    const existence = found === undefined ? 'unknown' : existenceOf(found);
    return existence === 'exists' ? this.#believe(host) : existence;
  }

  #believe(host: Host): 'exists' {
    host.trust = { believed: true, until: this.#now() + TRUST_MS };
    return 'exists';
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
    for (const name of this.#wellKnown) if ((await this.#askOnce(host, name, options)) === 'exists') return true;
    // A registry that did not answer at all may be asked again at once; one that denies what everybody knows may not.
    if (!host.breaker.isOpen) host.trust = { believed: false, until: this.#now() + TRUST_MS };
    return false;
  }

  async #get(host: Host, path: string, options: Options): Promise<HttpAnswer | undefined> {
    for (let attempt = 0; attempt < 2; attempt++) {
      if (host.breaker.isOpen) return undefined;
      const answer = await boundedFetch(path, options, host.url, this.#timeout).catch(() => undefined);
      if (answer?.status === 429) host.breaker.pause(answer.retryAfter ?? 30_000);
      if (answer !== undefined && answer.status < 500) host.breaker.answered();
      else host.breaker.failed();
      if (answer !== undefined && answer.status < 500 && answer.body !== undefined) return answer;
    }
    return undefined;
  }
}
