import type { LanguageId } from '../syntax/grammar.ts';
import { withoutServerTags } from './server-tags.ts';
import { type TemplateCode, templateCode } from './template-code.ts';

/** The code of a page or component, at the offsets at which it stands there: all else is blank. */
export type EmbeddedCode = {
  readonly text: string;
  readonly language: LanguageId;
  readonly scripts: readonly Script[];
  /** The expressions of the template that are looked at. */
  readonly expressions: readonly { readonly start: number; readonly end: number }[];
  /** Whether a server puts values into a script, so that the code here is not all that is written there. */
  readonly isFilledIn: boolean;
};

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
export type Script = {
  readonly start: number;
  readonly end: number;
  readonly language: LanguageId;
  /** The tag's, as they are written; of Astro's front matter undefined. */
  readonly attributes?: string;
};

/** Reads scripts, Astro's front matter, and the expressions that a template writes as HTML. Takes time in proportion to the text. */
export function codeIn(text: string, path: string): EmbeddedCode {
  const kind = EMBEDDING.exec(path)?.[1]?.toLowerCase() ?? '';
  const front = kind === 'astro' ? frontMatter(text) : undefined;
  const parts = [...(front ? [front] : []), ...scripts(text, front?.end ?? 0)];
  const blank = new Blank(text);
  let isFilledIn = false;
  for (const { start, end } of parts) {
    const script = text.slice(start, end);
    const read = isPage(kind) ? withoutServerTags(script) : script;
    isFilledIn ||= read !== script;
    blank.put(start, read);
  }
  const template = outside(templateCode(text, isPage(kind) ? 'html' : kind), parts);
  for (const { at, text: code } of template) blank.put(at, code);
  return {
    text: blank.text(),
    language: languageOfAll(parts, kind),
    scripts: parts,
    expressions: template.map(({ range }) => range),
    isFilledIn,
  };
}

const isPage = (kind: string): boolean => kind === 'html' || kind === 'htm';

/** What lies in no script. */
function outside(codes: readonly TemplateCode[], all: readonly Script[]): readonly TemplateCode[] {
  let next = 0;
  return [...codes]
    .sort((a, b) => a.at - b.at)
    .filter(({ at, text }) => {
      while ((all[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next++;
      return (all[next]?.start ?? Number.POSITIVE_INFINITY) >= at + text.length;
    });
}

/** One grammar reads all parts of a file: that which understands the most. */
function languageOfAll(parts: readonly Script[], kind: string): LanguageId {
  const languages = parts.map(({ language }) => language);
  if (languages.includes('tsx')) return 'tsx';
  return languages.includes('typescript') || kind === 'astro' ? 'typescript' : 'javascript';
}

function frontMatter(text: string): Script | undefined {
  const opening = /^\uFEFF?\s{0,100}---[ \t]*\r?\n/.exec(text)?.[0].length;
  if (opening === undefined) return undefined;
  const closing = text.indexOf('\n---', opening - 1);
  return { start: opening, end: closing < 0 ? text.length : closing + 1, language: 'typescript' };
}

function scripts(text: string, from: number): readonly Script[] {
  const found: Script[] = [];
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
    const attributes = text.slice(opening.lastIndex, start - 1);
    const language = languageOfTag(attributes);
    if (language !== undefined && !isMinified(text.slice(start, end))) found.push({ start, end, language, attributes });
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

/** A text of which only some parts stay. Line ends stay where they are. */
class Blank {
  readonly #source: string;
  readonly #kept: { readonly start: number; readonly text: string }[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  put(start: number, text: string): void {
    this.#kept.push({ start, text });
  }

  text(): string {
    const parts: string[] = [];
    let end = 0;
    for (const { start, text } of this.#kept.sort((a, b) => a.start - b.start)) {
      // What stands in what was put before is said by that.
      if (start < end) continue;
      parts.push(apart(blank(this.#source.slice(end, start))), text);
      end = start + text.length;
    }
    parts.push(blank(this.#source.slice(end)));
    return parts.join('');
  }
}

/** A comment to the end of the line ends with its script, whatever follows it there. */
const apart = (blanks: string): string => (/[\r\n]/.test(blanks) ? blanks : blanks.replace(/^ /, '\n'));

const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ');
