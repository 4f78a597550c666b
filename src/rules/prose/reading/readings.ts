import { meaningOf } from '../meaning.ts';
import type { Sentence } from '../sentence.ts';
import type { Signal } from '../signal.ts';
import type { Frame } from './frame.ts';
import { framesBy } from './frames.ts';
import { type Kind, PAST } from './lexicon.ts';
import { isNegator, type Mood, moodAt } from './mood.ts';
import { readWords, type Tag, type Word } from './words.ts';

/** What a sentence says by its verbs and things, and the words from which it was read: "not ask … before … delete". */
export type Reading = {
  readonly signal: Signal;
  readonly index: number;
  readonly length: number;
  readonly words: string;
};

/** How far an object stands from its verb, what is said besides, and one thing from the next, in words. */
const REACH = 12;
const WINDOW = 20;
const NEXT = 7;

/** What an order puts together, whatever its words. Linear in the length of the sentence. */
export function readingsOf(plain: string): readonly Reading[] {
  if (
    /\?["')*_`]*$|^(?:description|name|title|compatibility|globs|when_to_use|argument-hint): |^[-*+] \[[ x]\] /.test(
      plain,
    )
  )
    return [];
  const text = readText(plain);
  const candidates = new Set([...text.kinds].flatMap((kind) => framesBy(kind)));
  return [...candidates].flatMap(({ frame, signal }) => {
    const read = readFrame(frame, text);
    return read ? [{ signal, ...read }] : [];
  });
}

/** Where a sentence stands, as far as it leaves a reading what it is: what is shown, quoted or warned of says nothing. */
export function isMeant(sentence: Sentence, { signal, index, length }: Reading): boolean {
  return sentence.plain[index - 1] !== "'" && meaningOf(sentence, index, length, signal) === 1;
}

type Text = {
  readonly plain: string;
  readonly words: readonly Word[];
  readonly kinds: ReadonlySet<Kind>;
  /** How each verb is said, by its place; worked out where a frame asks. */
  readonly moods: () => ReadonlyMap<number, Mood>;
};

function readText(plain: string): Text {
  const words = readWords(plain);
  const kinds = new Set<Kind>();
  for (const { tags } of words) for (const { kind } of tags) kinds.add(kind);
  if (RESTRICTED.test(plain)) kinds.add('only');
  let moods: ReadonlyMap<number, Mood> | undefined;
  return {
    plain,
    words,
    kinds,
    moods: () => {
      moods ??= moodsOf(words);
      return moods;
    },
  };
}

/** "Only … when" allows less, not more. */
const RESTRICTED = /\bonly\b.{0,80}\b(?:if|when|after|once|with)\b/;

function moodsOf(words: readonly Word[]): ReadonlyMap<number, Mood> {
  const moods = new Map<number, Mood>();
  for (const [at, { tags }] of words.entries()) {
    const form = tags.reduce((forms, tag) => forms | tag.form, 0);
    if (form !== 0) moods.set(at, moodAt(words, at, form, moods));
  }
  return moods;
}

function readFrame(frame: Frame, text: Text): Omit<Reading, 'signal'> | undefined {
  const { act, moods = ['order'], object = [], has = [], lacks = [], inOrder, unless } = frame;
  const { kinds, words, plain } = text;
  if (act && !act.some((kind) => kinds.has(kind))) return undefined;
  if (![...object, ...has].every((group) => group.some((kind) => kinds.has(kind)))) return undefined;
  if (lacks.some((kind) => kinds.has(kind)) || unless?.test(plain)) return undefined;
  if (!act) return placeOf(text, inOrder ? inARow(has, words) : findAll(has, words, [], 0, words.length), undefined);
  for (const [at, mood] of text.moods()) {
    const tag = words[at]?.tags.find(({ kind, form }) => form !== 0 && act.some((verb) => verb === kind));
    if (!tag || !moods.includes(mood)) continue;
    if (mood === 'without' && !isOrderedWithout(text, at)) continue;
    const own = [{ at, tag }];
    const objects = isPassive(words, at, tag)
      ? findAll(object, words, own, Math.max(0, at - REACH), Math.min(words.length, at + REACH))
      : findAll(object, words, own, at + 1, endOfReach(words, at, mood), true);
    const all = objects && findAll(has, words, objects, Math.max(0, at - WINDOW), Math.min(words.length, at + WINDOW));
    if (all) return placeOf(text, all, mood);
  }
  return undefined;
}

/** "Drop it without asking" is an order; "never drop it without asking" and "it drops without asking" are none. */
const isOrderedWithout = ({ words, moods }: Text, at: number): boolean =>
  [...moods().values()].includes('order') &&
  !words.slice(0, at).some(({ text }) => isNegator(text) || text === 'avoid' || text === 'unless');

const isPassive = (words: readonly Word[], at: number, { form }: Tag): boolean =>
  (form & PAST) !== 0 && words.slice(Math.max(0, at - 3), at).some(({ text }) => text === 'be');

/** An object ends where a "never" or a "but" begins something else. */
function endOfReach(words: readonly Word[], at: number, mood: Mood): number {
  for (let next = at + 1; next < Math.min(words.length, at + 1 + REACH); next++) {
    if (words[next]?.stop === ';') return next + 1;
    const { text = '', tags = [] } = words[next] ?? {};
    const isPhrase = tags.some(({ length }) => length > 1);
    if (mood === 'order' && !isPhrase && /^(?:never|not|but|except|unless)$/.test(text)) return next;
  }
  return Math.min(words.length, at + 1 + REACH);
}

type Place = { readonly at: number; readonly tag: Tag };

/** For each group words of one of its kinds that no other group has taken; undefined where one is missing. */
function findAll(
  groups: readonly (readonly Kind[])[],
  words: readonly Word[],
  taken: readonly Place[],
  from: number,
  to: number,
  isInOrder = false,
): Place[] | undefined {
  const places = [...taken];
  let start = from;
  for (const group of groups) {
    const place = firstOf(group, words, places, start, to);
    if (!place) return undefined;
    places.push(place);
    if (isInOrder) start = place.at + place.tag.length;
  }
  return places;
}

function firstOf(
  group: readonly Kind[],
  words: readonly Word[],
  taken: readonly Place[],
  from: number,
  to: number,
): Place | undefined {
  for (let at = from; at < to; at++) {
    const tag = words[at]?.tags.find(({ kind }) => group.includes(kind));
    if (tag && !taken.some((other) => other.at < at + tag.length && at < other.at + other.tag.length))
      return { at, tag };
  }
  return undefined;
}

/** Things one after the other, each within a few words of the one before. */
function inARow(groups: readonly (readonly Kind[])[], words: readonly Word[]): Place[] | undefined {
  const [first = [], ...rest] = groups;
  for (let at = 0; at < words.length; at++) {
    const place = firstOf(first, words, [], at, at + 1);
    if (!place) continue;
    const places = [place];
    for (const group of rest) {
      const { at: last, tag } = places.at(-1) ?? place;
      const next = firstOf(group, words, places, last + tag.length, Math.min(words.length, last + tag.length + NEXT));
      if (!next) break;
      places.push(next);
    }
    if (places.length === groups.length) return places;
  }
  return undefined;
}

/** Where a reading stands, with its words. Without a verb nothing but its own words may say "not". */
function placeOf({ words, plain }: Text, places: Place[] | undefined, mood: Mood | undefined) {
  if (!places) return undefined;
  const covered = new Set(places.flatMap(({ at, tag }) => Array.from({ length: tag.length }, (_, step) => at + step)));
  if (mood === undefined && words.some(({ text }, at) => !covered.has(at) && isNegator(text))) return undefined;
  const first = places[0]?.at ?? 0;
  if (mood !== undefined && mood !== 'order' && mood !== 'told') covered.add(negatorBefore(words, first));
  const ordered = [...covered].filter((at) => at >= 0).sort((a, b) => a - b);
  // What is in quotation marks is shown; a verb, or one word outside of them, is meant.
  const said = mood === undefined ? ordered.find((at) => !isMarked(plain, words[at]?.start ?? 0)) : first;
  const index = words[said ?? 0]?.start ?? 0;
  const end = words[ordered.at(-1) ?? 0]?.end ?? plain.length;
  return { index, length: end - index, words: quoted(words, ordered) };
}

function negatorBefore(words: readonly Word[], at: number): number {
  for (let back = at - 1; back >= Math.max(0, at - 5); back--) {
    const { text = '' } = words[back] ?? {};
    if (isNegator(text) || /^(?:no|without|need|avoid|from|stop)$/.test(text)) return back;
  }
  return -1;
}

/** The words that were read, without what lies between; addresses and names of secrets are not repeated. */
function quoted(words: readonly Word[], ordered: readonly number[]): string {
  let text = '';
  let last: number | undefined;
  for (const at of ordered) {
    const word = words[at];
    if (!word) continue;
    const isShape = /[/@\d_?&=]|\.\w/.test(word.text);
    text += `${last === undefined ? '' : at === last + 1 ? ' ' : ' … '}${isShape ? '…' : word.text}`;
    last = at;
  }
  return text
    .replace(/(?: ?… ?)+/g, ' … ')
    .replace(/ … $/, ' …')
    .trim();
}

const isMarked = (plain: string, index: number): boolean =>
  ['"', '`'].some((mark) => (plain.slice(0, index).split(mark).length - 1) % 2 === 1);
