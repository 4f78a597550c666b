import type { Existence, ExistenceStore, Registry, RememberedExistence } from '../../src/packages/existence.ts';
import type { PackageReference } from '../../src/packages/reference.ts';
import { referencesInCode } from '../../src/packages/references/references-in-code.ts';

/** A registry that answers from a function and remembers what it was asked. */
export class FakeRegistry implements Registry {
  readonly asked: string[] = [];
  offline = false;
  readonly #answer: (name: string) => Existence;

  constructor(answer: (name: string) => Existence) {
    this.#answer = answer;
  }

  idOf(): string {
    return 'fake';
  }

  async ask(name: string): Promise<Existence> {
    this.asked.push(name);
    return this.#answer(name);
  }

  isOffline(): boolean {
    return this.offline;
  }
}

/** A store in memory. */
export class FakeStore implements ExistenceStore {
  readonly entries = new Map<string, RememberedExistence>();

  async read(_registry: string, name: string): Promise<RememberedExistence | undefined> {
    return this.entries.get(name);
  }

  async write(_registry: string, name: string, existence: 'exists' | 'missing'): Promise<void> {
    this.entries.set(name, { existence, fresh: true });
  }
}

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
