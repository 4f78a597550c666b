import { Expression } from '../engine/names/expression.ts';
import type { Names } from '../engine/names/names.ts';

/** The text of a piece of code without its comments: what is only promised there does not count. */
export function codeText({ names, node, start, end, exists }: Expression): string {
  if (!exists) return '';
  if (node !== 0) return withoutComments(names, start, end);
  const known = WHOLE.get(names) ?? withoutComments(names, start, end);
  WHOLE.set(names, known);
  return known;
}

/** Code without what it says to people, or to a model, in whole sentences: a promise there asks nobody. */
export const withoutSentences = (code: string): string =>
  code.replace(TEXTS, (text) => (/\s/.test(text) ? "''" : text));

const TEXTS = /'[^'\n]*'|"[^"\n]*"|`[^`]*`/g;

/** Many ask for the whole file. */
const WHOLE = new WeakMap<Names, string>();

/** What has been asked of a file: a thousand calls in one function ask the same of it. */
const ANSWERS = new WeakMap<Names, Map<RegExp, Map<number, boolean>>>();

/** Whether a pattern, which is to be a constant, is found in a piece of code, comments aside. */
export function says(piece: Expression, pattern: RegExp): boolean {
  const ofFile = ANSWERS.get(piece.names) ?? new Map<RegExp, Map<number, boolean>>();
  ANSWERS.set(piece.names, ofFile);
  const answers = ofFile.get(pattern) ?? new Map<number, boolean>();
  ofFile.set(pattern, answers);
  const known = answers.get(piece.node) ?? pattern.test(codeText(piece));
  answers.set(piece.node, known);
  return known;
}

/** What a file does not say with its comments it does not say without them: most often that is known already. */
export const fileSays = (names: Names, pattern: RegExp): boolean =>
  names.says(pattern) && says(new Expression(names, 0), pattern);

/** Whether the function around says it, or outside of functions the file. */
export function saysAround({ enclosingFunction: fn, names }: Expression, pattern: RegExp): boolean {
  return fn.exists ? says(fn, pattern) : fileSays(names, pattern);
}

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
export const isTestCode = (names: Names): boolean => fileSays(names, TEST_CODE);

const TEST_CODE =
  /\b(describe|it|test|suite)(\.\w+)?\(\s*['"`]|(from|require\()\s*['"](tap|ava|tape|node:test|vitest|@jest\/globals|tap\/.*)['"]/;
