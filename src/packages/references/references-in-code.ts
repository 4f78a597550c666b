import type { Range } from '../../engine/finding.ts';
import type { ImportSite } from '../../engine/names/import-site.ts';
import { packageNameIn } from '../package-name.ts';
import type { PackageReference } from '../reference.ts';
import { referencesInUrl } from './references-in-url.ts';

const REMOVABLE: ReadonlySet<ImportSite['form']> = new Set(['import', 'export-from', 'require', 'import-equals']);

/** Every import of a file as a reference, in the file's order, with the types that its comments ask for. */
export const referencesInCode = (sites: readonly ImportSite[]): readonly PackageReference[] =>
  sites.filter((site) => site.specifier !== '').map(toReference);

function toReference(site: ImportSite): PackageReference {
  const isComment = site.form === 'comment-import' || site.form === 'reference-types';
  const common = {
    statement: REMOVABLE.has(site.form) ? site.statement : undefined,
    typeOnly: site.typeOnly || isComment || site.form === 'import-type',
    guarded: site.guarded,
  };
  const [onCdn] = referencesInUrl({ text: site.specifier, at: (index) => site.range.start + index });
  if (onCdn) return { ...onCdn, ...common, ...(isEscaped(site) && { range: site.range, versionRange: undefined }) };
  const named = packageNameIn(site.specifier);
  return {
    ...common,
    name: named?.name ?? '',
    specifier: site.specifier,
    range: named ? rangeOfName(site, named.at, named.name.length) : site.range,
    ...(named && versionOf(site, named.at + named.name.length)),
    origin: isComment ? 'comment' : 'import',
    names: site.names,
  };
}

/** An escape in the literal makes its text longer than the specifier: then the whole literal is named. */
const isEscaped = ({ range, specifier }: ImportSite): boolean => range.end - range.start !== specifier.length;

const rangeOfName = (site: ImportSite, at: number, length: number): Range =>
  isEscaped(site) ? site.range : { start: site.range.start + at, end: site.range.start + at + length };

/** Of `npm:chalk@5/sub` the `5`. */
function versionOf(site: ImportSite, at: number): Pick<PackageReference, 'version' | 'versionRange'> | undefined {
  if (!site.specifier.startsWith('npm:') || site.specifier[at] !== '@') return undefined;
  const version = site.specifier.slice(at + 1).split('/')[0] ?? '';
  return version === '' ? undefined : { version, versionRange: rangeOfName(site, at + 1, version.length) };
}
