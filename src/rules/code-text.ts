import type { Expression } from '../engine/names/expression.ts';
import type { Names } from '../engine/names/names.ts';

/** The text of a piece of code without its comments: what is only promised there does not count. */
export const codeText = (piece: Expression): string => piece.code;

/** Code without what it says to people, or to a model, in whole sentences: a promise there asks nobody. */
export const withoutSentences = (code: string): string =>
  code.replace(TEXTS, (text) => (/\s/.test(text) ? "''" : text));

const TEXTS = /'[^'\n]*'|"[^"\n]*"|`[^`]*`/g;

/** Whether a pattern, which is to be a constant, is found in a piece of code, comments aside. */
export const says = (piece: Expression, pattern: RegExp): boolean => piece.says(pattern);

/** The same of the whole file. */
export const fileSays = (names: Names, pattern: RegExp): boolean => names.saysInCode(pattern);

/** Whether the function around says it, or outside of functions the file. */
export function saysAround({ enclosingFunction: fn, names }: Expression, pattern: RegExp): boolean {
  return fn.exists ? says(fn, pattern) : fileSays(names, pattern);
}

/** Whether a file is a test: what it leaves out or opens up is not left out of the program. */
export const isTestCode = (names: Names): boolean => fileSays(names, TEST_CODE);

const TEST_CODE =
  /\b(describe|it|test|suite)(\.\w+)?\(\s*['"`]|(from|require\()\s*['"](tap|ava|tape|node:test|vitest|@jest\/globals|tap\/.*)['"]/;
