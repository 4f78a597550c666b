import {
  type Advisories,
  type Depth,
  type Existence,
  idOfVersion,
  type PackageAnswer,
  type PackageRecord,
  type Registry,
  type RegistryStore,
  type Remembered,
  type VersionInQuestion,
} from '../../src/packages/existence.ts';
import type { Advisory, PackageFacts } from '../../src/packages/facts.ts';
import type { PackageReference } from '../../src/packages/reference.ts';
import { referencesInCode } from '../../src/packages/references/references-in-code.ts';
import type { FoundPackage } from '../../src/packages/search.ts';

/** A registry that answers from functions and remembers what it was asked. */
export class FakeRegistry implements Registry {
  readonly asked: string[] = [];
  readonly depths: string[] = [];
  readonly audited: string[] = [];
  offline = false;
  hasAudit = true;
  facts: Readonly<Record<string, PackageFacts>> = {};
  advisories: Readonly<Record<string, readonly Advisory[]>> = {};
  readonly #answer: (name: string) => Existence;

  constructor(answer: (name: string) => Existence) {
    this.#answer = answer;
  }

  /** What any search gives, and what was searched. */
  found: readonly FoundPackage[] | undefined;
  readonly searched: string[] = [];

  idOf(): string {
    return 'fake';
  }

  async ask(name: string, _options: object, depth: Depth): Promise<PackageAnswer> {
    this.asked.push(name);
    this.depths.push(`${name} ${depth}`);
    const existence = this.#answer(name);
    const facts = this.facts[name];
    const told = depth === 'existence' || facts === undefined ? undefined : depth === 'latest' ? inShort(facts) : facts;
    return existence === 'unknown' ? existence : { existence, depth, facts: told, etag: undefined };
  }

  async askVersion({ name, version }: VersionInQuestion): Promise<boolean | undefined> {
    this.depths.push(`${name} ${version}`);
    const { versions = [], previews = [] } = this.facts[name] ?? {};
    return [...versions, ...previews].includes(version) || undefined;
  }

  async askAdvisories(versions: readonly VersionInQuestion[]): Promise<Advisories | undefined> {
    this.audited.push(...versions.map(idOfVersion));
    if (!this.hasAudit) return undefined;
    return new Map(versions.map((about) => [idOfVersion(about), this.advisories[idOfVersion(about)] ?? []]));
  }

  async search(name: string): Promise<readonly FoundPackage[] | undefined> {
    this.searched.push(name);
    return this.found;
  }

  isOffline(): boolean {
    return this.offline;
  }
}

/** What the manifest of the latest version says of all that is known. */
function inShort({ tags: _, versions: __, previews: ___, created: ____, modified: _____, ...facts }: PackageFacts) {
  return facts;
}

/** A store in memory. */
export class FakeStore implements RegistryStore {
  readonly entries = new Map<string, Remembered>();
  readonly advisories = new Map<string, readonly Advisory[]>();

  async read(_registry: string, name: string): Promise<Remembered | undefined> {
    return this.entries.get(name);
  }

  async write(_registry: string, name: string, record: PackageRecord): Promise<void> {
    this.entries.set(name, { ...record, fresh: true, age: 0 });
  }

  async readAdvisories(_registry: string, about: VersionInQuestion): Promise<readonly Advisory[] | undefined> {
    return this.advisories.get(idOfVersion(about));
  }

  async writeAdvisories(_registry: string, about: VersionInQuestion, advisories: readonly Advisory[]): Promise<void> {
    this.advisories.set(idOfVersion(about), advisories);
  }
}

/** What an earlier run may have left in a store. */
export const remembered = (more: Partial<Remembered>): Remembered => ({
  existence: 'exists',
  depth: 'history',
  facts: undefined,
  etag: undefined,
  fresh: true,
  age: 0,
  ...more,
});

/** The reference that `import '<specifier>'` makes. */
export function importOf(specifier: string, more: Partial<PackageReference> = {}): PackageReference {
  const start = "import '".length;
  const range = { start, end: start + specifier.length };
  const statement = { start: 0, end: range.end + 2 };
  const [reference] = referencesInCode([
    { specifier, form: 'import', range, statement, typeOnly: false, guarded: false },
  ]);
  if (reference === undefined) throw new Error('An empty specifier makes no reference.');
  return { ...reference, ...more };
}
