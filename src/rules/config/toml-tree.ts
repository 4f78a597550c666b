import type { Range } from '../../engine/finding.ts';
import { type ConfigMember, type ConfigNode, MAX_DEPTH, type ObjectNode } from './config-node.ts';

/** A table while it is read: members are added, and its end moves. */
type Table = ObjectNode & { members: ConfigMember[]; end: number };

/** Statements that are read: finding the table of each takes as long as it has members. */
const MAX_STATEMENTS = 5_000;

/**
 * Reads TOML with offsets, which its usual parsers do not give. It checks nothing: a line that it does not understand is passed over, so that a
 * half-written file still has its other settings.
 * @param cut called where it holds more than is read.
 */
export function readToml(text: string, cut: () => void = () => {}): ConfigNode {
  const reader = new TomlReader(text);
  const tree = reader.read();
  if (!reader.isAtEnd) cut();
  return tree;
}

class TomlReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  read(): ConfigNode {
    const root = table(0);
    let here = root;
    for (let count = 0; count < MAX_STATEMENTS && this.#at < this.#text.length; count++) {
      this.#skipBlank();
      const start = this.#at;
      if (this.#peek() === '[') here = this.#header(root);
      else if (!this.#assignment(here, 0)) this.#skipLine();
      if (this.#at === start) this.#skipLine();
      here.end = Math.max(here.end, this.#at);
    }
    root.end = this.#text.length;
    return root;
  }

  /** `[a.b]` or `[[a.b]]`: the table that the next lines belong to. */
  #header(root: Table): Table {
    const isList = this.#text.startsWith('[[', this.#at);
    this.#at += isList ? 2 : 1;
    const path = this.#path();
    this.#skipLine();
    const last = path.at(-1);
    let here = root;
    for (const part of path.slice(0, MAX_DEPTH))
      here = isList && part === last ? appendTo(here, part) : childOf(here, part);
    return here;
  }

  /** `a.b = value`. False where the line is no such thing. */
  #assignment(here: Table, depth: number): boolean {
    const path = this.#path();
    this.#skipSpaces();
    const last = path.at(-1);
    if (!last || this.#peek() !== '=') return false;
    this.#at++;
    const value = this.#value(depth);
    if (!value) return false;
    let owner = here;
    for (const part of path.slice(0, -1).slice(0, MAX_DEPTH)) owner = childOf(owner, part);
    owner.members.push({ key: last.key, keyRange: last.range, value, start: last.range.start, end: value.end });
    return true;
  }

  #path(): { readonly key: string; readonly range: Range }[] {
    const parts: { readonly key: string; readonly range: Range }[] = [];
    for (;;) {
      this.#skipSpaces();
      const start = this.#at;
      const quoted = /["']/.test(this.#peek()) ? this.#string() : undefined;
      const key = quoted ?? this.#take(/[\w-]+/y);
      if (key === undefined) return parts;
      parts.push({ key, range: { start, end: this.#at } });
      this.#skipSpaces();
      if (this.#peek() !== '.') return parts;
      this.#at++;
    }
  }

  #value(depth: number): ConfigNode | undefined {
    this.#skipSpaces();
    if (depth > MAX_DEPTH) return undefined;
    const start = this.#at;
    const first = this.#peek();
    if (first === '"' || first === "'") return scalar(start, this.#string() ?? '', this.#at);
    if (first === '[') return this.#array(depth);
    if (first === '{') return this.#inlineTable(depth);
    const word = this.#take(/[^\s,\]}#]+/y);
    if (word === undefined) return undefined;
    if (word === 'true' || word === 'false') return scalar(start, word === 'true', this.#at);
    const number = Number(word.replaceAll('_', ''));
    return scalar(start, Number.isNaN(number) ? word : number, this.#at);
  }

  #array(depth: number): ConfigNode {
    const start = this.#at++;
    const items: ConfigNode[] = [];
    for (;;) {
      this.#skipBlank();
      const item = this.#peek() === ']' ? undefined : this.#value(depth + 1);
      if (item) items.push(item);
      this.#skipBlank();
      if (this.#peek() === ',') this.#at++;
      else break;
    }
    if (this.#peek() === ']') this.#at++;
    return { is: 'array', start, end: this.#at, items };
  }

  #inlineTable(depth: number): ConfigNode {
    const made = table(this.#at++);
    for (;;) {
      this.#skipBlank();
      if (!this.#assignment(made, depth + 1)) break;
      this.#skipBlank();
      if (this.#peek() === ',') this.#at++;
      else break;
    }
    if (this.#peek() === '}') this.#at++;
    made.end = this.#at;
    return made;
  }

  /** The text of a string in any of the four ways to quote one; to the end of the line where it is not closed. */
  #string(): string | undefined {
    const quote = this.#peek();
    const fence = quote.repeat(3);
    const isLong = this.#text.startsWith(fence, this.#at);
    const opens = this.#at + (isLong ? 3 : 1);
    let end = opens;
    while (end < this.#text.length) {
      if (quote === '"' && this.#text[end] === '\\') end += 2;
      else if (isLong ? this.#text.startsWith(fence, end) : this.#text[end] === quote || this.#text[end] === '\n')
        break;
      else end++;
    }
    const body = this.#text.slice(opens, end);
    this.#at = Math.min(this.#text.length, end + (isLong ? 3 : this.#text[end] === quote ? 1 : 0));
    return quote === '"' ? unescaped(body) : body;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #peek(): string {
    return this.#text[this.#at] ?? '';
  }

  #skipSpaces(): void {
    while (this.#peek() === ' ' || this.#peek() === '\t') this.#at++;
  }

  /** Spaces, line ends and comments. */
  #skipBlank(): void {
    for (;;) {
      while (/\s/.test(this.#peek())) this.#at++;
      if (this.#peek() !== '#') return;
      this.#skipLine();
    }
  }

  #skipLine(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#text.length : end + 1;
  }
}

const table = (start: number): Table => ({ is: 'object', start, end: start, members: [] });

const scalar = (start: number, value: string | number | boolean, end: number): ConfigNode => ({
  is: 'scalar',
  start,
  end,
  value,
});

/** Tables are made by this reader alone, so that an object of the tree is one that may still grow. */
function childOf(parent: Table, { key, range }: { readonly key: string; readonly range: Range }): Table {
  const known = parent.members.findLast((member) => member.key === key)?.value;
  if (known?.is === 'object') return known as Table;
  const last = known?.is === 'array' ? known.items.at(-1) : undefined;
  if (last?.is === 'object') return last as Table;
  const made = table(range.start);
  parent.members.push({ key, keyRange: range, value: made, ...range });
  return made;
}

function appendTo(parent: Table, { key, range }: { readonly key: string; readonly range: Range }): Table {
  const made = table(range.start);
  const known = parent.members.findLast((member) => member.key === key)?.value;
  if (known?.is === 'array') (known.items as ConfigNode[]).push(made);
  else parent.members.push({ key, keyRange: range, value: { is: 'array', ...range, items: [made] }, ...range });
  return made;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', e: '\u001b' };

const unescaped = (body: string): string =>
  body.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(\r?\n\s*)|([\s\S]))/g, (_, short, long, fold, one) => {
    if (fold !== undefined) return '';
    if (one !== undefined) return ESCAPES[one] ?? one;
    const code = Number.parseInt(short ?? long, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
