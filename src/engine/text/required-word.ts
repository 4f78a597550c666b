/** A word that a text may hold: in lower case, of ASCII alone, three letters at least. */
export type RequiredWord = {
  readonly text: string;
  /** Of each three letters in a row, the number that {@link trigramAfter} gives. */
  readonly trigrams: readonly number[];
};

/** In the place of a word: some character beyond ASCII. */
export const FOREIGN: RequiredWord = { text: '', trigrams: [] };

/** Five bits a character: three in a row, and none before them, decide over a number. */
const BITS = 5;
export const TRIGRAMS = 1 << (3 * BITS);

/**
 * The number of the trigram that a character ends, from that of the character before. Upper and lower case of a letter become one; so do some
 * signs, which only makes a wrong "it may be there" likelier.
 */
export const trigramAfter = (trigram: number, unit: number): number =>
  ((trigram << BITS) ^ (unit | 32)) & (TRIGRAMS - 1);

const MOST_WORDS = 50_000;
const words = new Map<string, RequiredWord>();

/** One object for each word, so that what is known of it in a text can be kept. */
export function requiredWord(word: string): RequiredWord {
  const text = word.toLowerCase();
  const known = words.get(text);
  if (known) return known;
  const trigrams: number[] = [];
  let trigram = 0;
  for (let at = 0; at < text.length; at++) {
    trigram = trigramAfter(trigram, text.charCodeAt(at));
    if (at >= 2) trigrams.push(trigram);
  }
  const made = { text, trigrams };
  if (words.size >= MOST_WORDS) words.clear();
  words.set(text, made);
  return made;
}
