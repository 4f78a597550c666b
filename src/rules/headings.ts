import { endOfFrontmatter } from './config/frontmatter.ts';

/** The headings of a Markdown text, in both ways to write them; those in code and in comments are none. */
export function headingsOf(text: string): readonly string[] {
  const headings: string[] = [];
  let fence: string | undefined;
  let before = '';
  for (const line of withoutComments(text.slice(endOfFrontmatter(text))).split(/\r?\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence)))
      fence = fence === undefined ? mark : undefined;
    else if (fence === undefined) {
      const heading = /^ {0,3}#{1,6}[ \t]+(\S.*)$/.exec(line)?.[1];
      if (heading !== undefined) headings.push(heading);
      else if (/^ {0,3}(?:=+|-+)[ \t]*$/.test(line) && before.trim() !== '') headings.push(before);
    }
    before = fence === undefined ? line : '';
  }
  return headings;
}

/** Whether one of the headings holds the words of a name, in their order; case, numbers and signs around them do not count. */
export const hasHeading = (headings: readonly string[], name: string): boolean =>
  headings.some((heading) => wordsOf(heading).includes(wordsOf(name)));

const wordsOf = (text: string): string =>
  ` ${
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `;

function withoutComments(text: string): string {
  let kept = '';
  for (let at = 0; ; ) {
    const start = text.indexOf('<!--', at);
    const end = start < 0 ? -1 : text.indexOf('-->', start + 4);
    if (end < 0) return kept + text.slice(at);
    kept += text.slice(at, start);
    at = end + 3;
  }
}
