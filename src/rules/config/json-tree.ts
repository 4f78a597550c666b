import { type Node, parseTree } from 'jsonc-parser';
import { bracketDepth } from './bracket-depth.ts';
import type { ConfigMember, ConfigNode } from './config-node.ts';
import { MAX_DEPTH } from './config-node.ts';

/** Reads JSON with comments and trailing commas; of broken text as much as can be understood. */
export function readJson(text: string): ConfigNode | undefined {
  if (bracketDepth(text) > MAX_DEPTH) return undefined;
  const root = parseTree(text, [], { allowTrailingComma: true, allowEmptyContent: true });
  return root && toNode(root);
}

function toNode(node: Node): ConfigNode {
  const at = { start: node.offset, end: node.offset + node.length };
  if (node.type === 'object') return { ...at, is: 'object', members: (node.children ?? []).flatMap(toMember) };
  if (node.type === 'array') return { ...at, is: 'array', items: (node.children ?? []).map(toNode) };
  // jsonc-parser gives strings, numbers, booleans and null for all other nodes.
  return { ...at, is: 'scalar', value: (node.value ?? null) as string | number | boolean | null };
}

/** A property whose value is still missing while it is typed is left out. */
function toMember({ children: [key, value] = [] }: Node): ConfigMember[] {
  if (!key || !value) return [];
  const keyRange = { start: key.offset, end: key.offset + key.length };
  return [
    { key: String(key.value), keyRange, value: toNode(value), start: keyRange.start, end: value.offset + value.length },
  ];
}
