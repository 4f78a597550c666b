import type { Range } from '../engine/finding.ts';
import type { Lines } from '../engine/lines.ts';
import type { Colours, Style } from './colours.ts';
import { columnsOf, printable } from './printable.ts';

/** Longer lines are cut around the finding. UTF-16 units. */
const WIDTH = 120;
const BEFORE = 40;
const LONGEST_LINE = 2000;

/** The first line of a range with its number, and the line that underlines it. */
export function codeFrame(text: string, lines: Lines, range: Range, style: Style, { dim }: Colours): string[] {
  const { line, character } = lines.positionAt(range.start);
  const lineStart = lines.startOf(line);
  // Of a very long line only what is near is looked at, once for each finding in it.
  const skipped = Math.max(0, character - LONGEST_LINE);
  const lineEnd = Math.min(lines.startOf(line + 1), lineStart + character + LONGEST_LINE);
  const whole = text.slice(lineStart + skipped, lineEnd).replace(/[\r\n]{1,2}$/, '');
  const column = Math.min(character - skipped, whole.length);
  const { from, to } = windowOf(whole, column);
  const length = Math.min(range.end - range.start, Math.min(to, whole.length) - column);
  const shown = printable(whole.slice(from, to));
  const before = columnsOf(shown.slice(0, column - from));
  const marked = Math.max(1, columnsOf(shown.slice(column - from, column - from + length)));
  const number = String(line + 1);
  const isCut = { left: from > indentOf(whole), right: to < whole.length };
  const left = isCut.left ? '… ' : '';
  return [
    `  ${dim(`${number} │`)} ${dim(left)}${shown}${isCut.right ? dim(' …') : ''}`,
    `  ${dim(`${' '.repeat(number.length)} │`)} ${' '.repeat(left.length + before)}${style('~'.repeat(marked))}`,
  ];
}

/** The part of a line that is shown: without its indentation, and no more than fits. */
function windowOf(whole: string, column: number): { from: number; to: number } {
  const indent = Math.min(indentOf(whole), column);
  const from = whole.length - indent > WIDTH ? Math.max(indent, column - BEFORE) : indent;
  return { from, to: from + WIDTH };
}

const indentOf = (line: string): number => /^\s*/.exec(line)?.[0].length ?? 0;
