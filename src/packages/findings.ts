import { applyEdits, findNodeAtLocation, modify } from 'jsonc-parser';
import { type Edit, type Finding, type Fix, levelOf } from '../engine/finding.ts';
import { DEPENDENCY_KINDS } from './manifest.ts';
import { readJsonTree } from './read-json.ts';
import type { PackageReference } from './reference.ts';

/**
 * The registry knows no such package. An import in a `try` is `likely`, not `certain`: its author reckons with its absence, so the name may be
 * of a package that is nowhere public. It is told all the same, since whoever registers the name gets the code run.
 */
export function hallucinatedFinding(
  reference: PackageReference,
  text: string,
  near: string | undefined,
  isOtherRegistry: boolean,
): Finding {
  const { name } = reference;
  const registry = isOtherRegistry ? 'the configured npm registry' : 'the npm registry';
  return {
    rule: 'package/hallucinated',
    range: reference.range,
    message: `\`${name}\` does not exist in ${registry}, and nothing in this project provides it.`,
    remedy:
      near === undefined
        ? `Remove \`${name}\`, or look up what the package is really called.`
        : `Replace \`${name}\` with \`${near}\`, if that is what was meant, or remove it.`,
    severity: 'high',
    level: levelOf('high'),
    confidence: reference.guarded ? 'likely' : 'certain',
    trace: [],
    fixes: [...replacement(reference, text, near), ...removal(reference, text)],
    subject: name,
  };
}

/** The package exists, but only because something else has brought it, or not here at all. */
export function undeclaredFinding({ name, range }: PackageReference, isInstalled: boolean): Finding {
  return {
    rule: 'package/undeclared',
    range,
    message: isInstalled
      ? `\`${name}\` is installed only because another package needs it: no package.json of this project declares it.`
      : `No package.json of this project declares \`${name}\`, so an install leaves it out.`,
    remedy: `Add \`${name}\` to package.json, if you know the package and mean to use it.`,
    severity: 'low',
    level: levelOf('low'),
    confidence: 'certain',
    trace: [],
    fixes: [],
    subject: name,
  };
}

function replacement(reference: PackageReference, text: string, near: string | undefined): Fix[] {
  if (near === undefined || isDeclaredBeside(reference, text, near)) return [];
  return [{ title: `Replace with \`${near}\``, safety: 'review', edits: [{ ...reference.range, text: near }] }];
}

/** A key must not be written twice, and a package that is there already needs no second one. */
const isDeclaredBeside = ({ origin }: PackageReference, text: string, name: string): boolean =>
  origin === 'manifest' && locate(text, ([key]) => key === name) !== undefined;

function removal(reference: PackageReference, text: string): Fix[] {
  const { statement, origin } = reference;
  if (statement === undefined) return [];
  if (origin === 'import')
    return [{ title: 'Remove the import', safety: 'review', edits: [{ ...statement, text: '' }] }];
  const edits = withoutDependency(text, statement.start);
  return edits === undefined ? [] : [{ title: 'Remove the dependency', safety: 'review', edits }];
}

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
