import type { TextChange } from '../syntax/source-file.ts';

/** The change that makes one text of another: what lies between their common beginning and their common end. */
export function changedStretch(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  const start = longest(shorter, (length) => before.slice(0, length) === after.slice(0, length));
  const kept = longest(
    shorter - start,
    (length) => before.slice(before.length - length) === after.slice(after.length - length),
  );
  return { start, end: before.length - kept, text: after.slice(start, after.length - kept) };
}

/** The largest length that fits, where all that are smaller do. Comparing halves of a text is far faster than comparing its characters. */
function longest(most: number, fits: (length: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
