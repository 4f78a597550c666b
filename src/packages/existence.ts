/** What a registry says of a name. `unknown`: nothing that could be held against it. */
export type Existence = 'exists' | 'missing' | 'unknown';

/** What a registry said earlier. */
export type RememberedExistence = {
  readonly existence: 'exists' | 'missing';
  /** Young enough not to be asked again. */
  readonly fresh: boolean;
};

/** Remembers answers between runs. Nothing here throws: what cannot be read is absent, what cannot be written is lost. */
export type ExistenceStore = {
  read(registry: string, name: string): Promise<RememberedExistence | undefined>;
  write(registry: string, name: string, existence: 'exists' | 'missing'): Promise<void>;
};

/** Who can be asked whether a package exists. */
export type Registry = {
  /** What distinguishes, for the store, this registry from others. */
  idOf(name: string, options: Readonly<Record<string, unknown>>): string;
  /** Never rejects. */
  ask(name: string, options: Readonly<Record<string, unknown>>): Promise<Existence>;
  /** Whether the registry has failed so often that it is left alone for a while. */
  isOffline(): boolean;
};
