import type { Colours } from '../report/colours.ts';
import { columnsOf, printable } from '../report/printable.ts';
import type { PackageRow } from './package-rows.ts';

/** Longer names push the other columns aside. */
const WIDEST = 50;

/** Rows as a table, with what a verdict rests on below the row. */
export function packageTable(rows: readonly PackageRow[], colours: Colours): string {
  const cells = rows.map((row) =>
    [row.name, row.version ?? '–', row.verdicts.join(', '), placesOf(row)].map(printable),
  );
  const table = [['package', 'version taken', 'verdict', 'where'], ...cells];
  const widths = [0, 1, 2].map((column) =>
    Math.min(WIDEST, Math.max(...table.map((line) => columnsOf(line[column] ?? '')))),
  );
  const lineOf = (line: readonly string[]): string =>
    line
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    colours.dim(lineOf(table[0] ?? [])),
    ...rows.flatMap((row, index) => rowLines(row, lineOf(cells[index] ?? []), colours)),
  ].join('\n');
}

function rowLines({ findings, verdicts }: PackageRow, line: string, colours: Colours): string[] {
  if (findings.length === 0) return [verdicts.includes('unknown') ? colours.dim(line) : line];
  const style = findings.some(({ finding }) => finding.level === 'error') ? colours.red : colours.yellow;
  const messages = [...new Set(findings.map(({ finding }) => finding.message))];
  return [style(line), ...messages.map((message) => colours.dim(`    ${printable(message)}`))];
}

function placesOf({ places }: PackageRow): string {
  const [first] = places;
  if (first === undefined) return '';
  const more = places.length > 1 ? ` and ${places.length - 1} more` : '';
  return `${first.path}:${first.line}:${first.column}${more}`;
}

const padded = (cell: string, width: number): string => cell + ' '.repeat(Math.max(0, width - columnsOf(cell)));
