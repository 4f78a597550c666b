import type { Expression } from '../engine/names/expression.ts';
import type { Names } from '../engine/names/names.ts';

/** The text of a piece of code without its comments: what is only promised there does not count. */
export function codeText({ names, start, end, exists }: Expression): string {
  return exists ? withoutComments(names, start, end) : '';
}

/** The same of the whole file. */
export const fileText = (names: Names): string => withoutComments(names, 0, names.tree.text.length);

function withoutComments({ tree }: Names, start: number, end: number): string {
  const { text, comments } = tree;
  let code = '';
  let at = start;
  for (let index = firstFrom(comments, start); index < comments.length; index += 2) {
    const from = comments[index] as number;
    if (from >= end) break;
    code += text.slice(at, from);
    at = comments[index + 1] as number;
  }
  return code + text.slice(at, end);
}

/** The index of the first comment, two numbers each, that begins at an offset or behind it. */
function firstFrom(comments: readonly number[], offset: number): number {
  let low = 0;
  let high = comments.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle * 2] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}

/** Whether a file is a test: what it leaves out or opens up is not left out of the program. */
export const isTestCode = ({ tree }: Names): boolean =>
  /\b(describe|it|test|suite)(\.\w+)?\(\s*['"`]|(from|require\()\s*['"](tap|ava|tape|node:test|vitest|@jest\/globals|tap\/.*)['"]/.test(
    tree.text,
  );
