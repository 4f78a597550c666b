import type { Node, ParseError } from 'jsonc-parser';
import type { Range } from '../engine/finding.ts';
import { DEPENDENCY_KINDS } from './manifest.ts';
import { readJsonTree } from './read-json.ts';

export type ManifestDependencies = {
  readonly names: ReadonlySet<string>;
  /** What to cut out, by the offset of the key, so that the rest still parses. Empty where the text does not parse as it is. */
  readonly cuts: ReadonlyMap<number, Range>;
};

/** The last text is asked about once for each of its dependencies. */
let last: { readonly text: string; readonly dependencies: ManifestDependencies } | undefined;

/** The dependencies of a package.json with what removing them takes. */
export function dependenciesIn(text: string): ManifestDependencies {
  if (last?.text !== text) last = { text, dependencies: read(text) };
  return last.dependencies;
}

function read(text: string): ManifestDependencies {
  const errors: ParseError[] = [];
  const root = readJsonTree(text, {}, errors);
  const names = new Set<string>();
  const cuts = new Map<number, Range>();
  for (const section of root?.type === 'object' ? (root.children ?? []) : []) {
    const [key, value] = section.children ?? [];
    if (!(DEPENDENCY_KINDS as readonly unknown[]).includes(key?.value) || value?.type !== 'object') continue;
    const properties = value.children ?? [];
    for (const [index, property] of properties.entries()) {
      const name = property.children?.[0]?.value;
      if (typeof name !== 'string') continue;
      names.add(name);
      if (errors.length === 0) cuts.set(property.offset, cutOf(property, properties, index, value));
    }
  }
  return { names, cuts };
}

/** With the comma and the line that it has to itself. */
function cutOf(property: Node, properties: readonly Node[], index: number, object: Node): Range {
  const next = properties[index + 1];
  if (next !== undefined) return { start: property.offset, end: next.offset };
  const before = properties[index - 1];
  if (before !== undefined) return { start: endOf(before), end: endOf(property) };
  return { start: object.offset + 1, end: endOf(object) - 1 };
}

const endOf = ({ offset, length }: Node): number => offset + length;
