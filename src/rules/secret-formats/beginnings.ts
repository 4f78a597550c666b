import { changedStretch } from '../../engine/text/changed-stretch.ts';
import { type RequiredWord, requiredWord, TRIGRAMS, trigramAfter } from '../../engine/text/required-word.ts';
import { trigramsOf } from '../../engine/text/trigrams.ts';
import type { SecretFormat } from './format.ts';
import { SECRET_FORMATS } from './formats.ts';

/** A place where secrets of some formats may begin, or what stands in their middle. */
export type Beginning = { readonly at: number; readonly formats: readonly SecretFormat[] };

/** UTF-16 units. In shorter texts nearly no literal is left when their trigrams have been looked at; in longer ones too many are. */
const SHORT = 60_000;

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

/** How far what stands behind a place, and before it, decides whether something begins there. */
const LONGEST = Math.max(...LITERALS.map(({ text }) => text.length), 3);
const LOOK_BACK = 2;

/** By their first two characters. */
const pairOf = (text: string, at: number): number => text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1);
const LITERALS_OF = new Map<number, Literal[]>();
for (const literal of LITERALS) {
  const pair = pairOf(literal.text, 0);
  LITERALS_OF.set(pair, [...(LITERALS_OF.get(pair) ?? []), literal]);
}

const NOWHERE = 0;
const AT_WORD = 1;
const ANYWHERE = 2;

/** Of three characters where a literal may begin with them. */
const BEGINS = new Uint8Array(TRIGRAMS);
for (const { text, isFree } of LITERALS) {
  const two = trigramAfter(trigramAfter(0, text.charCodeAt(0)), text.charCodeAt(1));
  const thirds = text.length > 2 ? [text.charCodeAt(2)] : Array.from({ length: 128 }, (_, unit) => unit);
  for (const third of thirds) {
    const trigram = trigramAfter(two, third);
    BEGINS[trigram] = Math.max(BEGINS[trigram] ?? NOWHERE, isFree ? ANYWHERE : AT_WORD);
  }
}

/** The places where the literal of a format stands, in order. (One regular expression of all literals took four times as long.) */
export const beginningsIn = (text: string): readonly Beginning[] =>
  text.length <= SHORT ? oneByOne(text) : inOnePass(text);

/** Looks for each literal that the trigrams of the text leave. */
export function oneByOne(text: string): readonly Beginning[] {
  const trigrams = trigramsOf(text);
  const found = new Map<number, readonly Literal[]>();
  for (const literal of LITERALS)
    if (literal.word === undefined || trigrams.holds(literal.word))
      for (let at = text.indexOf(literal.text); at >= 0; at = text.indexOf(literal.text, at + 1))
        if (mayBegin(literal, text, at)) found.set(at, [...(found.get(at) ?? []), literal]);
  return [...found].sort(([a], [b]) => a - b).map(([at, literals]) => toBeginning(at, literals));
}

let last: { readonly text: string; readonly found: readonly Beginning[] } | undefined;

/** Looks at each place whether its three characters begin a literal; of a text that has been edited only where it has changed. */
export function inOnePass(text: string): readonly Beginning[] {
  const found = last === undefined ? between(text, 0, text.length) : afterEdit(last, text);
  last = { text, found };
  return found;
}

function afterEdit(before: NonNullable<typeof last>, text: string): readonly Beginning[] {
  const { start, end, text: added } = changedStretch(before.text, text);
  const shift = text.length - before.text.length;
  const from = Math.max(0, start - LONGEST);
  const until = end + LOOK_BACK;
  return [
    ...before.found.filter(({ at }) => at < from),
    ...between(text, from, Math.min(text.length, start + added.length + LOOK_BACK)),
    ...before.found.filter(({ at }) => at >= until).map(({ at, formats }) => ({ at: at + shift, formats })),
  ];
}

function between(text: string, from: number, until: number): readonly Beginning[] {
  const found: Beginning[] = [];
  let trigram = trigramAfter(trigramAfter(0, text.charCodeAt(from)), text.charCodeAt(from + 1));
  for (let at = from; at < until && at + 1 < text.length; at++) {
    trigram = trigramAfter(trigram, text.charCodeAt(at + 2));
    const where = BEGINS[trigram];
    if (where === NOWHERE || (where === AT_WORD && isWord(text.charCodeAt(at - 1)) && !isEscape(text, at))) continue;
    const literals = LITERALS_OF.get(pairOf(text, at))?.filter(
      (literal) => text.startsWith(literal.text, at) && mayBegin(literal, text, at),
    );
    if (literals && literals.length > 0) found.push(toBeginning(at, literals));
  }
  return found;
}

const mayBegin = ({ isFree }: Literal, text: string, at: number): boolean =>
  isFree || !isWord(text.charCodeAt(at - 1)) || isEscape(text, at);

const RANK = new Map(SECRET_FORMATS.map((format, rank) => [format, rank]));
const byRank = (a: SecretFormat, b: SecretFormat): number => (RANK.get(a) ?? 0) - (RANK.get(b) ?? 0);

const toBeginning = (at: number, literals: readonly Literal[]): Beginning => ({
  at,
  formats: [...new Set(literals.flatMap(({ formats }) => formats))].sort(byRank),
});

/** Whether what stands before is the end of an escape: of `\n` the letter belongs to no word. */
export const isEscape = (text: string, at: number): boolean =>
  text.charCodeAt(at - 2) === 92 && /[nrt]/.test(text.charAt(at - 1));
