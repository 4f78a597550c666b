/** No name is longer. Made once, as thousands of comparisons follow each other. */
const WIDEST = 512;
const ROWS: readonly [Int32Array, Int32Array, Int32Array] = [
  new Int32Array(WIDEST),
  new Int32Array(WIDEST),
  new Int32Array(WIDEST),
];

/**
 * The number of insertions, deletions, replacements and swaps of neighbours that turn one text into the other (optimal string alignment), or
 * `limit + 1` as soon as it is known to be more than `limit`. Only the cells that are no more than `limit` off the diagonal are worked out, in plain
 * loops: thousands of names are compared with one.
 */
export function editDistance(a: string, b: string, limit: number): number {
  const tooMany = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return tooMany;
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  // What both begin and end with costs nothing.
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  return distance(a.slice(start, endA), b.slice(start, endB), limit);
}

function distance(a: string, b: string, limit: number): number {
  const tooMany = limit + 1;
  if (a.length === 0 || b.length === 0) return Math.min(a.length + b.length, tooMany);
  const width = b.length + 1;
  if (width > WIDEST) return tooMany;
  let [before, last, current] = ROWS;
  before.fill(tooMany, 0, width);
  last.fill(tooMany, 0, width);
  for (let column = 0; column <= Math.min(limit, b.length); column++) last[column] = column;
  for (let row = 1; row <= a.length; row++) {
    const from = Math.max(0, row - limit);
    const to = Math.min(b.length, row + limit);
    let least = tooMany;
    current.fill(tooMany, 0, width);
    for (let column = from; column <= to; column++) {
      let best = column === 0 ? row : tooMany;
      if (column > 0) {
        const cost = a.charCodeAt(row - 1) === b.charCodeAt(column - 1) ? 0 : 1;
        best = Math.min(
          (last[column] ?? tooMany) + 1,
          (current[column - 1] ?? tooMany) + 1,
          (last[column - 1] ?? tooMany) + cost,
        );
        const isSwap =
          row > 1 &&
          column > 1 &&
          a.charCodeAt(row - 1) === b.charCodeAt(column - 2) &&
          a.charCodeAt(row - 2) === b.charCodeAt(column - 1);
        if (isSwap) best = Math.min(best, (before[column - 2] ?? tooMany) + 1);
      }
      current[column] = best;
      if (best < least) least = best;
    }
    if (least > limit) return tooMany;
    [before, last, current] = [last, current, before];
  }
  return Math.min(last[b.length] ?? tooMany, tooMany);
}
