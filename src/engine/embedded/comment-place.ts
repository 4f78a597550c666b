import { codeIn, embedsCode } from './code-in.ts';

const LONGEST_TAG = 2000;

/**
 * How a comment is written on a line of its own in a page or component: as in a script, or as in markup. Undefined where there is no room for
 * one: within a tag. Of other files undefined is never the answer.
 *
 * @param at where the line begins, as a UTF-16 offset.
 */
export function commentAt(text: string, path: string, at: number): 'script' | 'markup' | 'own' | undefined {
  if (!embedsCode(path)) return 'own';
  if (codeIn(text, path).scripts.some(({ start, end }) => start <= at && at < end)) return 'script';
  return isInTag(text, at) ? undefined : 'markup';
}

/** The offset at which code stands that a comment for the whole file must come behind: Astro's front matter. */
export const frontMatterOf = (text: string, path: string): number | undefined =>
  embedsCode(path) ? codeIn(text, path).scripts.find(({ attributes }) => attributes === undefined)?.start : undefined;

function isInTag(text: string, at: number): boolean {
  const from = Math.max(0, at - LONGEST_TAG);
  const opened = [...text.slice(from, at).matchAll(/<[A-Za-z][\w.:-]*(?=[\s/>])/g)].at(-1);
  if (opened === undefined) return false;
  let quote = '';
  let depth = 0;
  for (let index = from + opened.index; index < at; index++) {
    const character = text.charAt(index);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (/["'`]/.test(character)) quote = character;
    else if (character === '{') depth++;
    else if (character === '}') depth--;
    else if (character === '>' && depth <= 0) return false;
  }
  return true;
}
