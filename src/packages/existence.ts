import type { Advisory, PackageFacts } from './facts.ts';
import type { FoundPackage } from './search.ts';

/** What a registry says of a name. `unknown`: nothing that could be held against it. */
export type Existence = 'exists' | 'missing' | 'unknown';

/**
 * How much is asked: whether the name is there at all (some bytes), the manifest of its latest version (some kilobytes), or everything that can be
 * had (of a much used package some megabytes).
 */
export type Depth = 'existence' | 'latest' | 'history';

/** An answer worth keeping. */
export type PackageRecord = {
  readonly existence: 'exists' | 'missing';
  readonly depth: Depth;
  readonly facts: PackageFacts | undefined;
  /** What the registry called this state, for asking whether it still holds. */
  readonly etag: string | undefined;
};

export type PackageAnswer = PackageRecord | 'unknown';

/** What a registry said earlier. */
export type Remembered = PackageRecord & {
  /** Young enough not to be asked again. */
  readonly fresh: boolean;
  /** Milliseconds since it was asked. */
  readonly age: number;
};

/** A version in question, and what is known against it: an empty list when there is nothing. */
export type VersionInQuestion = { readonly name: string; readonly version: string };
export type Advisories = ReadonlyMap<string, readonly Advisory[]>;

export const idOfVersion = ({ name, version }: VersionInQuestion): string => `${name}@${version}`;

/** Remembers answers between runs. Nothing here throws: what cannot be read is absent, what cannot be written is lost. */
export type RegistryStore = {
  read(registry: string, name: string): Promise<Remembered | undefined>;
  write(registry: string, name: string, record: PackageRecord): Promise<void>;
  /** Undefined when it is not known, or no longer. */
  readAdvisories(registry: string, about: VersionInQuestion): Promise<readonly Advisory[] | undefined>;
  writeAdvisories(registry: string, about: VersionInQuestion, advisories: readonly Advisory[]): Promise<void>;
};

type Options = Readonly<Record<string, unknown>>;

/** Who can be asked about packages. Nothing here rejects. */
export type Registry = {
  /** What distinguishes, for the store, this registry from others. */
  idOf(name: string, options: Options): string;
  /** @param known what is to be confirmed, if it still holds. */
  ask(name: string, options: Options, depth: Depth, known?: PackageRecord): Promise<PackageAnswer>;
  /** Whether one version is there, by a page of some kilobytes; undefined when nobody says, or says no: whoever wants to tell a "no" asks for all. */
  askVersion(about: VersionInQuestion, options: Options): Promise<boolean | undefined>;
  /** By {@link idOfVersion}; versions about which nobody knows anything are left out. All are asked of one registry; undefined when it has no audit. */
  askAdvisories(versions: readonly VersionInQuestion[], options: Options): Promise<Advisories | undefined>;
  /** Packages that match the words of a name, best first; undefined when nobody says. */
  search(name: string, options: Options): Promise<readonly FoundPackage[] | undefined>;
  /** Whether the registry has failed so often that it is left alone for a while. */
  isOffline(): boolean;
};
