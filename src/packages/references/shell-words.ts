import type { Passage } from './passage.ts';

/** A word of a command line, without its quotes. */
export type Word = {
  readonly text: string;
  /** Index into the passage of the character of this index. */
  readonly at: (index: number) => number;
  /** It holds a variable, a substitution or a placeholder such as `<name>`: what it will be is not known. */
  readonly isOpen: boolean;
};

export type ShellOptions = {
  /** As in Docker, a line of comment between continued lines does not end the command. */
  readonly skipsCommentLines?: boolean;
  /** As in folded YAML, the end of a line is a space. */
  readonly foldsLines?: boolean;
};

const MOST_WORDS = 100_000;

/**
 * The simple commands of a text of shell: chains, groups, pipes and substitutions taken apart, comments and redirections left out, continued lines joined. Meant to be
 * right for what people write about packages; takes time in proportion to the text whatever it is.
 */
export function commandsIn({ text }: Passage, options: ShellOptions = {}): readonly (readonly Word[])[] {
  return new ShellReader(text, options).read();
}

class ShellReader {
  readonly #text: string;
  readonly #options: ShellOptions;
  readonly #commands: Word[][] = [];
  #command: Word[] = [];
  #at = 0;
  #words = 0;
  /** The next word is where output goes. */
  #redirects = false;
  #isContinued = false;

  constructor(text: string, options: ShellOptions) {
    this.#text = text;
    this.#options = options;
  }

  read(): readonly (readonly Word[])[] {
    while (this.#at < this.#text.length && this.#words < MOST_WORDS) this.#step();
    this.#end();
    return this.#commands;
  }

  #step(): void {
    const rest = this.#text[this.#at] as string; // the loop above holds it in the text
    if (rest === '\n' || rest === '\r') return this.#endOfLine();
    if (rest === ' ' || rest === '\t' || rest === '\u00a0') {
      this.#at++;
      return;
    }
    const continuation = this.#continuation();
    if (continuation > 0) {
      this.#at += continuation;
      this.#isContinued = true;
      return;
    }
    if (rest === '#') return this.#comment();
    this.#isContinued = false;
    if (';&|(){}`'.includes(rest) && !this.#isBraceInWord(rest)) {
      this.#operator(rest);
      return;
    }
    if (rest === '>' || rest === '<') {
      if (this.#placeholder() > 0) return this.#word();
      while (/[<>&|]/.test(this.#text[this.#at] ?? '')) this.#at++;
      this.#redirects = true;
      return;
    }
    this.#word();
  }

  #operator(character: string): void {
    this.#at++;
    // `&>file` is a redirection.
    if (character === '&' && this.#text[this.#at] === '>') return;
    this.#end();
  }

  #endOfLine(): void {
    this.#at++;
    if (!this.#options.foldsLines) this.#end();
  }

  #comment(): void {
    const end = this.#text.indexOf('\n', this.#at);
    const isSkipped = this.#options.skipsCommentLines && this.#isContinued;
    this.#at = end < 0 ? this.#text.length : isSkipped ? end + 1 : end;
  }

  /** The length of a backslash (or PowerShell's or cmd's sign) with the end of its line; 0 when there is none. */
  #continuation(): number {
    const sign = this.#text[this.#at];
    if (sign !== '\\' && sign !== '`' && sign !== '^') return 0;
    let at = this.#at + 1;
    while (this.#text[at] === ' ' || this.#text[at] === '\t') at++;
    if (this.#text[at] === '\r') at++;
    return this.#text[at] === '\n' ? at + 1 - this.#at : 0;
  }

  /** `{a,b}` belongs to a word, `{ a; }` is a group. */
  #isBraceInWord(character: string): boolean {
    if (character !== '{') return false;
    const next = this.#text[this.#at + 1] ?? '';
    return next !== '' && !/[\s]/.test(next);
  }

  /** The length of `<some name>`, as documents write it. */
  #placeholder(): number {
    const pattern = /<[A-Za-z@[][^<>\n|;&]{0,60}>/y;
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0].length ?? 0;
  }

  #word(): void {
    const start = this.#at;
    const offsets: number[] = [];
    let text = '';
    let isOpen = false;
    const take = (from: number, to: number) => {
      text += this.#text.slice(from, to);
      for (let at = from; at < to; at++) offsets.push(at);
    };
    while (this.#at < this.#text.length) {
      const at = this.#at;
      const character = this.#text[at] as string; // the loop's condition
      if (/[\s;&|()]/.test(character) || (character === '`' && at > start)) break;
      if (this.#continuation() > 0) break;
      if (character === '<' || character === '>') {
        const length = this.#placeholder();
        if (length === 0) break;
        isOpen = true;
        take(at, at + length);
        this.#at += length;
      } else if (character === "'") {
        const end = this.#closing("'", at + 1);
        take(at + 1, end);
        this.#at = end + 1;
      } else if (character === '"') {
        const end = this.#closing('"', at + 1);
        if (/[$`]/.test(this.#text.slice(at + 1, end))) isOpen = true;
        take(at + 1, end);
        this.#at = end + 1;
      } else if (character === '$') {
        isOpen = true;
        const end = this.#expansion(at);
        take(at, end);
        this.#at = end;
      } else if (character === '\\') {
        take(at + 1, Math.min(at + 2, this.#text.length));
        this.#at += 2;
      } else {
        if (/[[\]{}*%]/.test(character)) isOpen = true;
        take(at, at + 1);
        this.#at++;
      }
    }
    this.#at = Math.max(this.#at, start + 1);
    this.#words++;
    const end = this.#at;
    if (this.#redirects) this.#redirects = false;
    // The number before a redirection is no word: `2>&1`.
    else if (!(/^\d$/.test(text) && /[<>]/.test(this.#text[end] ?? '')))
      this.#command.push({ text, at: (index) => offsets[index] ?? (offsets.at(-1) ?? start) + 1, isOpen });
  }

  #closing(quote: string, from: number): number {
    for (let at = from; at < this.#text.length; at++) {
      if (this.#text[at] === quote) return at;
      if (quote === '"' && this.#text[at] === '\\') at++;
    }
    return this.#text.length;
  }

  /** The end of `$X`, `${X}`, `${{ x }}` or `$(command)`; what stands in the last is not looked at. */
  #expansion(from: number): number {
    const open = this.#text[from + 1];
    if (open !== '{' && open !== '(') {
      const name = /\w*/y;
      name.lastIndex = from + 1;
      return Math.max(from + 1, from + 1 + (name.exec(this.#text)?.[0].length ?? 0));
    }
    const close = open === '{' ? '}' : ')';
    let depth = 0;
    for (let at = from + 1; at < this.#text.length; at++) {
      if (this.#text[at] === open) depth++;
      if (this.#text[at] === close && --depth === 0) return at + 1;
    }
    return this.#text.length;
  }

  #end(): void {
    if (this.#command.length > 0) this.#commands.push(this.#command);
    this.#command = [];
    this.#redirects = false;
    this.#isContinued = false;
  }
}
