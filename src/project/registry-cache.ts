import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
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
const FORMAT = 3;
/** Longer ones some file systems do not take. */
const LONGEST_NAME = 120;

type Entry<T = unknown> = {
  readonly registry: string;
  readonly about: string;
  /** Milliseconds since 1970. */
  readonly asked: number;
  readonly value: T;
};

export type RegistryCacheOptions = { readonly now?: () => number; readonly mostBytes?: number };

/**
 * Answers of registries on disk, one small file each. A file is written beside and then renamed, so that a crash or a second process leaves
 * an old entry or a new one, never half of one. What cannot be read counts as absent. The oldest go when the folder grows too large.
 *
 * Files are read and written at once, not handed to a thread: they hold some hundred bytes, a run touches thousands, and the handing over costs
 * five times what the reading does.
 */
export class RegistryCache implements RegistryStore {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #mostBytes: number;
  readonly #memory = new Map<string, Entry>();
  readonly #prefixes = new Map<string, string>();
  #writes = 0;

  /** `folder` is made when it is first needed. */
  constructor(folder: string, { now = Date.now, mostBytes = MOST_ON_DISK }: RegistryCacheOptions = {}) {
    this.#folder = folder;
    this.#now = now;
    this.#mostBytes = mostBytes;
  }

  async read(registry: string, name: string): Promise<Remembered | undefined> {
    const entry = this.#read(registry, name, isRecordOfPackage, isFreshRecord);
    if (entry === undefined) return undefined;
    const age = Math.max(0, this.#now() - entry.asked);
    if (age > WORTH_TELLING_MS) return undefined;
    return { ...entry.value, age, fresh: isFreshRecord(entry, age) };
  }

  async write(registry: string, name: string, record: PackageRecord): Promise<void> {
    this.#write(registry, name, record);
  }

  async readAdvisories(registry: string, { name, version }: VersionInQuestion) {
    const entry = this.#read(registry, `${name}@${version}`, isAdvisories, areFreshAdvisories);
    return entry && areFreshAdvisories(entry, this.#now() - entry.asked) ? entry.value : undefined;
  }

  async writeAdvisories(registry: string, { name, version }: VersionInQuestion, advisories: readonly Advisory[]) {
    this.#write(registry, `${name}@${version}`, advisories);
  }

  /** Another process may have asked meanwhile: what is no longer fresh is read again. */
  #read<T>(
    registry: string,
    about: string,
    is: (value: unknown) => value is T,
    isFresh: (entry: Entry<T>, age: number) => boolean,
  ): Entry<T> | undefined {
    const file = this.#fileOf(registry, about);
    const inMemory = this.#memory.get(file);
    const kept = inMemory && isOf(inMemory, is) ? inMemory : undefined;
    const now = this.#now();
    const entry = kept && isFresh(kept, now - kept.asked) ? kept : (readEntry(file, registry, about, is) ?? kept);
    // An entry from the future is of a clock that was wrong.
    if (entry === undefined || now - entry.asked < -HOUR) return undefined;
    this.#keep(file, entry);
    return entry;
  }

  #write(registry: string, about: string, value: unknown): void {
    const file = this.#fileOf(registry, about);
    const entry: Entry = { registry, about, asked: this.#now(), value };
    this.#keep(file, entry);
    const beside = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
    const text = JSON.stringify(entry);
    try {
      writeNew(this.#folder, beside, text);
      renameSync(beside, file);
    } catch {
      // A full or read-only disk costs a question next time, nothing else.
      remove(beside);
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

  /** Named by what it is about, so that a hash need not be made of each name; of long names one is. */
  #fileOf(registry: string, about: string): string {
    const of = this.#prefixes.get(registry) ?? hashOf(`${FORMAT}\n${registry}`).slice(0, 12);
    this.#prefixes.set(registry, of);
    const plain = encodeURIComponent(about).replaceAll('*', '%2A');
    return `${this.#folder}/${of}-${plain.length > LONGEST_NAME ? hashOf(about) : plain}.json`;
  }
}

function isFreshRecord({ value: { existence, facts }, asked }: Entry<PackageRecord>, age: number): boolean {
  const isYoung = facts?.created !== undefined && asked - facts.created < YOUTH_MS;
  return age < (isYoung ? YOUNG_FRESH_MS : FRESH_MS[existence]);
}

const areFreshAdvisories = (_: Entry, age: number): boolean => age < ADVISORIES_FRESH_MS;

function readEntry<T>(
  file: string,
  registry: string,
  about: string,
  is: (value: unknown) => value is T,
): Entry<T> | undefined {
  try {
    const entry: unknown = JSON.parse(readOrdinary(file));
    return isEntry(entry) && entry.registry === registry && entry.about === about && isOf(entry, is)
      ? entry
      : undefined;
  } catch {
    return undefined;
  }
}

/** The text of a file, without waiting for one who writes into a pipe. @throws where it is no ordinary file. */
function readOrdinary(file: string): string {
  // Windows has no such pipes, nor the flag.
  const opened = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!fstatSync(opened).isFile()) throw new Error('It is no ordinary file.');
    return readFileSync(opened, 'utf8');
  } finally {
    closeSync(opened);
  }
}

/** The folder is made when it turns out to be missing, as it is once. */
function writeNew(folder: string, path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch {
    makeFolder(folder);
    writeFileSync(path, text);
  }
}

/** Step by step: what Node does by itself goes on for ever below `/proc`, where every folder is missing and none can be made. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || existsSync(dirname(folder))) throw error;
    makeFolder(dirname(folder));
    mkdirSync(folder);
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A folder that may not be written to.
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 40);

const isOf = <T>(entry: Entry, is: (value: unknown) => value is T): entry is Entry<T> => is(entry.value);

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' &&
  value !== null &&
  'registry' in value &&
  'about' in value &&
  'value' in value &&
  'asked' in value &&
  typeof value.asked === 'number';
