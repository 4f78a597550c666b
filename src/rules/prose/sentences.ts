import { endOfFrontmatter } from '../config/frontmatter.ts';
import { plainText } from './plain-text.ts';
import type { Place, Sentence } from './sentence.ts';

/** Longer texts are judged up to here, in UTF-16 units; longer sentences are cut into pieces. */
const MAX_TEXT = 300_000;
const MAX_SENTENCE = 700;

const HEADING = /^\s{0,3}#{1,6}\s+(.*)/;
const FENCE = /^\s*(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}|~{3,})\s*([\w+-]*)/;
const ITEM = /^\s*(?:[-*+•]|\d+[.)]|\|)\s*/;
/** Comments that a rendered page does not show. */
const OPENS_COMMENT = /<!--|^\s*\[(?:\/\/|comment|_)\]:\s*(?:#|<>)/i;

/** Takes a text of instructions apart. Linear; every sentence knows where it stands. */
export function sentencesOf(text: string, isMarkdown = true): readonly Sentence[] {
  return new Splitter(text.slice(0, MAX_TEXT), isMarkdown ? endOfFrontmatter(text) : 0).split();
}

class Splitter {
  readonly #text: string;
  readonly #from: number;
  readonly #found: Sentence[] = [];
  #heading = '';
  #leadIn = '';
  #section = 0;
  #block = 0;
  #fence: string | undefined;
  #inComment = false;
  /** Lines of a paragraph that go on. */
  #open: { start: number; end: number } | undefined;

  constructor(text: string, from: number) {
    this.#text = text;
    this.#from = from;
  }

  split(): readonly Sentence[] {
    // What stands before the prose is read as well: descriptions are put into the prompt.
    for (let start = 0; start < this.#from; ) {
      const newline = this.#text.indexOf('\n', start);
      const end = newline < 0 || newline > this.#from ? this.#from : newline;
      this.#cut(start, end);
      start = end + 1;
    }
    for (let start = this.#from; start < this.#text.length; ) {
      const newline = this.#text.indexOf('\n', start);
      const end = newline < 0 ? this.#text.length : newline;
      this.#line(start, end);
      start = end + 1;
    }
    this.#close();
    return this.#found;
  }

  /** A line, comment by comment: there may be thousands in it. */
  #line(start: number, end: number): void {
    let from = start;
    do from = this.#piece(this.#text.slice(from, end), from, end);
    while (from < end && this.#text.slice(from, end).trim() !== '');
  }

  /** A line, or what is left of it; gives the offset from which it is still to be read. */
  #piece(line: string, start: number, end: number): number {
    if (!this.#inComment && this.#fenced(line, start, end)) return end;
    if (line.trim() === '') {
      this.#close();
      this.#block++;
      return end;
    }
    if (this.#inComment || OPENS_COMMENT.test(line)) return this.#commented(line, start, end);
    const heading = HEADING.exec(line)?.[1];
    if (heading !== undefined) {
      this.#close();
      this.#section++;
      this.#block++;
      this.#heading = plainText(heading.slice(0, 300));
      this.#leadIn = '';
      this.#cut(start, end);
      return end;
    }
    if (ITEM.test(line) || /^\s*>/.test(line)) this.#close();
    if (this.#open) this.#open.end = end;
    else this.#open = { start, end };
    return end;
  }

  /** A line with a comment that begins, goes on or ends in it; gives the offset behind that. */
  #commented(line: string, start: number, end: number): number {
    let from = start;
    if (!this.#inComment) {
      const opens = start + Math.max(0, line.search(OPENS_COMMENT));
      this.#close();
      if (line.slice(0, opens - start).trim() !== '') this.#cut(start, opens);
      from = opens;
      this.#inComment = true;
    }
    const closes = line.includes('<!--') || !OPENS_COMMENT.test(line) ? line.indexOf('-->', from - start) : line.length;
    const to = closes < 0 ? end : Math.min(end, start + closes + 3);
    if (this.#open) this.#open.end = to;
    else this.#open = { start: from, end: to };
    if (closes < 0) return end;
    this.#close();
    this.#inComment = false;
    return to;
  }

  /** True where the line belongs to a block of code. */
  #fenced(line: string, start: number, end: number): boolean {
    const fence = FENCE.exec(line);
    if (this.#fence !== undefined) {
      if (fence && line.trim().startsWith(this.#fence) && fence[2] === '') this.#fence = undefined;
      else if (line.trim() !== '') this.#cut(start, end, true);
      return true;
    }
    if (!fence?.[1]) return false;
    this.#close();
    this.#fence = fence[1];
    return true;
  }

  #close(): void {
    if (!this.#open) return;
    const { start, end } = this.#open;
    this.#open = undefined;
    const raw = this.#text.slice(start, end);
    // Quotations, and tables, which compare more often than they order.
    this.#cut(start, end, /^\s*[>|]/.test(raw));
    const tail = raw.slice(-200).trimEnd();
    const introduces =
      /[:：](?:\*{1,2}|-->)?$/.test(tail) ||
      (raw.length < 200 && /^\s*(?:\*\*|__)[^*_\n]{2,60}(?:\*\*|__)$/.test(tail));
    if (introduces) this.#leadIn = plainText(raw.slice(-200));
    else if (!ITEM.test(raw) && !/^\s{2,}/.test(raw)) this.#leadIn = '';
  }

  /** Sentences end with a stop before a blank; what is longer is cut at a blank. */
  #cut(start: number, end: number, isShown = false): void {
    const place: Place = {
      heading: this.#heading,
      leadIn: this.#leadIn,
      isShown,
      isHidden: this.#inComment,
      section: this.#section,
      block: this.#block,
    };
    let from = start;
    while (from < end) {
      const limit = Math.min(end, from + MAX_SENTENCE);
      const stop = isShown
        ? -1
        : this.#text.slice(from, limit).search(/[.!?。！？][)*_]*\s+(?=\S)|[.!?。！？][)"'*_`]+\s+(?=[^\sa-z])/);
      let to = stop < 0 ? limit : from + stop + 1;
      if (stop < 0 && limit < end) {
        const blank = this.#text.lastIndexOf(' ', limit);
        if (blank > from + MAX_SENTENCE / 2) to = blank;
      }
      this.#push(from, to, place);
      from = to;
    }
  }

  #push(from: number, to: number, place: Place): void {
    const raw = this.#text.slice(from, to);
    const lead = /^[\s)"'*_`]*/.exec(raw)?.[0].replace(/["'*_`)]/g, '').length ?? 0;
    const start = from + (/^\s*/.exec(raw)?.[0].length ?? lead);
    const end = from + raw.trimEnd().length;
    if (end - start < 3) return;
    const shown = this.#text.slice(start, end);
    this.#found.push({ start, end, raw: shown, plain: plainText(shown), place });
  }
}
