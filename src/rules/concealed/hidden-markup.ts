import type { Concealed } from './concealed.ts';

const STYLE =
  /<(\w{1,20})\b[^>]{0,120}\bstyle\s{0,3}=\s{0,3}["'][^"'<>]{0,200}?(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*(?:0|1px)|opacity\s*:\s*0(?:\.0\d*)?\s*[;"']|(?<![\w-])color\s*:\s*(?:white|#fff(?:fff)?|transparent|rgba?\(\s*255\s*,\s*255\s*,\s*255)|(?:left|top|text-indent)\s*:\s*-\d{3,}|max-height\s*:\s*0|(?<![\w-])height\s*:\s*0|(?<![\w-])width\s*:\s*0)[^>]{0,300}>([^<]{0,2000})/gi;
const HIDDEN = /<(\w{1,20})\b[^>]{0,200}\s(?:hidden|aria-hidden\s*=\s*["']true["'])(?:\s[^>]{0,200})?>([^<]{3,2000})/gi;
const FONT = /<font\b[^>]{0,200}\bcolor\s*=\s*["']?(?:white|#fff(?:fff)?)\b[^>]{0,100}>([^<]{0,2000})/gi;
/** Text that begins far to the right of the window. */
const FAR_RIGHT = /(?<![ \t\u00a0\u2000-\u200a\u3000])[ \t\u00a0\u2000-\u200a\u3000]{120,}(\S[^\n]{2,2000})/g;
/** Text that begins far below what looks like the end. */
const FAR_BELOW = /(?<=\S)(?:\r?\n[ \t]*){61,}(\S[^\n]{2,2000})/g;
const TITLE =
  /(?:!?\[[^\]]{0,300}\]\([^\s)]{1,300}\s+["']([^"']{20,1000})["']\)|<\w{1,20}\b[^>]{0,200}\b(?:alt|title|data-[\w-]+|aria-label)\s*=\s*["']([^"']{20,1000})["'])|!\[([^\]]{40,1000})\]\(/g;
const DETAILS = /<details\b[^>]{0,100}>\s*(?:<summary>[^<]{0,200}<\/summary>)?([^<]{10,3000})/gi;

/** A text that is full of it needs no list. */
const MOST = 100;

/** Text that markup or layout keeps from view. */
export function hiddenMarkup(text: string): Concealed[] {
  const found: Concealed[] = [];
  const add = (pattern: RegExp, where: string, isDeliberate: boolean): void => {
    for (const match of text.matchAll(pattern)) {
      if (found.length >= MOST) return;
      const said = match.slice(1).findLast((group) => group !== undefined) ?? '';
      const start = match.index + match[0].lastIndexOf(said);
      if (said.trim().length > 2) found.push({ range: trimmed(said, start), where, text: said.trim(), isDeliberate });
    }
  };
  if (text.includes('<')) {
    add(STYLE, 'by its style', true);
    add(HIDDEN, 'by its markup', false);
    add(FONT, 'in white', true);
    add(DETAILS, 'in a folded block', false);
  }
  add(FAR_RIGHT, 'far to the right', true);
  add(FAR_BELOW, 'far below the end of the text', false);
  if (text.includes('](') || text.includes('<')) add(TITLE, 'in the description of an image or link', false);
  return found;
}

function trimmed(said: string, start: number) {
  const lead = said.length - said.trimStart().length;
  return { start: start + lead, end: start + lead + said.trim().length };
}
