import { keyOf, requirementOf } from '../regex/required.ts';
import type { TextChange } from '../syntax/source-file.ts';
import { changedStretch } from './changed-stretch.ts';
import { Trigrams, trigramsOf } from './trigrams.ts';

/** UTF-16 units around an edit, blanks aside, in which a match can come or go. Expressions that are asked for match less than that. */
const REACH = 1_000;
/** Larger stretches are not worth the slice. */
const LONGEST_STRETCH = 50_000;
const MOST_ANSWERS = 1_000;
/** So near the border of what is looked at, what an expression looks back or ahead on may be cut off. */
const MARGIN = 200;

type Span = { start: number; end: number };

/**
 * Where an expression matches, or else what has been edited since that was known. `isElsewhere`: it matched where the text was edited, so
 * it may match anywhere.
 */
type Answer = { match: Span } | { match: undefined; edited: Span | undefined; isElsewhere: boolean };

/** The lines around what was edited. */
type Stretch = { readonly of: Span; readonly from: number; readonly text: string; readonly trigrams: Trigrams };

const NOWHERE = 'nowhere';

/**
 * Answers whether expressions match somewhere in a text, and goes on knowing while the text is edited: only around the edits is looked again. An
 * expression is known by what it says, not by which object it is.
 */
export class Said {
  #text: string;
  #withoutComments: Said | undefined;
  readonly #known = new Map<string, Answer>();
  /** Answers until the next edit. A check asks the same of every node, thousands of times: then not even the key is made. */
  readonly #answers = new Map<RegExp, boolean>();
  /** The stretch that was looked at last: after an edit all expressions ask about the same. */
  #stretch: Stretch | undefined;

  /** Whether it is worth knowing the trigrams of the text: many expressions are asked for that it does not have. */
  readonly #isSifted: boolean;

  constructor(text: string, isSifted = true) {
    this.#text = text;
    this.#isSifted = isSifted;
  }

  says(expression: RegExp): boolean {
    const before = this.#answers.get(expression);
    if (before !== undefined) return before;
    const answer = this.#answerTo(expression).match !== undefined;
    // An expression written within a function is another one each time.
    if (this.#answers.size >= MOST_ANSWERS) this.#answers.clear();
    this.#answers.set(expression, answer);
    return answer;
  }

  /** The same of the text without its comments, which goes on knowing as well. */
  withoutComments(code: string): Said {
    // What is asked of it the text with its comments says: nearly all of that is in the code.
    const known = this.#withoutComments ?? new Said(code, false);
    this.#withoutComments = known;
    if (known.#text !== code) known.edit(changedStretch(known.#text, code), code);
    return known;
  }

  /** @param change with offsets into the text before it, and inside of it. */
  edit({ start, end, text }: TextChange, after: string): void {
    this.#text = after;
    this.#answers.clear();
    this.#stretch = undefined;
    const shift = text.length - (end - start);
    const edited = { start, end: start + text.length };
    for (const [key, answer] of this.#known) {
      const { match } = answer;
      if (match === undefined) answer.edited = joined(answer.edited && moved(answer.edited, start, end, shift), edited);
      else if (match.start - REACH >= end) answer.match = { start: match.start + shift, end: match.end + shift };
      else if (match.end + REACH > start) this.#known.set(key, { match: undefined, edited, isElsewhere: true });
    }
  }

  #answerTo(expression: RegExp): Answer {
    const key = keyOf(expression);
    const known = this.#known.get(key);
    if (known?.match !== undefined || (known && known.edited === undefined)) return known;
    const near = known?.edited && this.#near(known.edited);
    const match = near && matchIn(near, expression);
    if (known && match === NOWHERE && !known.isElsewhere) {
      known.edited = undefined;
      return known;
    }
    const span = match === NOWHERE || match === undefined ? this.#search(expression) : match;
    const answer: Answer = span ? { match: span } : { match: undefined, edited: undefined, isElsewhere: false };
    this.#known.set(key, answer);
    return answer;
  }

  #search(expression: RegExp): Span | undefined {
    if (this.#isSifted && !trigramsOf(this.#text).mayMeet(requirementOf(expression))) return undefined;
    const found = plain(expression).exec(this.#text);
    return found ? { start: found.index, end: found.index + found[0].length } : undefined;
  }

  /** The lines around a stretch; undefined where they are too many. */
  #near({ start, end }: Span): Stretch | undefined {
    if (end - start > LONGEST_STRETCH) return undefined;
    if (this.#stretch?.of.start !== start || this.#stretch.of.end !== end) {
      const from = this.#text.lastIndexOf('\n', reached(this.#text, start, -1)) + 1;
      const lineEnd = this.#text.indexOf('\n', reached(this.#text, end, 1));
      const text = this.#text.slice(from, lineEnd < 0 ? undefined : lineEnd);
      this.#stretch = { of: { start, end }, from, text, trigrams: new Trigrams(text) };
    }
    return this.#stretch;
  }
}

/**
 * Where an expression matches in a stretch. What it matches at the borders says nothing: there lies what no border is in the whole text, and
 * what it looks back on may be cut off.
 */
function matchIn({ from, text, trigrams }: Stretch, expression: RegExp): Span | typeof NOWHERE | undefined {
  if (!trigrams.mayMeet(requirementOf(expression))) return NOWHERE;
  const found = plain(expression).exec(text);
  if (!found) return NOWHERE;
  const end = found.index + found[0].length;
  const isInside = found.index >= MARGIN && end + MARGIN <= text.length;
  return isInside ? { start: from + found.index, end: from + end } : undefined;
}

/** So many characters away that are no blanks: an expression may ask for any number of those. */
function reached(text: string, from: number, step: 1 | -1): number {
  let at = from;
  for (let count = 0; count < REACH && (step < 0 ? at > 0 : at < text.length); at += step)
    if (text.charCodeAt(at) > 32) count++;
  return Math.max(0, at);
}

/** A stretch of the text before an edit as it lies behind it. */
function moved(span: Span, start: number, end: number, shift: number): Span {
  const at = (offset: number): number => (offset <= start ? offset : offset >= end ? offset + shift : start);
  return { start: at(span.start), end: Math.max(at(span.start), at(span.end)) };
}

const joined = (one: Span | undefined, other: Span): Span =>
  one === undefined ? other : { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) };

/** The same, which remembers no place where it has been. */
const plain = (expression: RegExp): RegExp =>
  expression.global || expression.sticky
    ? new RegExp(expression.source, expression.flags.replace(/[gy]/g, ''))
    : expression;
