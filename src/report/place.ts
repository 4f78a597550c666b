import type { Range } from '../engine/finding.ts';
import type { Lines } from '../engine/lines.ts';
import { printable } from './printable.ts';

/** 1-based; columns count UTF-16 units; the end is exclusive. */
export type Place = {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
};

export function placeOf(lines: Lines, { start, end }: Range): Place {
  const from = lines.positionAt(start);
  const to = lines.positionAt(end);
  return { line: from.line + 1, column: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1 };
}

/** `file:line:column`, which terminals turn into links. */
export function toldPlace(path: string, lines: Lines, offset: number): string {
  const { line, character } = lines.positionAt(offset);
  return `${printable(path)}:${line + 1}:${character + 1}`;
}
