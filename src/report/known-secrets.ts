/** Shorter ones are words that a message may need. */
const LEAST_SECRET = 5;

/** The secrets that were found in a file, to be taken out of what is said of it. A hostile file holds thousands, and has as many findings. */
export class KnownSecrets {
  /** By their beginnings, and there by their lengths: looking one text through takes no longer for having more of them. */
  readonly #byBeginning = new Map<string, Map<number, Set<string>>>();

  constructor(secrets: readonly string[]) {
    for (const secret of secrets.filter(({ length }) => length >= LEAST_SECRET)) {
      const beginning = secret.slice(0, LEAST_SECRET);
      const byLength = this.#byBeginning.get(beginning) ?? new Map<number, Set<string>>();
      this.#byBeginning.set(beginning, byLength);
      const alike = byLength.get(secret.length) ?? new Set();
      byLength.set(secret.length, alike.add(secret));
    }
  }

  isIn(text: string): boolean {
    return this.#placesIn(text).next().done !== true;
  }

  /** The text with each of them blanked out; those that overlap are one. */
  takenOutOf(text: string): string {
    const parts: string[] = [];
    let end = 0;
    for (const place of this.#placesIn(text)) {
      if (place.start >= end) parts.push(text.slice(end, place.start), '•'.repeat(8));
      end = Math.max(end, place.end);
    }
    return parts.length === 0 ? text : parts.join('') + text.slice(end);
  }

  /** At each offset the longest that begins there. */
  *#placesIn(text: string): Generator<{ readonly start: number; readonly end: number }> {
    for (let start = 0; start + LEAST_SECRET <= text.length; start++) {
      const byLength = this.#byBeginning.get(text.slice(start, start + LEAST_SECRET));
      if (!byLength) continue;
      const lengths = [...byLength].flatMap(([length, alike]) =>
        alike.has(text.slice(start, start + length)) ? [length] : [],
      );
      if (lengths.length > 0) yield { start, end: start + Math.max(...lengths) };
    }
  }
}
