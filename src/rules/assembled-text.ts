import type { Write } from '../engine/flow/definitions.ts';
import { Expression } from '../engine/names/expression.ts';
import { definitionsOf } from './definitions-of.ts';
import { skeleton } from './sql-text.ts';

/** Text that is put together, in one expression or over several statements: `let sql = '...'; sql += ...`. */
export type AssembledText = {
  /** The parts that are not constant, in the order of the file. */
  readonly holes: readonly Expression[];
  /** The text with a `?` for each hole. */
  readonly shape: string;
};

/** More statements than this are made by a program, and their beginning says enough. */
const MOST_WRITES = 40;

export function assembledText(text: Expression): AssembledText | undefined {
  if (text.isBuiltText) return { holes: text.holes, shape: skeleton(text) };
  if (!text.is('identifier')) return undefined;
  const { names } = text;
  const binding = names.bindingOf(text.node);
  if (binding && (binding.sort !== 'variable' || binding.writes < 2)) return undefined;
  const definitions = definitionsOf(names);
  const written = binding ? definitions.writesOf(binding) : definitions.writesOfGlobal(text.text);
  if (written.length === 0 || written.length > MOST_WRITES) return undefined;
  const at = (node: number) => new Expression(names, node);
  const isSelf = (part: Expression) =>
    part.is('identifier') && part.text === text.text && names.bindingOf(part.node) === binding;
  const goesOn = ({ keeps, value }: Write) => keeps || at(value).operands.some(isSelf);
  const { writes } = definitions.reaching(written, text.node, (write) => !goesOn(write));
  const holes: Expression[] = [];
  let shape = '';
  let hasConstant = false;
  for (const write of [...writes].sort((a, b) => a.node - b.node)) {
    if (write.path.length > 0 || write.from.length > 0 || write.isInside) return undefined;
    const value = at(write.value);
    const parts = value.isBuiltText ? value.holes : value.operands;
    const built = value.isBuiltText ? skeleton(value) : (value.constant ?? ' ? ');
    hasConstant ||= /[^?\s]/.test(built);
    shape += built;
    if (value.value === undefined) holes.push(...parts.filter((part) => part.value === undefined && !isSelf(part)));
  }
  return hasConstant && holes.length > 0 ? { holes, shape } : undefined;
}
