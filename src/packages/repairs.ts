import type { Edit, Fix } from '../engine/finding.ts';
import { dependenciesIn } from './manifest-dependencies.ts';
import type { Addition } from './problem.ts';
import type { PackageReference } from './reference.ts';

type Instead = { readonly name: string; readonly reason: string };

/** Other names in the place of the one that is written, each with its reason; with the range to ask for, where one is written and another needed. */
export function namesInstead(
  reference: PackageReference,
  text: string,
  others: readonly Instead[],
  range?: string,
): readonly Fix[] {
  // `npm create vite` names `create-vite`: another name cannot simply be written there.
  if (text.slice(reference.range.start, reference.range.end) !== reference.name) return [];
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
  const cut = origin === 'manifest' ? dependenciesIn(text).cuts.get(statement.start) : undefined;
  return cut === undefined ? [] : [{ title: 'Remove the dependency', safety: 'review', edits: [{ ...cut, text: '' }] }];
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
  origin === 'manifest' && dependenciesIn(text).names.has(name);
