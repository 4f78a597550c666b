/** One statement of a script, with comments and the contents of strings blanked out, so that offsets still hold. */
export type SqlStatement = { readonly text: string; readonly start: number; readonly end: number };

const DOLLAR = /\$(?:[A-Za-z_]\w*)?\$/y;

/** Takes a script apart at its semicolons, in one pass. `text` is in lower case; `start` and `end` are UTF-16 offsets without the semicolon. */
export function sqlStatements(script: string): readonly SqlStatement[] {
  const found: SqlStatement[] = [];
  let text = '';
  let start = 0;
  let at = 0;
  const blank = (end: number) => {
    text += ' '.repeat(end - at);
    at = end;
  };
  while (at < script.length) {
    const character = script.charAt(at);
    if (character === '-' && script[at + 1] === '-') blank(endOf(script, '\n', at, 0));
    else if (character === '/' && script[at + 1] === '*') blank(endOf(script, '*/', at + 2, 2));
    else if (character === "'") blank(endOf(script, "'", at + 1, 1));
    else if (character === '$' && dollarAt(script, at) !== '') {
      const tag = dollarAt(script, at);
      blank(endOf(script, tag, at + tag.length, tag.length));
    } else if (character === ';') {
      found.push({ text, start, end: at });
      at++;
      start = at;
      text = '';
    } else {
      text += lower(character);
      at++;
    }
  }
  if (text.trim() !== '') found.push({ text, start, end: at });
  return found;
}

/** Of a character that two would become in lower case the length stays. */
function lower(character: string): string {
  const small = character.toLowerCase();
  return small.length === 1 ? small : character;
}

function endOf(script: string, mark: string, from: number, length: number): number {
  const found = script.indexOf(mark, from);
  return found < 0 ? script.length : found + length;
}

function dollarAt(script: string, at: number): string {
  DOLLAR.lastIndex = at;
  return DOLLAR.exec(script)?.[0] ?? '';
}
