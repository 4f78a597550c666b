import type {
  Advisories,
  Depth,
  Existence,
  PackageRecord,
  Registry,
  RegistryStore,
  VersionInQuestion,
} from './existence.ts';
import { idOfVersion } from './existence.ts';
import type { Advisory, PackageFacts } from './facts.ts';
import type { NpmConfig } from './npmrc.ts';

/** What is known of a name. */
export type Known = {
  readonly existence: Existence;
  readonly facts: PackageFacts | undefined;
  /** Asked a short while ago, so that what is not in it does not exist. */
  readonly isRecent: boolean;
};

const NOTHING: Known = { existence: 'unknown', facts: undefined, isRecent: false };
/** Stands for a registry that has no audit: no package has this name. */
const NO_AUDIT: VersionInQuestion = { name: '', version: '' };
const DEPTHS: readonly Depth[] = ['existence', 'latest', 'history'];
/** A version may have been published since. */
const RECENT_MS = 600_000;
const MOST_CONFIRMED = 20;

export type KnowledgeOptions = {
  readonly registry: Registry;
  readonly store: RegistryStore;
  readonly npm: NpmConfig;
  /** Without it nobody is asked: what earlier runs have learnt is all there is. */
  readonly asks: boolean;
};

/** What registries say of names, from earlier runs and, where that is not enough, by asking. For one check; the same question is asked once. */
export class Knowledge {
  readonly #registry: Registry;
  readonly #store: RegistryStore;
  readonly #npm: NpmConfig;
  readonly #asks: boolean;
  readonly #known = new Map<string, Promise<Known>>();
  readonly #versions = new Map<string, Promise<boolean>>();
  #isSettled = true;
  #lacksAdvisories = false;

  constructor({ registry, store, npm, asks }: KnowledgeOptions) {
    this.#registry = registry;
    this.#store = store;
    this.#npm = npm;
    this.#asks = asks;
  }

  /** Whether nothing was looked for that is missing or old. */
  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** Whether a registry that was asked keeps no advisories. */
  get lacksAdvisories(): boolean {
    return this.#lacksAdvisories;
  }

  /** @param recent whether what a few minutes ago did not exist must be asked for again. Never rejects. */
  of(name: string, depth: Depth, recent = false): Promise<Known> {
    const key = `${recent} ${depth} ${name}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = this.#find(name, depth, recent);
    this.#known.set(key, found);
    return found;
  }

  /** Whether one version is known to be there. What is not may be there all the same. Never rejects. */
  hasVersion(name: string, version: string): Promise<boolean> {
    const key = `version ${name} ${version}`;
    const known = this.#versions.get(key);
    if (known !== undefined) return known;
    const found = this.#confirm(name, version);
    this.#versions.set(key, found);
    return found;
  }

  async #confirm(name: string, version: string): Promise<boolean> {
    const registry = this.#idOf(name);
    const { facts } = (await this.#store.read(registry, name)) ?? {};
    if (facts?.confirmed?.includes(version)) return true;
    this.#isSettled = false;
    if (!this.#asks || !(await this.#registry.askVersion({ name, version }, this.#npm.options))) return false;
    // Others may have written meanwhile.
    const record = await this.#store.read(registry, name);
    if (record?.facts === undefined) return true;
    const { existence, depth, etag } = record;
    const confirmed = [...(record.facts.confirmed ?? []), version].slice(-MOST_CONFIRMED);
    await this.#store.write(registry, name, { existence, depth, etag, facts: { ...record.facts, confirmed } });
    return true;
  }

  /** By {@link idOfVersion}. Never rejects. */
  async advisories(versions: readonly VersionInQuestion[]): Promise<Advisories> {
    const found = new Map<string, readonly Advisory[]>();
    const byRegistry = new Map<string, Map<string, VersionInQuestion>>();
    for (const about of versions) {
      const registry = this.#idOf(about.name);
      const those = byRegistry.get(registry) ?? new Map<string, VersionInQuestion>();
      byRegistry.set(registry, those);
      those.set(idOfVersion(about), about);
    }
    await Promise.all([...byRegistry].map(([registry, those]) => this.#audit(registry, [...those.values()], found)));
    return found;
  }

  async #audit(registry: string, versions: readonly VersionInQuestion[], found: Map<string, readonly Advisory[]>) {
    if ((await this.#store.readAdvisories(registry, NO_AUDIT)) !== undefined) {
      this.#lacksAdvisories = true;
      return;
    }
    const open: VersionInQuestion[] = [];
    await Promise.all(
      versions.map(async (about) => {
        const remembered = await this.#store.readAdvisories(registry, about);
        if (remembered === undefined) open.push(about);
        else found.set(idOfVersion(about), remembered);
      }),
    );
    if (open.length === 0) return;
    this.#isSettled = false;
    if (!this.#asks) return;
    const answers = await this.#registry.askAdvisories(open, this.#npm.options);
    if (answers === undefined) {
      this.#lacksAdvisories = true;
      return this.#store.writeAdvisories(registry, NO_AUDIT, []);
    }
    await Promise.all(
      open.map(async (about) => {
        const answer = answers.get(idOfVersion(about));
        if (answer === undefined) return;
        found.set(idOfVersion(about), answer);
        await this.#store.writeAdvisories(registry, about, answer);
      }),
    );
  }

  async #find(name: string, depth: Depth, recent: boolean): Promise<Known> {
    const registry = this.#idOf(name);
    const remembered = await this.#store.read(registry, name);
    const isDeep = remembered !== undefined && isDeepEnough(remembered, depth);
    const isRecent = remembered !== undefined && isDeep && remembered.age < RECENT_MS;
    if (remembered?.fresh && isDeep && (isRecent || !recent)) return { ...remembered, isRecent };
    this.#isSettled = false;
    const before = remembered === undefined ? NOTHING : { ...remembered, isRecent };
    if (!this.#asks) return before;
    const answer = await this.#registry.ask(name, this.#npm.options, depth, remembered);
    if (answer === 'unknown') return before;
    await this.#store.write(registry, name, answer);
    return { ...answer, isRecent: true };
  }

  #idOf(name: string): string {
    return this.#registry.idOf(name, this.#npm.options);
  }
}

/** Of a name that is missing there is no more to know. */
const isDeepEnough = (record: PackageRecord, depth: Depth): boolean =>
  record.existence === 'missing' || DEPTHS.indexOf(record.depth) >= DEPTHS.indexOf(depth);
