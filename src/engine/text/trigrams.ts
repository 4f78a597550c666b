import type { Requirement } from '../regex/required.ts';
import { FOREIGN, type RequiredWord, TRIGRAMS, trigramAfter } from './required-word.ts';

/**
 * Which words are not in a text, upper and lower case as one. The three characters that stand in a row somewhere rule out nearly all words that
 * are not there; what they leave is looked for.
 */
export class Trigrams {
  readonly #text: string;
  readonly #seen = new Uint8Array(TRIGRAMS);
  readonly #isForeign: boolean;
  #lowerCase: string | undefined;
  /** Many expressions ask for the same words. */
  readonly #held = new Map<RequiredWord, boolean>();

  constructor(text: string) {
    this.#text = text;
    const seen = this.#seen;
    let trigram = 0;
    let all = 0;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      all |= unit;
      trigram = trigramAfter(trigram, unit);
      seen[trigram] = 1;
    }
    this.#isForeign = all > 127;
  }

  /** False only where the text cannot meet the requirement. */
  mayMeet(requirement: Requirement): boolean {
    for (const clause of requirement) if (!this.#holdsOneOf(clause)) return false;
    return true;
  }

  holds(word: RequiredWord): boolean {
    const seen = this.#seen;
    const { trigrams } = word;
    for (let at = 0; at < trigrams.length; at++) if (seen[trigrams[at] as number] === 0) return false;
    if (word === FOREIGN) return this.#isForeign;
    const known = this.#held.get(word);
    if (known !== undefined) return known;
    this.#lowerCase ??= this.#text.toLowerCase();
    const isHeld = this.#lowerCase.includes(word.text);
    this.#held.set(word, isHeld);
    return isHeld;
  }

  #holdsOneOf(words: readonly RequiredWord[]): boolean {
    for (let at = 0; at < words.length; at++) if (this.holds(words[at] as RequiredWord)) return true;
    return false;
  }
}

let last: { readonly text: string; readonly trigrams: Trigrams } | undefined;

/** Many ask of one text, one after another. */
export function trigramsOf(text: string): Trigrams {
  if (last?.text !== text) last = { text, trigrams: new Trigrams(text) };
  return last.trigrams;
}
