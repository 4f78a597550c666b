import type { LanguageId } from '../syntax/grammar.ts';
import { HTML_SINKS } from './html-sinks.ts';

/** The code of a page or component, at the offsets at which it stands there: all else is blank. */
export type EmbeddedCode = { readonly text: string; readonly language: LanguageId };

const EMBEDDING = /\.(vue|svelte|astro|html?)$/i;

/** Whether a file may hold scripts beside other things. */
export const embedsCode = (path: string): boolean => EMBEDDING.test(path);

/** Whether imports in a file go through a bundler, so that a bare name in one is a package. */
export const isComponent = (path: string): boolean => /\.(vue|svelte|astro)$/i.test(path);

const LONGEST_TAG = 2000;
/** UTF-16 units; a longer script with longer lines on average was made by a machine. */
const MINIFIED = { length: 5_000, line: 500 };

const JAVASCRIPT_TYPE =
  /^(?:module|(?:text|application)\/(?:x-)?(?:java|ecma|type)script|text\/(?:babel|jsx|ts|tsx))$/i;

/** Where code stands, and how it is written. */
type Part = { readonly start: number; readonly end: number; readonly language: LanguageId };

/** Reads scripts, Astro's front matter, and the expressions that a template writes as HTML. Takes time in proportion to the text. */
export function codeIn(text: string, path: string): EmbeddedCode {
  const kind = EMBEDDING.exec(path)?.[1]?.toLowerCase() ?? '';
  const front = kind === 'astro' ? frontMatter(text) : undefined;
  const parts = [...(front ? [front] : []), ...scripts(text, front?.end ?? 0)];
  const blank = new Blank(text);
  for (const { start, end } of parts) blank.keep(start, end);
  for (const { opens, start, end } of writtenAsHtml(text, kind)) {
    const isInCode = parts.some((part) => start < part.end && end > part.start);
    if (!isInCode) blank.call(opens, start, end);
  }
  return { text: blank.text(), language: languageOfAll(parts, kind) };
}

/** One grammar reads all parts of a file: that which understands the most. */
function languageOfAll(parts: readonly Part[], kind: string): LanguageId {
  const languages = parts.map(({ language }) => language);
  if (languages.includes('tsx')) return 'tsx';
  return languages.includes('typescript') || kind === 'astro' ? 'typescript' : 'javascript';
}

function frontMatter(text: string): Part | undefined {
  const opening = /^\uFEFF?\s{0,100}---[ \t]*\r?\n/.exec(text)?.[0].length;
  if (opening === undefined) return undefined;
  const closing = text.indexOf('\n---', opening - 1);
  return { start: opening, end: closing < 0 ? text.length : closing + 1, language: 'typescript' };
}

function scripts(text: string, from: number): readonly Part[] {
  const found: Part[] = [];
  const opening = /<!--|<script(?=[\s>])/gi;
  const closing = /<\/script/gi;
  opening.lastIndex = from;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    if (match[0] === '<!--') {
      const end = text.indexOf('-->', opening.lastIndex);
      if (end < 0) break;
      opening.lastIndex = end;
      continue;
    }
    const start = endOfTag(text, opening.lastIndex);
    if (start === undefined) continue;
    closing.lastIndex = start;
    const end = closing.exec(text)?.index ?? text.length;
    const language = languageOfTag(text.slice(opening.lastIndex, start - 1));
    if (language !== undefined && !isMinified(text.slice(start, end))) found.push({ start, end, language });
    opening.lastIndex = end;
  }
  return found;
}

/** The offset behind the `>` that ends a tag; what is quoted does not end it. */
function endOfTag(text: string, from: number): number | undefined {
  let quote = '';
  for (let at = from; at < Math.min(text.length, from + LONGEST_TAG); at++) {
    const character = text.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return undefined;
}

/** Undefined where the script is data, or of a language that no grammar of ours reads. */
function languageOfTag(attributes: string): LanguageId | undefined {
  const value = (name: string) =>
    new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i')
      .exec(attributes)
      ?.slice(1)
      .find(Boolean);
  const type = value('type');
  const lang = value('lang')?.toLowerCase();
  if (type !== undefined && !JAVASCRIPT_TYPE.test(type)) return undefined;
  if (lang === undefined || lang === 'js' || lang === 'javascript' || lang === 'jsx') return 'javascript';
  if (lang === 'ts' || lang === 'typescript') return 'typescript';
  return lang === 'tsx' ? 'tsx' : undefined;
}

function isMinified(script: string): boolean {
  return script.length > MINIFIED.length && script.length / script.split('\n').length > MINIFIED.line;
}

/** `v-html="x"`, `{@html x}`, `set:html={x}`: what opens the expression, and where it begins and ends. */
function* writtenAsHtml(text: string, kind: string) {
  const sink = HTML_SINKS.find(({ extension }) => extension === kind);
  if (sink === undefined) return;
  const pattern = new RegExp(sink.opening.source, 'g');
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const start = pattern.lastIndex;
    const closes = match[0].at(-1) ?? '';
    const end = closes === '"' || closes === "'" ? text.indexOf(closes, start) : endOfBraces(text, start);
    if (end < 0 || text.slice(start, end).trim() === '') continue;
    yield { opens: { at: match.index, sink: sink.name }, start, end };
    pattern.lastIndex = end;
  }
}

const LONGEST_EXPRESSION = 2000;

/** The offset of the `}` that closes what was opened before; -1 where there is none near. */
function endOfBraces(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < Math.min(text.length, from + LONGEST_EXPRESSION); at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && depth-- === 0) return at;
  }
  return -1;
}

/** A text of which only some parts stay. Lines stay as long as they are. */
class Blank {
  readonly #source: string;
  readonly #kept: { readonly start: number; readonly text: string }[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  keep(start: number, end: number): void {
    this.#kept.push({ start, text: this.#source.slice(start, end) });
  }

  /**
   * Makes what a template writes as HTML the argument of a function, in the room that its own signs leave. The function is called whenever the
   * component is shown, so that it is called in one of its own: it may see all that variables ever hold.
   */
  call({ at, sink }: { readonly at: number; readonly sink: string }, start: number, end: number): void {
    const opening = `;()=>${sink}`;
    this.#kept.push({
      start: at,
      text: `${opening.padEnd(start - at - 1)}(${this.#source.slice(start, end)})`,
    });
  }

  text(): string {
    const parts: string[] = [];
    let end = 0;
    for (const { start, text } of this.#kept.sort((a, b) => a.start - b.start)) {
      parts.push(blank(this.#source.slice(end, start)), text);
      end = start + text.length;
    }
    parts.push(blank(this.#source.slice(end)));
    return parts.join('');
  }
}

const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ');
