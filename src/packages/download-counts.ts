import type { Registry } from './existence.ts';
import type { NpmConfig } from './npmrc.ts';

const MOST_KEPT = 500;

/**
 * How often packages are downloaded in a week. Only a registry's search says so, and only some do, so that it is asked for one package at a time, when
 * somebody looks at it, and once.
 */
export class DownloadCounts {
  readonly #registry: Registry;
  readonly #known = new Map<string, Promise<number | undefined>>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** Undefined when nobody says. Never rejects. */
  get(name: string, { options }: NpmConfig): Promise<number | undefined> {
    const id = `${this.#registry.idOf(name, options)} ${name}`;
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const found = this.#registry
      .search(name, options)
      .then((packages) => packages?.find((other) => other.name === name)?.downloads);
    this.#known.set(id, found);
    const oldest = this.#known.size > MOST_KEPT ? this.#known.keys().next().value : undefined;
    if (oldest !== undefined) this.#known.delete(oldest);
    return found;
  }
}
