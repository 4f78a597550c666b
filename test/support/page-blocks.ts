import { fileKindOf, type LanguageId, type TextKind } from '../../src/engine/engine.ts';
import { isCaretLine, type Page } from '../../src/engine/page.ts';

/** A fenced block of code on a rule's page: ```json .cursor/mcp.json says which file it is in. */
export type Block = {
  readonly kind: LanguageId | TextKind;
  readonly path: string;
  readonly code: string;
  /** The code as it stands on the page: without the characters that a page may not hold. */
  readonly written: string;
  readonly marks: readonly Mark[];
};

/** What a line of carets says: the columns it points at, on the line of code above, and the message. */
export type Mark = {
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly message: string;
};

/** Fences whose name is no extension. */
const EXTENSIONS: Readonly<Record<string, string>> = { jsx: 'js', python: 'py', shell: 'sh', text: 'txt' };

export function blocksOf(page: Page, title: string): Block[] {
  const body = page.sections.find((section) => section.title === title)?.body ?? '';
  return [...body.matchAll(/^(`{3,})([\w-]+)(?: +(\S+))?\n([\s\S]*?)\n?^\1$/gm)].map(
    ([, , fence = '', path, text = '']) => {
      const file = path ?? `example.${EXTENSIONS[fence] ?? fence}`;
      const kind = fileKindOf(file);
      if (!kind)
        throw new Error(`A block under "${title}" is fenced as \`${fence}\`, which is no file that Assay reads.`);
      const { code: written, marks } = readMarks(text);
      return { kind, path: file, code: filled(written), written, marks };
    },
  );
}

/** What stands on pages for characters that nobody sees, each as wide as what it stands for. */
const INVISIBLE: Readonly<Record<string, string>> = { '⇠': '\u202e', '⇢': '\u2066', '⇥': '\u2069', '⌷': '\u200b' };

/** What the dots of pages stand for: letters and digits, hexadecimal digits, base 32, decimal digits. */
const ALPHABETS: Readonly<Record<string, string>> = {
  '•': 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  '◦': '0123456789abcdef',
  '●': 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  '◇': '0123456789',
};

/**
 * On pages about secrets dots stand for random characters, so that nothing that looks like a token is committed. As many of them are always the same characters: what is caught and what it becomes agree.
 */
function filled(code: string): string {
  return code
    .replace(/•+|◦+|●+|◇+/g, (dots) => {
      const alphabet = ALPHABETS[dots.charAt(0)] ?? '';
      let state = dots.length * 2654435761;
      return dots.replace(/./g, () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return alphabet.charAt((state >>> 16) % alphabet.length);
      });
    })
    .replace(/[⇠⇢⇥⌷]/g, (stand) => INVISIBLE[stand] ?? stand);
}

function readMarks(text: string): { code: string; marks: Mark[] } {
  const code: string[] = [];
  const marks: Mark[] = [];
  for (const line of text.split('\n')) {
    const carets = isCaretLine(line) ? /^(\s*)(\^+)\s*(.*)$/.exec(line) : null;
    if (!carets) code.push(line);
    else
      marks.push({
        line: code.length - 1,
        column: carets[1]?.length ?? 0,
        length: carets[2]?.length ?? 0,
        message: carets[3] ?? '',
      });
  }
  return { code: code.join('\n'), marks };
}

/** The block's code with carets below the lines they point at. */
export function drawMarks(code: string, marks: readonly Mark[]): string {
  return code
    .split('\n')
    .flatMap((line, index) => [
      line,
      ...marks
        .filter((mark) => mark.line === index)
        .map(({ column, length, message }) =>
          `${' '.repeat(column)}${'^'.repeat(Math.max(1, length))} ${message}`.trimEnd(),
        ),
    ])
    .join('\n');
}
