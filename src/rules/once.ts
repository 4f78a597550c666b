import { Expression } from '../engine/names/expression.ts';
import type { Names } from '../engine/names/names.ts';
import type { FlatTree } from '../engine/syntax/flat-tree.ts';

/** A question about a piece of code whose answer is kept: a thousand calls beside one another ask the same. */
export function once<T>(ask: (piece: Expression) => T): (piece: Expression) => T {
  const answers = new WeakMap<FlatTree, Map<number, T>>();
  return (piece) => {
    const { tree } = piece.names;
    const ofFile = answers.get(tree) ?? new Map<number, T>();
    answers.set(tree, ofFile);
    if (!ofFile.has(piece.node)) ofFile.set(piece.node, ask(piece));
    return ofFile.get(piece.node) as T;
  };
}

/** The same of a whole file. */
export function onceForFile<T>(ask: (whole: Expression) => T): (names: Names) => T {
  const asked = once(ask);
  return (names) => asked(new Expression(names, 0));
}
