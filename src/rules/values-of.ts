import { Expression } from '../engine/names/expression.ts';
import { definitionsOf } from './definitions-of.ts';

/**
 * What an expression may stand for where names alone do not tell: the values that a variable has been given by here, in whatever order, of one
 * that is nowhere declared as well. The expression itself where there are none, or too many.
 */
export function valuesOf(expression: Expression): readonly Expression[] {
  const { names, node } = expression;
  if (!expression.is('identifier') || expression.origin.node !== node) return [expression];
  const binding = names.bindingOf(node);
  if (binding && binding.sort !== 'variable') return [expression];
  const definitions = definitionsOf(names);
  const written = binding ? definitions.writesOf(binding) : definitions.writesOfGlobal(expression.text);
  if (written.length > MOST) return [expression];
  const { writes } = definitions.reaching(written, node, ({ keeps }) => !keeps);
  if (writes.length === 0) return [expression];
  if (writes.some(({ keeps, path, from, isInside }) => keeps || isInside || path.length > 0 || from.length > 0))
    return [expression];
  return writes.map(({ value }) => new Expression(names, value));
}

const MOST = 12;
