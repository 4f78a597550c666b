import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExistenceStore, RememberedExistence } from '../packages/existence.ts';

const HOUR = 3_600_000;
const FRESH_MS = { exists: 7 * 24 * HOUR, missing: HOUR } as const;
/** An invented name may be registered one day; what is older than this is not worth telling. */
const WORTH_TELLING_MS = 30 * 24 * HOUR;
const MOST_IN_MEMORY = 5000;

type Entry = {
  readonly registry: string;
  readonly name: string;
  readonly existence: 'exists' | 'missing';
  readonly asked: number;
};

/**
 * Answers of registries on disk, one small file each. A file is written beside and then renamed, so that a crash or a second process leaves
 * an old entry or a new one, never half of one. What cannot be read counts as absent.
 */
export class RegistryCache implements ExistenceStore {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #memory = new Map<string, Entry>();

  /** `folder` is made when it is first needed. */
  constructor(folder: string, now: () => number = Date.now) {
    this.#folder = folder;
    this.#now = now;
  }

  async read(registry: string, name: string): Promise<RememberedExistence | undefined> {
    const file = this.#fileOf(registry, name);
    const entry = this.#fresh(this.#memory.get(file)) ?? (await this.#readFile(file, registry, name));
    const age = entry && this.#now() - entry.asked;
    // An entry from the future is of a clock that was wrong.
    if (entry === undefined || age === undefined || age < -HOUR || age > WORTH_TELLING_MS) return undefined;
    this.#keep(file, entry);
    return { existence: entry.existence, fresh: age < FRESH_MS[entry.existence] };
  }

  async write(registry: string, name: string, existence: 'exists' | 'missing'): Promise<void> {
    const file = this.#fileOf(registry, name);
    const entry: Entry = { registry, name, existence, asked: this.#now() };
    this.#keep(file, entry);
    const beside = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(beside, JSON.stringify(entry));
      await rename(beside, file);
    } catch {
      // A full or read-only disk costs a question next time, nothing else.
      await rm(beside, { force: true }).catch(() => {});
    }
  }

  /** Another process may have asked meanwhile: what is no longer fresh is read again. */
  #fresh(entry: Entry | undefined): Entry | undefined {
    return entry !== undefined && this.#now() - entry.asked < FRESH_MS[entry.existence] ? entry : undefined;
  }

  async #readFile(file: string, registry: string, name: string): Promise<Entry | undefined> {
    try {
      const entry: unknown = JSON.parse(await readFile(file, 'utf8'));
      return isEntry(entry) && entry.registry === registry && entry.name === name ? entry : this.#memory.get(file);
    } catch {
      return this.#memory.get(file);
    }
  }

  #keep(file: string, entry: Entry): void {
    this.#memory.delete(file);
    this.#memory.set(file, entry);
    const oldest = this.#memory.size > MOST_IN_MEMORY ? this.#memory.keys().next().value : undefined;
    if (oldest !== undefined) this.#memory.delete(oldest);
  }

  #fileOf(registry: string, name: string): string {
    return join(this.#folder, `${createHash('sha256').update(`${registry}\n${name}`).digest('hex').slice(0, 40)}.json`);
  }
}

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' &&
  value !== null &&
  'registry' in value &&
  'name' in value &&
  'asked' in value &&
  typeof value.asked === 'number' &&
  'existence' in value &&
  (value.existence === 'exists' || value.existence === 'missing');
