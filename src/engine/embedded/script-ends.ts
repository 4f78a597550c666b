import type { EmbeddedCode } from './code-in.ts';
import type { Script } from './scripts-in.ts';

/** The code of a file whose scripts end where their tags say, and which of them had to be left out for it. */
export type EndedCode = { readonly text: string; readonly leftOut: readonly Script[] };

/** UTF-16 units of `</script`, in which what closes a script finds room. */
const ROOM = 8;

/** How a script is understood that others follow: wholly, with errors of its own, or so that it swallows what follows. */
export type Understood = 'wholly' | 'partly' | 'endless';

/**
 * All scripts are read as one program, so that one knows what another declares; but a browser reads them one by one, and what is left open in
 * one ends there. It is closed here where only that is missing; a script that swallows the next all the same is left out.
 */
export function withEnds(code: EmbeddedCode, understand: (script: string) => Understood): EndedCode {
  const parts: string[] = [];
  const leftOut: Script[] = [];
  let done = 0;
  for (const script of code.scripts) {
    const text = code.text.slice(script.start, script.end);
    const understood = script.end === code.text.length ? 'wholly' : understand(text);
    if (understood === 'wholly') continue;
    const closing = `\n${closingOf(text)}`;
    const isClosed =
      closing.length > 1 && hasRoom(code.text, script.end, closing) && understand(text + closing) !== 'endless';
    if (!isClosed && understood === 'partly') continue;
    if (!isClosed) leftOut.push(script);
    parts.push(code.text.slice(done, script.start), isClosed ? text + closing : text.replace(/[^\r\n]/g, ' '));
    done = script.end + (isClosed ? closing.length : 0);
  }
  return { text: parts.join('') + code.text.slice(done), leftOut };
}

const hasRoom = (code: string, at: number, closing: string): boolean =>
  closing.length <= ROOM && code.slice(at, at + closing.length).trim() === '';

/** What counts for what is open. A slash begins a regular expression where a value may stand. */
const TOKEN =
  /\/\/[^\r\n]*|\/\*|'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*"|(?<=[=(,:[!&|?{};\n]\s{0,20})\/(?![*/])(?:[^/\\\r\n[]|\\.|\[(?:[^\]\\\r\n]|\\.)*\])+\/|\\.|[`{}()[\]]/gs;

const CLOSES: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']', '`': '`' };

/** What is left open at the end of a script, closed. */
function closingOf(script: string): string {
  const open: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(script); match; match = TOKEN.exec(script)) {
    const [token] = match;
    if (token === '`') {
      open.push(token);
      TOKEN.lastIndex = endOfText(script, TOKEN.lastIndex, open);
    } else if (token === '}' && open.at(-1) === '{' && open.at(-2) === '`') {
      open.pop();
      TOKEN.lastIndex = endOfText(script, TOKEN.lastIndex, open);
    } else if (token === '/*') {
      const end = script.indexOf('*/', TOKEN.lastIndex);
      if (end < 0) return `*/${closed(open)}`;
      TOKEN.lastIndex = end + 2;
    } else if (CLOSES[token]) open.push(token);
    else if (/^[})\]]$/.test(token) && CLOSES[open.at(-1) ?? ''] === token) open.pop();
  }
  return closed(open);
}

/** Where a template that is open goes on as code: behind its end, or behind `${`, which is then open as well. */
function endOfText(script: string, from: number, open: string[]): number {
  TEXT.lastIndex = from;
  for (let match = TEXT.exec(script); match; match = TEXT.exec(script)) {
    if (match[0] === '`') open.pop();
    else if (match[0] === '${') open.push('{');
    else continue;
    return TEXT.lastIndex;
  }
  return script.length;
}

const TEXT = /\\[\s\S]|`|\$\{/g;

const closed = (open: readonly string[]): string =>
  [...open]
    .reverse()
    .map((sign) => CLOSES[sign])
    .join('');
