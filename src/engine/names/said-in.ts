import type { FlatTree } from '../syntax/flat-tree.ts';

/** Answers whether an expression matches somewhere in a text, and remembers by what the expression says, not by which object it is. */
export function saidIn({ text }: Pick<FlatTree, 'text'>): (expression: RegExp) => boolean {
  const said = new Map<string, boolean>();
  // A check asks the same of every node, thousands of times in a row: then not even the key is made.
  let last: { readonly expression: RegExp; readonly answer: boolean } | undefined;
  return (expression) => {
    if (last?.expression === expression) return last.answer;
    const { source, flags } = expression;
    const key = `${flags}/${source}`;
    const answer = said.get(key) ?? new RegExp(source, flags).test(text);
    said.set(key, answer);
    last = { expression, answer };
    return answer;
  };
}
