import type { PackageReference } from '../reference.ts';
import { partOf, plainPassage } from './passage.ts';
import { referencesInCommands } from './references-in-commands.ts';
import { indentOf, linesOf, type TextLine } from './text-lines.ts';

const RUN = /^(\s*(?:-\s+)*)(?:run|"run"|'run')\s*:[ \t]+/;
const BLOCK = /^[|>][-+0-9]*\s*(?:#.*)?$/;

/**
 * What the `run:` steps of a GitHub workflow or action fetch. Lines are read as they stand, since a YAML reader gives no place inside a folded text and none
 * at all of a file that is being typed.
 */
export function referencesInWorkflow(text: string): PackageReference[] {
  const lines = [...linesOf(text)];
  const file = plainPassage(text, { start: 0, end: text.length });
  const found: PackageReference[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as TextLine; // the loop's condition
    const key = RUN.exec(line.text);
    if (key === null) continue;
    const value = line.text.slice(key[0].length);
    const indent = indentOf(line.text);
    const last = lastLineOf(lines, at, (key[1] ?? '').includes('-') ? indent + 1 : indent);
    const isBlock = BLOCK.test(value);
    const start = isBlock ? (lines[at + 1]?.start ?? line.end) : line.start + key[0].length;
    const end = Math.max(start, lines[last]?.end ?? line.end);
    const [from, to] = isBlock ? [start, end] : withoutQuotes(text, start, end);
    // A literal block keeps its lines, all else folds them.
    found.push(...referencesInCommands(partOf(file, from, to), { foldsLines: !value.startsWith('|') }));
    at = last;
  }
  return found;
}

/** The last line that is indented deeper than the key. */
function lastLineOf(lines: readonly TextLine[], key: number, indent: number): number {
  let last = key;
  for (let at = key + 1; at < lines.length; at++) {
    const { text } = lines[at] as TextLine; // the loop's condition
    if (text.trim() === '') continue;
    if (indentOf(text) <= indent) break;
    last = at;
  }
  return last;
}

function withoutQuotes(text: string, start: number, end: number): [number, number] {
  const quote = text[start];
  if (quote !== '"' && quote !== "'") return [start, end];
  const close = text.lastIndexOf(quote, end);
  return close > start ? [start + 1, close] : [start + 1, end];
}
