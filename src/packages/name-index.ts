import { editDistance } from './edit-distance.ts';
import { type NameShape, shapeOf } from './name-shape.ts';
import { scopeOf } from './package-name.ts';

type Known = {
  readonly name: string;
  readonly rank: number;
  readonly shape: NameShape;
  /** Its core as one text. */
  readonly coreText: string;
};

const MOST_REMEMBERED = 2000;

/** Known names, best known first, by the ways in which another name may be like them, so that a thousand names are compared with thousands at once. */
export class NameIndex {
  readonly #names: ReadonlySet<string>;
  readonly #found = new Map<string, unknown>();
  readonly #byLetters = new Map<string, Known[]>();
  readonly #byWords = new Map<string, Known[]>();
  readonly #byCore = new Map<string, Known[]>();
  readonly #byVendor = new Map<string, Known[]>();
  readonly #byPart = new Map<string, Known[]>();
  readonly #byLength = new Map<string, Known[]>();
  readonly #byCoreLength = new Map<string, Known[]>();

  #isFilled = false;

  constructor(names: readonly string[]) {
    this.#names = new Set(names);
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  withLetters = (letters: string): readonly Known[] => this.#byLetters.get(letters) ?? [];
  withWords = (words: readonly string[]): readonly Known[] => this.#byWords.get(sorted(words)) ?? [];
  withCore = (core: readonly string[]): readonly Known[] => this.#byCore.get(sorted(core)) ?? [];

  /** Scoped names whose scope begins with the first word and whose name has the others: `anthropic`, `sdk` finds `@anthropic-ai/sdk`. */
  ofVendor = ([vendor = '', ...rest]: readonly string[]): readonly Known[] =>
    this.#byVendor.get(`${vendor}/${sorted(rest)}`) ?? [];

  /** Names that begin or end with these words, in order, and have one more. */
  withOneMore = (core: readonly string[]): readonly Known[] => this.#byPart.get(core.join(' ')) ?? [];

  /** What is found for a name, or was found before. All questions are asked in `find`: what answers them is made when the first one comes. */
  remembered<T>(name: string, find: () => T): T {
    this.#fill();
    const known = this.#found.get(name);
    // Held by its one caller: all answers are of one type.
    if (known !== undefined) return known as T;
    const found = find();
    if (this.#found.size >= MOST_REMEMBERED) this.#found.clear();
    this.#found.set(name, found);
    return found;
  }

  /** One error of typing in five letters or more, two in twelve or more; the first letter is seldom wrong. */
  spelledLike(name: string): readonly Known[] {
    const scope = scopeOf(name);
    return similar(this.#byLength, name, (known) => known.name).filter((known) => scopeOf(known.name) === scope);
  }

  /** The same for names without their fillers. */
  withCoreSpelledLike(core: readonly string[]): readonly Known[] {
    const alike = similar(this.#byCoreLength, core.join('-'), (known) => known.coreText);
    return alike.filter(({ shape }) => shape.core.length === core.length);
  }

  /** Some tens of milliseconds for thousands of names, which most checks never need. */
  #fill(): void {
    if (this.#isFilled) return;
    this.#isFilled = true;
    for (const [rank, name] of [...this.#names].entries()) {
      const shape = shapeOf(name);
      this.#add({ name, rank, shape, coreText: shape.core.join('-') });
    }
  }

  #add(known: Known): void {
    const { name, shape } = known;
    const { words, core } = shape;
    push(this.#byLetters, shape.letters, known);
    push(this.#byWords, sorted(words), known);
    push(this.#byLength, bucketOf(name, name.length), known);
    const scope = scopeOf(name);
    if (scope !== undefined) {
      const vendor = shapeOf(scope).words;
      push(this.#byVendor, `${vendor[0]}/${sorted(words.slice(vendor.length))}`, known);
    }
    if (core.length === 0) return;
    push(this.#byCore, sorted(core), known);
    push(this.#byCoreLength, bucketOf(known.coreText, known.coreText.length), known);
    if (core.length < 2) return;
    push(this.#byPart, core.slice(1).join(' '), known);
    push(this.#byPart, core.slice(0, -1).join(' '), known);
  }
}

/** Below five letters each error makes another word. */
const errorsAllowed = (text: string): number => (text.length < 5 ? 0 : text.length < 12 ? 1 : 2);

/** Those among the buckets of about the same length whose text is but for errors the same. */
function similar(
  buckets: ReadonlyMap<string, readonly Known[]>,
  text: string,
  textOf: (known: Known) => string,
): readonly Known[] {
  const limit = errorsAllowed(text);
  const found: Known[] = [];
  for (let length = text.length - limit; limit > 0 && length <= text.length + limit; length++)
    for (const known of buckets.get(bucketOf(text, length)) ?? []) {
      const other = textOf(known);
      const allowed = Math.min(limit, other.length < 4 ? 0 : other.length < 12 ? 1 : 2);
      if (allowed > 0 && text !== other && editDistance(text, other, allowed) <= allowed) found.push(known);
    }
  return found;
}

/** A scope's sign tells nothing: then the letter behind it. */
const bucketOf = (text: string, length: number): string =>
  `${text.startsWith('@') ? text.slice(0, 2) : text[0]} ${length}`;

const sorted = (words: readonly string[]): string => [...words].sort().join(' ');

function push(map: Map<string, Known[]>, key: string, known: Known): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [known]);
  else list.push(known);
}
