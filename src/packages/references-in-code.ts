import type { ImportSite } from '../engine/names/import-site.ts';
import { packageNameIn } from './package-name.ts';
import type { PackageReference } from './reference.ts';

const REMOVABLE: ReadonlySet<ImportSite['form']> = new Set(['import', 'export-from', 'require', 'import-equals']);

/** Every import of a file as a reference, in the file's order. */
export const referencesInCode = (sites: readonly ImportSite[]): readonly PackageReference[] =>
  sites.filter((site) => site.specifier !== '').map(toReference);

function toReference(site: ImportSite): PackageReference {
  const named = packageNameIn(site.specifier);
  return {
    name: named?.name ?? '',
    specifier: site.specifier,
    range: named ? rangeOfName(site, named.at, named.name.length) : site.range,
    statement: REMOVABLE.has(site.form) ? site.statement : undefined,
    origin: 'import',
    typeOnly: site.typeOnly || site.form === 'import-type',
    guarded: site.guarded,
  };
}

/** An escape in the literal makes its text longer than the specifier: then the whole literal is named. */
function rangeOfName({ range, specifier }: ImportSite, at: number, length: number) {
  if (range.end - range.start !== specifier.length) return range;
  return { start: range.start + at, end: range.start + at + length };
}
