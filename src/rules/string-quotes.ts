/** Longer lines are no code that people write. UTF-16 units. */
const LONGEST_LINE = 2000;

/** The quotation mark whose string an offset lies in, by the marks on its line alone: `'`, `"` or a backtick; empty outside of strings. */
export function quoteAround(text: string, at: number): '' | "'" | '"' | '`' {
  const line = lineBefore(text, at);
  const open = openQuote(line);
  return open === undefined ? '' : (line[open] as "'" | '"' | '`'); // openQuote finds no others
}

/** Where the string begins that is open at the end of a piece of a line; undefined outside of strings. */
export function openQuote(line: string): number | undefined {
  let open: number | undefined;
  for (let at = 0; at < line.length; at++) {
    const character = line[at];
    if (character === '\\') at++;
    else if (open === undefined && (character === "'" || character === '"' || character === '`')) open = at;
    else if (open !== undefined && character === line[open]) open = undefined;
  }
  return open;
}

/** What stands before an offset on its line. */
export const lineBefore = (text: string, at: number): string =>
  text.slice(Math.max(text.lastIndexOf('\n', at - 1) + 1, at - LONGEST_LINE), at);
