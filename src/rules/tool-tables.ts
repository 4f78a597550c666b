import type { Expression } from '../engine/names/expression.ts';
import { FUNCTION_KINDS, handlerOf } from './handlers.ts';
import { toolDefinedBy } from './tool-definitions.ts';

/** A function that a model can have called, by the name under which it knows it. */
export type Tool = { readonly name: string; readonly run: Expression };

const AROUND = ['parenthesized_expression', 'as_expression', 'satisfies_expression'] as const;

/** The tool that a call or a member of a table defines, those of servers of the Model Context Protocol as well. */
export function toolAt(node: Expression): Tool | undefined {
  if (!node.is('call_expression') || node.callee.lastName !== 'registerTool') {
    const tool = toolDefinedBy(node);
    return tool && { name: tool.name, run: tool.run };
  }
  const run = node.arguments.at(-1)?.origin;
  return run?.is(...FUNCTION_KINDS) ? { name: node.argument(0).constant ?? '', run } : undefined;
}

/** The functions of a table `handlers[call.name](args)`, also of one that a function of the file makes: `handlersOf(user)[call.name]`. */
export function toolsIn(table: Expression): readonly Tool[] {
  return objectOf(table).members.flatMap((member) => {
    const run = member.is('pair') ? member.field('value').origin : member;
    return run.is(...FUNCTION_KINDS) && member.key !== undefined ? [{ name: member.key, run }] : [];
  });
}

function objectOf(table: Expression): Expression {
  const { origin } = table;
  const maker = origin.is('call_expression') ? handlerOf(origin.callee) : undefined;
  if (!maker) return origin;
  const body = maker.field('body');
  if (!body.is('statement_block')) return unwrapped(body);
  const made = body.descendants('return_statement').find(({ enclosingFunction: fn }) => fn.node === maker.node);
  return made?.children[0] ? unwrapped(made.children[0]).origin : origin;
}

const unwrapped = (value: Expression): Expression =>
  value.is(...AROUND) && value.children[0] ? value.children[0] : value;
