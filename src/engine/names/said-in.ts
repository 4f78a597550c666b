import type { FlatTree } from '../syntax/flat-tree.ts';

/** Answers whether an expression matches somewhere in a text, and remembers by what the expression says, not by which object it is. */
export function saidIn({ text }: Pick<FlatTree, 'text'>): (expression: RegExp) => boolean {
  const said = new Map<string, boolean>();
  return ({ source, flags }) => {
    const key = `${flags}/${source}`;
    const known = said.get(key) ?? new RegExp(source, flags).test(text);
    said.set(key, known);
    return known;
  };
}
