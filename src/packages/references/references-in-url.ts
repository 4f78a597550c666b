import type { PackageReference } from '../reference.ts';
import { cdnPackagesIn } from './cdn-package.ts';
import { type Passage, rangeIn } from './passage.ts';

/** The packages that an address names, when it is one of a CDN for npm's packages. */
export const referencesInUrl = (url: Passage): PackageReference[] =>
  cdnPackagesIn(url.text).map(({ name, at, version, versionAt }) => ({
    name,
    specifier: url.text,
    range: rangeIn(url, at, at + name.length),
    version,
    versionRange: version === undefined ? undefined : rangeIn(url, versionAt, versionAt + version.length),
    statement: undefined,
    origin: 'url',
    typeOnly: false,
    guarded: false,
  }));
