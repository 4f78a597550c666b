import { bracketDepth } from './bracket-depth.ts';
import { type ConfigNode, MAX_DEPTH } from './config-node.ts';
import { readYaml } from './yaml-tree.ts';

const MAX_LENGTH = 20_000;

let last: { readonly text: string; readonly tree: ConfigNode | undefined } | undefined;

/** The YAML between `---` at the top of a Markdown text, with offsets into the whole text. */
export function readFrontmatter(text: string): ConfigNode | undefined {
  if (last?.text !== text) last = { text, tree: read(text) };
  return last.tree;
}

/** Why the YAML at the top was not read: see `gapIn` of a whole file. */
export function gapInFrontmatter(text: string): string | undefined {
  const opening = OPENING.exec(text)?.[0];
  const end = opening === undefined ? -1 : endOf(text, opening.length);
  // A line across a text without frontmatter is no beginning of one.
  if (opening === undefined || end < 0 || !/^\s{0,80}\S[^\n:]{0,80}:/.test(text.slice(opening.length)))
    return undefined;
  if (end - opening.length > MAX_LENGTH)
    return `What stands between the \`---\` of this file is longer than ${MAX_LENGTH / 1000} KB`;
  return bracketDepth(text.slice(opening.length, end)) > MAX_DEPTH
    ? `The brackets at the top of this file are nested more than ${MAX_DEPTH} deep`
    : undefined;
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

const OPENING = /^\uFEFF?---[ \t]*\r?\n/;

const endOf = (text: string, start: number): number =>
  text.startsWith('---', start) ? start : text.indexOf('\n---', start);

function bounds(text: string): { readonly start: number; readonly end: number } | undefined {
  const opening = OPENING.exec(text);
  if (!opening) return undefined;
  const start = opening[0].length;
  const end = endOf(text, start);
  return end < 0 || end - start > MAX_LENGTH ? undefined : { start, end };
}
