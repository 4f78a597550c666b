import type { ConfigNode } from './config-node.ts';
import { readYaml } from './yaml-tree.ts';

const MAX_LENGTH = 20_000;

let last: { readonly text: string; readonly tree: ConfigNode | undefined } | undefined;

/** The YAML between `---` at the top of a Markdown text, with offsets into the whole text. */
export function readFrontmatter(text: string): ConfigNode | undefined {
  if (last?.text !== text) last = { text, tree: read(text) };
  return last.tree;
}

/** Where the prose begins: behind the frontmatter, if there is one. */
export function endOfFrontmatter(text: string): number {
  const end = bounds(text)?.end;
  if (end === undefined) return 0;
  const lineEnd = text.indexOf('\n', end + 1);
  return lineEnd < 0 ? text.length : lineEnd + 1;
}

function read(text: string): ConfigNode | undefined {
  const found = bounds(text);
  if (!found) return undefined;
  try {
    return readYaml(text.slice(found.start, found.end), found.start);
  } catch {
    return undefined;
  }
}

function bounds(text: string): { readonly start: number; readonly end: number } | undefined {
  const opening = /^\uFEFF?---[ \t]*\r?\n/.exec(text);
  if (!opening) return undefined;
  const start = opening[0].length;
  const end = text.startsWith('---', start) ? start : text.indexOf('\n---', start);
  return end < 0 || end - start > MAX_LENGTH ? undefined : { start, end };
}
