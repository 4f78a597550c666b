import type { TextFile } from '../../engine/text/text-rule.ts';
import type { ConfigNode } from './config-node.ts';
import { readJson } from './json-tree.ts';
import { readToml } from './toml-tree.ts';
import { readYaml } from './yaml-tree.ts';

/** No configuration that people write is longer, in UTF-16 units. */
const MAX_LENGTH = 400_000;

/** All rules of a category look at a file one after another, so the last tree is the one that is asked for. */
let last: { readonly text: string; readonly kind: string; readonly tree: ConfigNode | undefined } | undefined;

/** A JSON, YAML or TOML file as a tree; undefined for other files and for what cannot be understood at all. */
export function readConfig({ text, kind }: Pick<TextFile, 'text' | 'kind'>): ConfigNode | undefined {
  if (last?.text !== text || last.kind !== kind) last = { text, kind, tree: read(text, kind) };
  return last.tree;
}

function read(text: string, kind: string): ConfigNode | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  try {
    if (kind === 'json') return readJson(text);
    if (kind === 'yaml') return readYaml(text);
    if (kind === 'toml') return readToml(text);
  } catch {
    // A parser that gives up on a hostile text has nothing to say about it.
  }
  return undefined;
}
