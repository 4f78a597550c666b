/** Remembers what was found out, by kind and key, until it is told to forget. Two who ask at once share one answer. */
export class Memo {
  #known = new Map<string, Promise<unknown>>();

  /** `kind` must always go with the same type of answer. */
  get<T>(kind: string, key: string, find: () => Promise<T>): Promise<T> {
    const id = `${kind} ${key}`;
    const known = this.#known.get(id);
    // Held by the rule above: one kind, one type.
    if (known !== undefined) return known as Promise<T>;
    const found = find();
    this.#known.set(id, found);
    return found;
  }

  clear(): void {
    this.#known = new Map();
  }
}
