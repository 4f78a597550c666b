/** A line of a text, without its end. UTF-16 offsets. */
export type TextLine = { readonly start: number; readonly end: number; readonly text: string };

/** The lines of a part of a text, whichever way they end. */
export function* linesOf(text: string, from = 0, to = text.length): Generator<TextLine> {
  let start = from;
  while (start < to) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 || newline >= to ? to : newline + 1;
    const end = newline < 0 || newline >= to ? to : newline;
    const bare = text[end - 1] === '\r' && end > start ? end - 1 : end;
    yield { start, end: bare, text: text.slice(start, bare) };
    start = next;
  }
}

/** How far a line is indented, in columns: a tab goes on to the next multiple of four. */
export function indentOf(line: string): number {
  let columns = 0;
  for (const character of line) {
    if (character === ' ') columns++;
    else if (character === '\t') columns += 4 - (columns % 4);
    else return columns;
  }
  return columns;
}
