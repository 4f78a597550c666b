import { applyEdits, findNodeAtLocation, modify } from 'jsonc-parser';
import type { Edit, Fix } from '../engine/finding.ts';
import { DEPENDENCY_KINDS } from './manifest.ts';
import type { Addition } from './problem.ts';
import { readJsonTree } from './read-json.ts';
import type { PackageReference } from './reference.ts';

type Instead = { readonly name: string; readonly reason: string };

/** Other names in the place of the one that is written, each with its reason; with the range to ask for, where one is written and another needed. */
export function namesInstead(
  reference: PackageReference,
  text: string,
  others: readonly Instead[],
  range?: string,
): readonly Fix[] {
  const versionEdits: Edit[] =
    range !== undefined && reference.versionRange !== undefined ? [{ ...reference.versionRange, text: range }] : [];
  return others
    .filter(({ name }) => !isDeclaredBeside(reference, text, name))
    .map(({ name, reason }) => ({
      title: `Replace with \`${name}\` (${reason})`,
      safety: 'review',
      edits: [{ ...reference.range, text: name }, ...versionEdits],
    }));
}

/** Another version in the place of the one that is written. */
export const versionInstead = ({ versionRange }: PackageReference, range: string): readonly Fix[] =>
  versionRange === undefined
    ? []
    : [{ title: `Ask for \`${range}\``, safety: 'review', edits: [{ ...versionRange, text: range }] }];

/** Cuts the reference out, where that leaves something that still stands. */
export function removal(reference: PackageReference, text: string): readonly Fix[] {
  const { statement, origin } = reference;
  if (statement === undefined) return [];
  if (origin === 'import')
    return [{ title: 'Remove the import', safety: 'review', edits: [{ ...statement, text: '' }] }];
  const edits = origin === 'manifest' ? withoutDependency(text, statement.start) : undefined;
  return edits === undefined ? [] : [{ title: 'Remove the dependency', safety: 'review', edits }];
}

/** Writes a dependency into the package.json of the file. */
export const addition = (name: string, { path, text, edits, section, range }: Addition): readonly Fix[] => [
  {
    title: `Add \`${name}\` ${range} to ${section === 'dependencies' ? 'the dependencies' : section} of ${path}`,
    safety: 'review',
    edits: [],
    elsewhere: [{ path, text, edits }],
  },
];

/** A key must not be written twice, and a package that is there already needs no second one. */
const isDeclaredBeside = ({ origin }: PackageReference, text: string, name: string): boolean =>
  origin === 'manifest' && locate(text, ([key]) => key === name) !== undefined;

/** The edits that take out the dependency whose key begins at an offset, with its comma and its line. */
function withoutDependency(text: string, start: number): readonly Edit[] | undefined {
  const found = locate(text, (_, offset) => offset === start);
  if (found === undefined) return undefined;
  const edits = modify(text, found, undefined, {});
  try {
    // A file that does not parse may be cut in the wrong place: then better no repair.
    if (readJsonTree(applyEdits(text, edits)) === undefined) return undefined;
  } catch {
    return undefined;
  }
  return edits.map(({ offset, length, content }) => ({ start: offset, end: offset + length, text: content }));
}

/** The path in the JSON of the first dependency for which `matches` holds, given its key and the offset of its property. */
function locate(
  text: string,
  matches: (path: readonly [string], offset: number) => boolean,
): [string, string] | undefined {
  const root = readJsonTree(text);
  if (root === undefined) return undefined;
  for (const kind of DEPENDENCY_KINDS)
    for (const property of findNodeAtLocation(root, [kind])?.children ?? []) {
      const key = property.children?.[0]?.value;
      if (typeof key === 'string' && matches([key], property.offset)) return [kind, key];
    }
  return undefined;
}
