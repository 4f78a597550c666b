import type { Expression } from '../engine/names/expression.ts';

/** A tool that a model can call: its name where it has one, and the function that runs. */
export type ToolDefinition = {
  readonly name: string;
  readonly run: Expression;
  /** The call or object that defines it, and the smallest thing to point at. */
  readonly definition: Expression;
  readonly at: Expression;
};

const MAKERS =
  /^(tool|dynamicTool|createTool|defineTool|DynamicTool|DynamicStructuredTool|betaZodTool|betaTool|FunctionTool|addTool)$/;
const RUNNERS = ['execute', 'handler', 'func', 'run'];

/** The tool that a call or a member of a `tools` object defines, or undefined. Tools of MCP servers are left to those who call them. */
export function toolDefinedBy(node: Expression): ToolDefinition | undefined {
  if (node.is('pair')) return toolInTable(node);
  const { callee } = node;
  const name = callee.lastName;
  if (name === 'from' && callee.object.text === 'FunctionTool')
    return toolOf(node, node.argument(1), node.argument(0), callee);
  if (!MAKERS.test(name) && !isMaker(callee)) return undefined;
  const options =
    node.arguments.find((argument) => argument.origin.is('object') && hasName(argument)) ?? node.argument(0);
  const run =
    RUNNERS.map((key) => options.property(key)).find(({ exists }) => exists) ??
    methodOf(options) ??
    node.arguments.find(isFunction);
  return run && toolOf(node, options, run, callee);
}

function toolInTable(pair: Expression): ToolDefinition | undefined {
  const table = pair.parent.parent;
  if (!(table.is('pair') && table.key === 'tools') && !/tools$/i.test(pair.parent.target)) return undefined;
  const options = pair.field('value').origin;
  if (!options.is('object')) return undefined;
  const run = RUNNERS.map((key) => options.property(key)).find(({ exists }) => exists) ?? methodOf(options);
  return run && { name: pair.key ?? '', run, definition: pair, at: pair.field('key') };
}

function toolOf(node: Expression, options: Expression, run: Expression, callee: Expression): ToolDefinition {
  const named = options.property('name').constant ?? node.argument(0).constant ?? node.target;
  return { name: named, run: run.origin, definition: node, at: callee };
}

/** `import { tool as makeTool } from '@langchain/core/tools'`. */
function isMaker(callee: Expression): boolean {
  if (!callee.is('identifier')) return false;
  const { name } = callee;
  return name !== undefined && MAKERS.test(name.slice(name.lastIndexOf('.') + 1));
}

const hasName = (options: Expression): boolean =>
  ['name', 'description', 'inputSchema', 'parameters', 'schema', ...RUNNERS].some(
    (key) => options.property(key).exists,
  ) || methodOf(options) !== undefined;

const methodOf = (options: Expression): Expression | undefined =>
  options.origin.is('object')
    ? options.origin.children.find((member) => member.is('method_definition') && RUNNERS.includes(member.key ?? ''))
    : undefined;

const isFunction = (value: Expression): boolean =>
  value.origin.is('arrow_function', 'function_expression', 'function_declaration');
