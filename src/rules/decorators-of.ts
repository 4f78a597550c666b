import type { Expression } from '../engine/names/expression.ts';

/** The decorators that stand before a method. */
export function decoratorsOf(method: Expression): string {
  const siblings = method.parent.children;
  const index = siblings.findIndex(({ node }) => node === method.node);
  let first = index;
  while (first > 0 && siblings[first - 1]?.is('decorator')) first--;
  return siblings
    .slice(first, index)
    .map(({ text }) => text)
    .join('\n');
}
