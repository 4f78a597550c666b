import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PackageRecord, RegistryStore, Remembered, VersionInQuestion } from '../packages/existence.ts';
import type { Advisory } from '../packages/facts.ts';
import { isAdvisories, isRecordOfPackage } from './cache-entry.ts';
import { shrinkFolder } from './shrink-folder.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FRESH_MS = { exists: 7 * DAY, missing: HOUR } as const;
/** What is told against a package that is younger than YOUTH_MS may be wrong tomorrow. */
const YOUTH_MS = 90 * DAY;
const YOUNG_FRESH_MS = DAY;
const ADVISORIES_FRESH_MS = DAY;
/** An invented name may be registered one day; what is older than this is not worth telling. */
const WORTH_TELLING_MS = 30 * DAY;
const MOST_IN_MEMORY = 5000;
const MOST_ON_DISK = 50_000_000;
const WRITES_BETWEEN_LOOKS = 1000;
/** Grows when what is kept changes its shape: what an older version wrote is then not found. */
const FORMAT = 2;

/** Half the price of the one that makes a handle, and a run reads thousands. */
const read = promisify(readFile);

type Entry = {
  readonly registry: string;
  readonly about: string;
  /** Milliseconds since 1970. */
  readonly asked: number;
  readonly value: unknown;
};

export type RegistryCacheOptions = { readonly now?: () => number; readonly mostBytes?: number };

/**
 * Answers of registries on disk, one small file each. A file is written beside and then renamed, so that a crash or a second process leaves
 * an old entry or a new one, never half of one. What cannot be read counts as absent. The oldest go when the folder grows too large.
 */
export class RegistryCache implements RegistryStore {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #mostBytes: number;
  readonly #memory = new Map<string, Entry>();
  #writes = 0;

  /** `folder` is made when it is first needed. */
  constructor(folder: string, { now = Date.now, mostBytes = MOST_ON_DISK }: RegistryCacheOptions = {}) {
    this.#folder = folder;
    this.#now = now;
    this.#mostBytes = mostBytes;
  }

  async read(registry: string, name: string): Promise<Remembered | undefined> {
    const entry = await this.#read(registry, name, isFreshRecord);
    if (entry === undefined || !isRecordOfPackage(entry.value)) return undefined;
    const age = Math.max(0, this.#now() - entry.asked);
    if (age > WORTH_TELLING_MS) return undefined;
    return { ...entry.value, age, fresh: isFreshRecord(entry, age) };
  }

  write(registry: string, name: string, record: PackageRecord): Promise<void> {
    return this.#write(registry, name, record);
  }

  async readAdvisories(registry: string, { name, version }: VersionInQuestion) {
    const entry = await this.#read(registry, `${name}@${version}`, areFreshAdvisories);
    if (entry === undefined || !isAdvisories(entry.value)) return undefined;
    return areFreshAdvisories(entry, this.#now() - entry.asked) ? entry.value : undefined;
  }

  writeAdvisories(registry: string, { name, version }: VersionInQuestion, advisories: readonly Advisory[]) {
    return this.#write(registry, `${name}@${version}`, advisories);
  }

  /** Another process may have asked meanwhile: what is no longer fresh is read again. */
  async #read(registry: string, about: string, isFresh: (entry: Entry, age: number) => boolean) {
    const file = this.#fileOf(registry, about);
    const kept = this.#memory.get(file);
    const now = this.#now();
    const entry = kept && isFresh(kept, now - kept.asked) ? kept : ((await readEntry(file, registry, about)) ?? kept);
    // An entry from the future is of a clock that was wrong.
    if (entry === undefined || now - entry.asked < -HOUR) return undefined;
    this.#keep(file, entry);
    return entry;
  }

  async #write(registry: string, about: string, value: unknown): Promise<void> {
    const file = this.#fileOf(registry, about);
    const entry: Entry = { registry, about, asked: this.#now(), value };
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
    // Nobody waits for it: it only makes room.
    if (this.#writes++ % WRITES_BETWEEN_LOOKS === 0) void shrinkFolder(this.#folder, this.#mostBytes);
  }

  #keep(file: string, entry: Entry): void {
    this.#memory.delete(file);
    this.#memory.set(file, entry);
    const oldest = this.#memory.size > MOST_IN_MEMORY ? this.#memory.keys().next().value : undefined;
    if (oldest !== undefined) this.#memory.delete(oldest);
  }

  #fileOf(registry: string, about: string): string {
    const hash = createHash('sha256').update(`${FORMAT}\n${registry}\n${about}`).digest('hex');
    return join(this.#folder, `${hash.slice(0, 40)}.json`);
  }
}

function isFreshRecord({ value, asked }: Entry, age: number): boolean {
  if (!isRecordOfPackage(value)) return false;
  const { existence, facts } = value;
  const isYoung = facts?.created !== undefined && asked - facts.created < YOUTH_MS;
  return age < (isYoung ? YOUNG_FRESH_MS : FRESH_MS[existence]);
}

const areFreshAdvisories = (_: Entry, age: number): boolean => age < ADVISORIES_FRESH_MS;

async function readEntry(file: string, registry: string, about: string): Promise<Entry | undefined> {
  try {
    const entry: unknown = JSON.parse(await read(file, 'utf8'));
    return isEntry(entry) && entry.registry === registry && entry.about === about ? entry : undefined;
  } catch {
    return undefined;
  }
}

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' &&
  value !== null &&
  'registry' in value &&
  'about' in value &&
  'value' in value &&
  'asked' in value &&
  typeof value.asked === 'number';
