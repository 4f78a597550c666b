import type { Node } from 'jsonc-parser';
import type { Range } from '../engine/finding.ts';
import { DEPENDENCY_KINDS, isForeignRange } from './manifest.ts';
import { packageNameIn } from './package-name.ts';
import { readJsonTree } from './read-json.ts';
import type { PackageReference } from './reference.ts';

/**
 * The dependencies of a package.json that come from a registry, in the file's order. An `npm:` alias names its target. Broken JSON gives
 * what can still be read of it.
 */
export function referencesInManifest(text: string): readonly PackageReference[] {
  const root = readJsonTree(text, { allowTrailingComma: true });
  if (root?.type !== 'object') return [];
  return (root.children ?? [])
    .filter((section) => (DEPENDENCY_KINDS as readonly unknown[]).includes(section.children?.[0]?.value))
    .flatMap((section) => section.children?.[1]?.children ?? [])
    .flatMap((dependency) => referenceOf(dependency) ?? []);
}

function referenceOf(dependency: Node): PackageReference | undefined {
  const [key, value] = dependency.children ?? [];
  if (key?.type !== 'string' || value?.type !== 'string') return undefined;
  const range: string = value.value;
  const common = {
    statement: { start: dependency.offset, end: dependency.offset + dependency.length },
    origin: 'manifest',
    typeOnly: false,
    guarded: false,
  } as const;
  if (!range.startsWith('npm:')) {
    if (isForeignRange(range)) return undefined;
    const version = { version: range, versionRange: insideQuotes(value) };
    return { ...common, name: key.value, specifier: key.value, range: insideQuotes(key), ...version };
  }
  const target = packageNameIn(range);
  if (target === undefined) return undefined;
  const end = target.at + target.name.length;
  const version =
    range[end] === '@'
      ? { version: range.slice(end + 1), versionRange: rangeOfTarget(value, end + 1, range.length - end - 1) }
      : {};
  return {
    ...common,
    name: target.name,
    specifier: range,
    range: rangeOfTarget(value, target.at, target.name.length),
    ...version,
  };
}

function rangeOfTarget(value: Node, at: number, length: number): Range {
  const inside = insideQuotes(value);
  if (inside.end - inside.start !== value.value.length) return inside;
  return { start: inside.start + at, end: inside.start + at + length };
}

const insideQuotes = (node: Node): Range => ({ start: node.offset + 1, end: node.offset + node.length - 1 });
