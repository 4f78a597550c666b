import { Expression } from '../engine/names/expression.ts';
import type { Names } from '../engine/names/names.ts';

/** A comment, lines that follow one another taken together, and where it stands in the code. */
export type PlacedComment = {
  readonly text: string;
  /** The statement or member that it stands above, or behind on the same line; undefined at the end of a block. */
  readonly following: Expression | undefined;
  /** The smallest piece of code that it lies in. */
  readonly around: Expression;
};

/** More of the same sort are made by machines. */
const MOST_COMMENTS = 200;

/** The comments of a file that are wanted by their text, with their places. */
export function commentsOf(names: Names, isWanted: (text: string) => boolean): readonly PlacedComment[] {
  const { tree } = names;
  const { text, comments } = tree;
  const placed: PlacedComment[] = [];
  for (let index = 0; index < comments.length && placed.length < MOST_COMMENTS; index += 2) {
    const start = comments[index] as number;
    let end = comments[index + 1] as number;
    while (
      index + 2 < comments.length &&
      /^[ \t]*\r?\n[ \t]*$/.test(between(text, end, comments[index + 2] as number))
    ) {
      index += 2;
      end = comments[index + 1] as number;
    }
    const comment = text.slice(start, end);
    if (isWanted(comment)) placed.push({ text: comment, ...placeOf(names, start, end) });
  }
  return placed;
}

/** What lies between two comments; what is longer than an empty line does not matter. */
const between = (text: string, from: number, to: number): string => (to - from > 200 ? 'x' : text.slice(from, to));

function placeOf(names: Names, start: number, end: number): Omit<PlacedComment, 'text'> {
  const { tree } = names;
  const next = tree.firstFrom(end);
  let around = Math.min(next, tree.count - 1);
  while (around > 0 && !((tree.start[around] as number) <= start && (tree.end[around] as number) >= end))
    around = tree.parent[around] as number;
  const at = (node: number) => new Expression(names, node);
  // `return true; // TODO` stands behind what it speaks of.
  const before = isBehindCode(tree.text, start)
    ? tree.children(around).findLast((child) => (tree.end[child] as number) <= start)
    : undefined;
  if (before !== undefined && !tree.text.slice(tree.end[before], start).includes('\n'))
    return { following: at(before), around: at(around) };
  const isInside = next < tree.count && tree.parent[next] === around;
  return { following: isInside ? at(next) : undefined, around: at(around) };
}

/** Whether something else stands before an offset on its line. */
function isBehindCode(text: string, offset: number): boolean {
  let at = offset - 1;
  while (at >= 0 && (text[at] === ' ' || text[at] === '\t')) at--;
  return at >= 0 && text[at] !== '\n' && text[at] !== '\r';
}
