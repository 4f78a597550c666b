import { type RequiredWord, requiredWord } from '../../engine/text/required-word.ts';
import { trigramsOf } from '../../engine/text/trigrams.ts';
import type { SecretFormat } from './format.ts';
import { SECRET_FORMATS } from './formats.ts';

/** A place where secrets of some formats may begin, or what stands in their middle. */
export type Beginning = { readonly at: number; readonly formats: readonly SecretFormat[] };

/** What formats begin with. */
type Literal = {
  readonly text: string;
  /** Undefined where it is too short for a look at trigrams. */
  readonly word: RequiredWord | undefined;
  readonly formats: readonly SecretFormat[];
  /** It need not be the beginning of a word. */
  readonly isFree: boolean;
};

const isWord = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57) || unit === 95;

const LITERALS: readonly Literal[] = [...new Set(SECRET_FORMATS.flatMap(({ begins }) => begins))].map((text) => {
  const formats = SECRET_FORMATS.filter(({ begins }) => begins.includes(text));
  const isFree = !isWord(text.charCodeAt(0)) || formats.some(({ leads }) => leads !== undefined);
  return { text, word: text.length < 3 ? undefined : requiredWord(text), formats, isFree };
});

const RANK = new Map(SECRET_FORMATS.map((format, rank) => [format, rank]));
const byRank = (a: SecretFormat, b: SecretFormat): number => (RANK.get(a) ?? 0) - (RANK.get(b) ?? 0);

/**
 * The places where a literal of some format stands, in order. Nearly all literals are ruled out by the text's trigrams; the others are looked
 * for one by one. (A look at each pair of characters took four times as long, one regular expression of all literals sixteen times.)
 */
export function beginningsIn(text: string): readonly Beginning[] {
  const trigrams = trigramsOf(text);
  const found = new Map<number, SecretFormat[]>();
  for (const literal of LITERALS) {
    if (literal.word && !trigrams.holds(literal.word)) continue;
    for (let at = text.indexOf(literal.text); at >= 0; at = text.indexOf(literal.text, at + 1)) {
      if (!literal.isFree && isWord(text.charCodeAt(at - 1)) && !isEscape(text, at)) continue;
      const formats = found.get(at);
      if (formats) formats.push(...literal.formats);
      else found.set(at, [...literal.formats]);
    }
  }
  return [...found]
    .map(([at, formats]) => ({ at, formats: [...new Set(formats)].sort(byRank) }))
    .sort((a, b) => a.at - b.at);
}

/** Whether what stands before is the end of an escape: of `\n` the letter belongs to no word. */
export const isEscape = (text: string, at: number): boolean =>
  text.charCodeAt(at - 2) === 92 && /[nrt]/.test(text.charAt(at - 1));
