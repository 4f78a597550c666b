import type { Node } from 'jsonc-parser';
import { packageNameIn } from '../package-name.ts';
import { readJsonTree } from '../read-json.ts';
import type { PackageReference } from '../reference.ts';
import { valuePassage } from './json-words.ts';
import { packageSpecIn } from './package-spec.ts';
import { type Passage, plainPassage, rangeIn } from './passage.ts';
import { referencesInUrl } from './references-in-url.ts';

/** The packages of npm that an import map or a deno.json leads to: by `npm:`, or by the address of a CDN. */
export const referencesInImportMap = (text: string): PackageReference[] =>
  referencesInImportMapPassage(plainPassage(text, { start: 0, end: text.length }));

/** The same of an import map that stands inside a page. */
export function referencesInImportMapPassage(file: Passage): PackageReference[] {
  const root = readJsonTree(file.text, { allowTrailingComma: true });
  const imports = propertyOf(root, 'imports');
  const scopes = (propertyOf(root, 'scopes')?.children ?? []).flatMap(({ children }) => children?.[1] ?? []);
  return [...(imports ? [imports] : []), ...scopes]
    .flatMap(({ children = [] }) => children)
    .flatMap(({ children }) => (children?.[1] ? (valuePassage(file, children[1]) ?? []) : []))
    .flatMap((target) => (target.text.startsWith('npm:') ? referenceToNpm(target) : referencesInUrl(target)));
}

const propertyOf = (object: Node | undefined, name: string): Node | undefined =>
  object?.type === 'object'
    ? object.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1]
    : undefined;

function referenceToNpm(target: Passage): PackageReference[] {
  const named = packageNameIn(target.text);
  const spec =
    named && packageSpecIn(target.text.slice(named.at).split('/').slice(0, named.name.split('/').length).join('/'));
  if (named === undefined || spec === undefined) return [];
  const versionAt = named.at + spec.versionAt;
  return [
    {
      name: named.name,
      specifier: target.text,
      range: rangeIn(target, named.at, named.at + named.name.length),
      version: spec.version,
      versionRange:
        spec.version === undefined ? undefined : rangeIn(target, versionAt, versionAt + spec.version.length),
      statement: undefined,
      origin: 'manifest',
      typeOnly: false,
      guarded: false,
    },
  ];
}
