/** Deeper templates in templates are written by machines, to do harm. */
const DEEPEST = 40;

export type TokenKind = 'word' | 'string' | 'sign' | 'other';

/** What a module is made of, as far as its exports need: comments left out, templates and regular expressions as one piece. */
export class ModuleTokens {
  readonly text: string;
  readonly kinds: TokenKind[] = [];
  /** UTF-16 offsets. */
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** Of an opening bracket the index of its closing one. */
  readonly closing = new Map<number, number>();
  /** A bracket or a quote is not closed: then nothing that was read can be relied on. */
  isBroken = false;

  constructor(text: string) {
    this.text = text;
    this.#read();
  }

  get count(): number {
    return this.kinds.length;
  }

  /** What stands there; empty behind the end. Of a string with its quotes. */
  at(index: number): string {
    return index < 0 ? '' : this.text.slice(this.starts[index] ?? 0, this.ends[index] ?? 0);
  }

  isWord(index: number): boolean {
    return this.kinds[index] === 'word';
  }

  /** The text between the quotes of a string; undefined where something else stands. */
  stringAt(index: number): string | undefined {
    return this.kinds[index] === 'string' ? this.at(index).slice(1, -1) : undefined;
  }

  /** The index behind what begins at one: behind the closing bracket, or the next. */
  behind(index: number): number {
    return (this.closing.get(index) ?? index) + 1;
  }

  /** Whether the tokens from an index on are these words and signs. */
  matches(index: number, ...wanted: readonly string[]): boolean {
    return wanted.every((text, offset) => this.at(index + offset) === text);
  }

  #read(): void {
    const open: number[] = [];
    const { text } = this;
    let at = text.startsWith('#!') ? lineEnd(text, 0) : 0;
    while (at < text.length) {
      const next = this.#readAt(at);
      const last = this.count - 1;
      const sign = next > at && this.kinds[last] === 'sign' && this.starts[last] === at ? text[at] : undefined;
      if (sign === '(' || sign === '[' || sign === '{') open.push(last);
      if (sign === ')' || sign === ']' || sign === '}') {
        const opening = open.pop();
        if (opening === undefined || !isPair(this.at(opening), sign)) this.isBroken = true;
        else this.closing.set(opening, last);
      }
      if (next <= at) this.isBroken = true;
      at = Math.max(next, at + 1);
      if (this.isBroken) return;
    }
    if (open.length > 0) this.isBroken = true;
  }

  /** Reads what begins at an offset and gives the offset behind it. */
  #readAt(at: number): number {
    const { text } = this;
    const code = text.charCodeAt(at);
    if (code <= 32 || code === 0xfeff || code === 0xa0 || code === 0x2028 || code === 0x2029) return at + 1;
    const character = text[at] as string; // the caller's loop
    if (character === '/' && text[at + 1] === '/') return lineEnd(text, at);
    if (character === '/' && text[at + 1] === '*') return this.#end(text.indexOf('*/', at + 2), 2);
    if (character === '"' || character === "'") return this.#push('string', at, this.#endOfString(at));
    if (character === '`') return this.#push('other', at, this.#endOfTemplate(at, 0));
    if (isWordPart(code)) {
      let end = at + 1;
      while (end < text.length && isWordPart(text.charCodeAt(end))) end++;
      return this.#push(code >= 48 && code <= 57 ? 'other' : 'word', at, end);
    }
    if (character === '/' && this.#isRegexNext(at)) return this.#push('other', at, this.#endOfRegex(at));
    return this.#push('sign', at, at + 1);
  }

  #push(kind: TokenKind, start: number, end: number): number {
    this.kinds.push(kind);
    this.starts.push(start);
    this.ends.push(end);
    return end;
  }

  #end(found: number, length: number): number {
    if (found >= 0) return found + length;
    this.isBroken = true;
    return this.text.length;
  }

  #endOfString(from: number): number {
    const quote = this.text[from];
    for (let at = from + 1; at < this.text.length; at++) {
      if (this.text[at] === '\\') at++;
      else if (this.text[at] === quote) return at + 1;
      else if (this.text[at] === '\n') break;
    }
    return this.#end(-1, 0);
  }

  #endOfTemplate(from: number, depth: number): number {
    if (depth > DEEPEST) return this.#end(-1, 0);
    for (let at = from + 1; at < this.text.length; at++) {
      const character = this.text[at];
      if (character === '\\') at++;
      else if (character === '`') return at + 1;
      else if (character === '$' && this.text[at + 1] === '{') at = this.#endOfSubstitution(at + 1, depth) - 1;
    }
    return this.#end(-1, 0);
  }

  #endOfSubstitution(from: number, depth: number): number {
    let braces = 0;
    for (let at = from; at < this.text.length; at++) {
      const character = this.text[at];
      if (character === '{') braces++;
      else if (character === '}' && --braces === 0) return at + 1;
      else if (character === '`') at = this.#endOfTemplate(at, depth + 1) - 1;
      else if (character === '"' || character === "'") at = this.#endOfString(at) - 1;
    }
    return this.#end(-1, 0);
  }

  /** A slash divides behind a value, and begins an expression elsewhere. Behind a closing brace the line decides. */
  #isRegexNext(at: number): boolean {
    const last = this.count - 1;
    if (last < 0) return true;
    const before = this.at(last);
    if (this.kinds[last] === 'word')
      return /^(?:return|typeof|case|in|of|delete|void|throw|new|else|do|instanceof|yield|await)$/.test(before);
    if (before === '}') return this.text.slice(this.ends[last], at).includes('\n');
    return this.kinds[last] === 'sign' && before !== ')' && before !== ']';
  }

  #endOfRegex(from: number): number {
    let isClass = false;
    for (let at = from + 1; at < this.text.length; at++) {
      const character = this.text[at];
      if (character === '\\') at++;
      else if (character === '\n') break;
      else if (character === '[') isClass = true;
      else if (character === ']') isClass = false;
      else if (character === '/' && !isClass) {
        let end = at + 1;
        while (isWordPart(this.text.charCodeAt(end))) end++;
        return end;
      }
    }
    return this.#end(-1, 0);
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Letters, digits, `$`, `_`, `#`, and whatever is beyond ASCII. */
const isWordPart = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 36 ||
  code === 95 ||
  code === 35 ||
  (code > 127 && code !== 0xa0 && code !== 0xfeff);

const isPair = (open: string, close: string): boolean => ({ '(': ')', '[': ']', '{': '}' })[open] === close;
