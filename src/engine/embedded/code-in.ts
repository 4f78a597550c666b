import type { LanguageId } from '../syntax/grammar.ts';
import { isPage, type Script, scriptsIn } from './scripts-in.ts';
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

/** Reads scripts, Astro's front matter, and the expressions that a template writes as HTML. Takes time in proportion to the text. */
export function codeIn(text: string, path: string): EmbeddedCode {
  const kind = EMBEDDING.exec(path)?.[1]?.toLowerCase() ?? '';
  const front = kind === 'astro' ? frontMatter(text) : undefined;
  const parts = [...(front ? [front] : []), ...scriptsIn(text, kind, front?.end ?? 0)];
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
