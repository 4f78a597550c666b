/**
 * The number of insertions, deletions, replacements and swaps of neighbours that turn one text into the other (optimal string alignment), or
 * `limit + 1` as soon as it is known to be more than `limit`.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) current.push(cell(a, b, row, column, { current, last, before }));
    if (Math.min(...current) > limit) return limit + 1;
    before = last;
    last = current;
  }
  return last[b.length] ?? limit + 1;
}

type Rows = {
  readonly current: readonly number[];
  readonly last: readonly number[];
  readonly before: readonly number[];
};

function cell(a: string, b: string, row: number, column: number, { current, last, before }: Rows): number {
  const at = (line: readonly number[], index: number): number => line[index] ?? Number.POSITIVE_INFINITY;
  const cost = a[row - 1] === b[column - 1] ? 0 : 1;
  const best = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + cost);
  const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
  return isSwap ? Math.min(best, at(before, column - 2) + 1) : best;
}
