import type { TextFile } from '../../engine/text/text-rule.ts';
import { bracketDepth } from './bracket-depth.ts';
import { type ConfigNode, MAX_DEPTH } from './config-node.ts';
import { readJson } from './json-tree.ts';
import { readToml } from './toml-tree.ts';
import { LONGEST_YAML, readYaml } from './yaml-tree.ts';

/** No configuration that people write is longer, in UTF-16 units. */
const LONGEST = 400_000;

type Reading = {
  readonly tree: ConfigNode | undefined;
  /** Why it was not read to its end, as a sentence without the full stop; undefined where it was. */
  readonly gap: string | undefined;
};

/** All rules of a category look at a file one after another, so the last tree is the one that is asked for. */
let last: (Reading & { readonly text: string; readonly kind: string }) | undefined;

type Config = Pick<TextFile, 'text' | 'kind'>;

/** A JSON, YAML or TOML file as a tree; undefined for other files and for what cannot be understood at all. */
export const readConfig = (file: Config): ConfigNode | undefined => reading(file).tree;

/** Why a JSON, YAML or TOML file was not read, or not to its end: "This file is longer than 400 KB". */
export const gapIn = (file: Config): string | undefined => reading(file).gap;

function reading({ text, kind }: Config): Reading {
  if (last?.text !== text || last.kind !== kind) last = { text, kind, ...read(text, kind) };
  return last;
}

function read(text: string, kind: string): Reading {
  if (kind !== 'json' && kind !== 'yaml' && kind !== 'toml') return { tree: undefined, gap: undefined };
  const longest = kind === 'yaml' ? LONGEST_YAML : LONGEST;
  if (text.length > longest) return { tree: undefined, gap: `This file is longer than ${longest / 1000} KB` };
  if (kind !== 'toml' && bracketDepth(text) > MAX_DEPTH)
    return { tree: undefined, gap: `The brackets of this file are nested more than ${MAX_DEPTH} deep` };
  let gap: string | undefined;
  const cut = (): void => {
    gap = 'This file holds more entries than are read';
  };
  try {
    const tree = kind === 'json' ? readJson(text) : kind === 'yaml' ? readYaml(text, 0, cut) : readToml(text, cut);
    return { tree, gap };
  } catch {
    // A parser that gives up on a hostile text has nothing to say about it.
    return { tree: undefined, gap: 'This file cannot be understood' };
  }
}
