import type { Range } from '../engine/finding.ts';
import { decodeHidden } from './hidden-text.ts';

/**
 * What an invisible character is: `bidi` turns the text around it, `zero-width` takes no room, `tag` and `variation` can carry whole sentences,
 * `private-use` has no meaning that anybody agreed on, `filler` is a letter that is drawn as nothing.
 */
export type HiddenSort = 'bidi' | 'zero-width' | 'tag' | 'variation' | 'private-use' | 'filler';

/** Neighbouring invisible characters of one sort. */
export type Hidden = {
  readonly range: Range;
  readonly sort: HiddenSort;
  /** The text that they spell, where they spell one: printable, as long as it is. */
  readonly decoded?: string;
};

/** Unicode 16: Default_Ignorable_Code_Point, Bidi_Control and what is drawn as a blank. Without the soft hyphen, which is for typesetting. */
const ANY =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each of them is looked for by itself
  /[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\udb40\udb80-\udbff]|\ud834[\udd59\udd73-\udd7a]/g;

/** A quick no for nearly every text; V8 answers it at once for texts of Latin letters. */
export const SOME_HIDDEN = new RegExp(ANY.source);

const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b]/;
/** Scripts in which a joiner, or its absence, changes how letters are drawn: Arabic, Syriac, the Indic ones, Mongolian, and their like. */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Thaana}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Tibetan}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Mongolian}\p{Script=Hebrew}\p{Script=Javanese}\p{Script=Balinese}]/u;
/** Scripts without blanks between words, in which a zero-width space says where a line may break. */
const UNSPACED =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Javanese}]/u;
const PICTURE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\ufe0f|\u20e3/u;
const VARYING =
  /[\p{Emoji}\p{Extended_Pictographic}\p{Script=Han}\p{Script=Mongolian}\p{Script=Myanmar}\p{Script=Phags_Pa}\p{Sm}\p{So}\p{Po}\p{Script=Hiragana}\p{Script=Katakana}]/u;

const FLAG = 0x1f3f4;
const CANCEL_TAG = 0xe007f;

/** Icons stand alone; a text written in private letters does not. */
const MANY_PRIVATE = 4;
/** A letter is followed by one joiner, hardly ever by two, never by more. */
const MOST_JOINERS = 2;

/**
 * The invisible characters of a text, in order, without those that have a use where they stand: emoji, flags, a byte order mark, joiners of
 * scripts that have them, direction marks among letters that run from right to left. Linear; offsets are UTF-16.
 */
export function findHidden(text: string): Hidden[] {
  if (!SOME_HIDDEN.test(text)) return [];
  const context = new Context(text);
  const found: Hidden[] = [];
  for (const { range, sort } of runsOf(text)) {
    if (context.isOrdinary(range, sort)) continue;
    const decoded = decodeHidden(text.slice(range.start, range.end), sort);
    found.push({ range, sort, ...(decoded !== undefined && { decoded }) });
  }
  return found;
}

type Run = { range: { start: number; end: number }; readonly sort: HiddenSort };

function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const { index } of text.matchAll(ANY)) {
    const point = text.codePointAt(index) ?? 0;
    const sort = sortOf(point);
    if (!sort) continue;
    const end = index + (point > 0xffff ? 2 : 1);
    const last = runs.at(-1);
    if (last && last.sort === sort && last.range.end === index) last.range.end = end;
    else runs.push({ range: { start: index, end }, sort });
  }
  return runs;
}

function sortOf(point: number): HiddenSort | undefined {
  if (point >= 0xe0000 && point <= 0xe007f) return 'tag';
  if ((point >= 0xe0100 && point <= 0xe01ef) || (point >= 0xfe00 && point <= 0xfe0f)) return 'variation';
  if ((point >= 0x180b && point <= 0x180d) || point === 0x180f) return 'variation';
  if ((point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069)) return 'bidi';
  if ((point >= 0xe000 && point <= 0xf8ff) || point >= 0xf0000) return 'private-use';
  if ((point >= 0x200b && point <= 0x200f) || (point >= 0x2060 && point <= 0x206f)) return 'zero-width';
  if (point === 0xfeff || point === 0x061c || point === 0x180e) return 'zero-width';
  // A lone half of a pair, or an unassigned character of the plane.
  return (point >= 0xd800 && point <= 0xdfff) || point >= 0xe0000 ? undefined : 'filler';
}

/** Answers for the runs of a text, asked in their order, whether they have a use where they stand. */
class Context {
  readonly #text: string;
  #line = { start: 0, end: -1, hasRtl: false, isBalanced: false };

  constructor(text: string) {
    this.#text = text;
  }

  isOrdinary(range: Range, sort: HiddenSort): boolean {
    switch (sort) {
      case 'bidi':
        return this.#lineOf(range.start).isBalanced;
      case 'zero-width':
        return this.#isOrdinaryJoiner(range);
      case 'tag':
        return this.#isFlag(range);
      case 'variation':
        return this.#isOrdinaryVariation(range);
      case 'private-use':
        return [...this.#text.slice(range.start, range.end)].length < MANY_PRIVATE;
      case 'filler':
        return this.#isOrdinaryFiller(range);
    }
  }

  #isOrdinaryJoiner({ start, end }: Range): boolean {
    if (start === 0 && end === 1 && this.#text[0] === '\ufeff') return true;
    if (end - start > MOST_JOINERS) return false;
    const run = this.#text.slice(start, end);
    if (/^[\u200e\u200f\u061c]+$/.test(run)) return this.#lineOf(start).hasRtl;
    const before = this.#before(start);
    const after = this.#after(end);
    if (run === '\u200d' && PICTURE.test(before) && PICTURE.test(after)) return true;
    if (/^[\u200c\u200d]+$/.test(run)) return JOINING.test(before) || JOINING.test(after);
    if (/^[\u200b\u2060]+$/.test(run)) return UNSPACED.test(before) || UNSPACED.test(after);
    return run === '\u180e' && JOINING.test(before);
  }

  /** The flags of England, Scotland, Wales and of other parts of countries: a black flag, a code of three to six, an end. */
  #isFlag({ start, end }: Range): boolean {
    if (this.#before(start) !== String.fromCodePoint(FLAG)) return false;
    const points = [...this.#text.slice(start, end)].map((character) => character.codePointAt(0) ?? 0);
    const code = points.slice(0, -1).map((point) => String.fromCharCode(point - 0xe0000));
    return points.at(-1) === CANCEL_TAG && /^[a-z]{2}[a-z0-9]{1,4}$/.test(code.join(''));
  }

  /** A single selector behind what has variants. What an emoji leaves behind when it is deleted is harmless as well. */
  #isOrdinaryVariation({ start, end }: Range): boolean {
    const run = this.#text.slice(start, end);
    if ([...run].length > 1) return false;
    const before = this.#before(start);
    const isEmojiStyle = run === '\ufe0e' || run === '\ufe0f';
    return VARYING.test(before) || (isEmojiStyle && !/\p{L}/u.test(before));
  }

  #isOrdinaryFiller({ start, end }: Range): boolean {
    const around = this.#before(start) + this.#after(end);
    const run = this.#text.slice(start, end);
    if (/^\u2800+$/.test(run)) return /[\u2801-\u28ff]/.test(this.#text.slice(Math.max(0, start - 40), end + 40));
    if (/^[\u115f\u1160\u3164\uffa0]$/.test(run)) return /\p{Script=Hangul}/u.test(around);
    return end - start <= 2 && /[\u0250-\u1fff\u2c00-\uffff]/.test(around) && !/[A-Za-z]/.test(around);
  }

  #before(at: number): string {
    if (at === 0) return '';
    const unit = this.#text.charCodeAt(at - 1);
    const isLow = unit >= 0xdc00 && unit <= 0xdfff && at > 1;
    return this.#text.slice(isLow ? at - 2 : at - 1, at);
  }

  #after(at: number): string {
    const point = this.#text.codePointAt(at);
    return point === undefined ? '' : String.fromCodePoint(point);
  }

  #lineOf(at: number) {
    if (at < this.#line.end) return this.#line;
    const start = this.#text.lastIndexOf('\n', at) + 1;
    const next = this.#text.indexOf('\n', at);
    const end = next < 0 ? this.#text.length : next;
    const line = this.#text.slice(start, end);
    this.#line = { start, end, hasRtl: RTL.test(line), isBalanced: isBalanced(line) };
    return this.#line;
  }
}

/**
 * Whether what a line turns around it turns back, with letters inside that run that way. An override turns letters that do not, so it never is; nor
 * is what reaches over the end of a comment or a statement. Isolates around a value (`Hello, <FSI>{name}<PDI>`) change nothing of what is read.
 */
function isBalanced(line: string): boolean {
  const open: { readonly closer: string; readonly turns: boolean; readonly start: number }[] = [];
  for (const { 0: control, index } of line.matchAll(/[\u202a-\u202e\u2066-\u2069]/g)) {
    if (control === '\u202d' || control === '\u202e') return false;
    if (control === '\u202a' || control === '\u202b')
      open.push({ closer: '\u202c', turns: control === '\u202b', start: index });
    else if (control !== '\u202c' && control !== '\u2069')
      open.push({ closer: '\u2069', turns: control === '\u2067', start: index });
    else {
      const opened = open.pop();
      if (opened?.closer !== control || open.length > MOST_NESTED) return false;
      const inside = line.slice(opened.start + 1, index);
      if (opened.turns && (!RTL.test(inside) || /\*\/|;|\/\*/.test(inside))) return false;
    }
  }
  return open.length === 0;
}

/** Deeper nesting is no prose, and each level is looked at with those inside it. */
const MOST_NESTED = 8;
