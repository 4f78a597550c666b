import type { LanguageId } from '../syntax/grammar.ts';

/** UTF-16 units. A tag may be longer, but where one was found to have no end no other is looked for further than this. */
const LONG_TAG = 2000;
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

/** Comments, scripts, and what holds text alone: a script that is written in it is none. */
const OPENING = /<(?:!--|(script|textarea|title|style|xmp|iframe|noembed|noframes)(?=[\s/>]))/g;

export const isPage = (kind: string): boolean => kind === 'html' || kind === 'htm';

/**
 * The scripts of a page or component in their order, without those that are data, of another language, or minified.
 *
 * @param kind the extension of its file; what begins with a capital in a component is another component.
 * @see https://html.spec.whatwg.org/multipage/parsing.html
 */
export function scriptsIn(text: string, kind: string, from: number): readonly Script[] {
  const found: Script[] = [];
  const opening = new RegExp(OPENING, isPage(kind) ? 'gi' : 'g');
  const closings = new Closings(text, kind);
  opening.lastIndex = from;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const name = match[1]?.toLowerCase();
    if (name === undefined) {
      // `<!-->` is a whole comment.
      const end = closings.ofComment(opening.lastIndex - 2);
      if (end === undefined) break;
      opening.lastIndex = end;
      continue;
    }
    const start = closings.ofTag(opening.lastIndex);
    if (start === undefined) continue;
    const attributes = text.slice(opening.lastIndex, start - 1);
    if (!isPage(kind) && attributes.endsWith('/')) continue;
    const closing = closings.ofElement(name, start);
    if (name !== 'script') {
      opening.lastIndex = closing ?? start;
      continue;
    }
    const end = closing ?? text.length;
    const language = languageOfTag(attributes);
    if (language !== undefined && !isMinified(text.slice(start, end))) found.push({ start, end, language, attributes });
    opening.lastIndex = end;
  }
  return found;
}

/** Where things end, found in time that grows with the text: what has no end is looked for once. */
class Closings {
  readonly #text: string;
  readonly #kind: string;
  readonly #unclosed = new Set<string>();
  #longestTag = Number.POSITIVE_INFINITY;

  constructor(text: string, kind: string) {
    this.#text = text;
    this.#kind = kind;
  }

  ofComment(from: number): number | undefined {
    const closing = isPage(this.#kind) ? /--!?>/g : /-->/g;
    closing.lastIndex = from;
    return closing.exec(this.#text) ? closing.lastIndex : undefined;
  }

  /** The offset behind the `>` that ends a tag; what is quoted does not end it. */
  ofTag(from: number): number | undefined {
    let quote = '';
    for (let at = from; at < Math.min(this.#text.length, from + this.#longestTag); at++) {
      const character = this.#text.charAt(at);
      if (quote !== '') quote = character === quote ? '' : quote;
      else if (character === '"' || character === "'") quote = character;
      else if (character === '>') return at + 1;
    }
    this.#longestTag = LONG_TAG;
    return undefined;
  }

  ofElement(name: string, from: number): number | undefined {
    if (this.#unclosed.has(name)) return undefined;
    const closing = new RegExp(`</${name}(?=[\\s/>]|$)`, 'gi');
    closing.lastIndex = from;
    const end = closing.exec(this.#text)?.index;
    if (end === undefined) this.#unclosed.add(name);
    return end;
  }
}

/** Undefined where the script is data, or of a language that no grammar of ours reads. */
function languageOfTag(attributes: string): LanguageId | undefined {
  const value = (name: string) =>
    new RegExp(`(?:^|[\\s/])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i')
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
