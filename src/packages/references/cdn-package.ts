import { isPublishableName } from '../package-name.ts';
import { isPlaceholder } from './placeholder.ts';

/** A package in the address of a CDN; indices into the address. */
export type CdnPackage = {
  readonly name: string;
  readonly at: number;
  readonly version: string | undefined;
  readonly versionAt: number;
};

/** What precedes the name in the addresses of CDNs that serve npm's packages; others, such as cdnjs, have names of their own. */
const HOSTS: readonly RegExp[] = [
  /^(?:https?:)?\/\/(?:www\.)?unpkg\.com\/(?!browse\/|-\/)/i,
  /^(?:https?:)?\/\/(?:cdn|fastly|gcore|testingcf|esm)\.(?:jsdelivr\.net\/npm|run)\//i,
  /^(?:https?:)?\/\/esm\.run\/(?!npm\/)/i,
  /^(?:https?:)?\/\/(?:cdn\.)?esm\.sh\/(?:v\d+\/|stable\/)*\*?(?!(?:gh|jsr|pr|node|run|tsx|x|uno|v\d+|stable|build|npm|pkg\.pr\.new)(?:\/|$|[?#]))/i,
  /^(?:https?:)?\/\/cdn\.skypack\.dev\/(?:pin\/)?(?!-\/|new\/)/i,
  /^(?:https?:)?\/\/(?:ga|dev)\.jspm\.io\/npm:/i,
];
const COMBINED = /^(?:https?:)?\/\/cdn\.jsdelivr\.net\/combine\//i;

const NAME = /(?:@[a-z0-9~_-][a-z0-9._~-]*\/)?[a-z0-9~][a-z0-9._~-]*/y;
const VERSION = /@([^/?#,&\s"'`<>]+)/y;

/** The packages that an address of a CDN names, in order: none for other addresses, several for a combined one. */
export function cdnPackagesIn(url: string): CdnPackage[] {
  if (COMBINED.test(url))
    return [...url.matchAll(/(?<=[/,])npm\//g)].flatMap(({ index }) => packageAt(url, index + 4) ?? []);
  for (const host of HOSTS) {
    const before = host.exec(url)?.[0].length;
    if (before !== undefined) return [packageAt(url, before)].filter((found) => found !== undefined);
  }
  return [];
}

function packageAt(url: string, at: number): CdnPackage | undefined {
  NAME.lastIndex = at;
  const name = NAME.exec(url)?.[0];
  if (name === undefined || !isPublishableName(name) || isPlaceholder(name)) return undefined;
  const end = at + name.length;
  VERSION.lastIndex = end;
  const found = VERSION.exec(url);
  // What follows a name is a version, a path, or the end: anything else belongs to a template.
  if (found === null && !/^(?:[/?#,&]|$)/.test(url.slice(end))) return undefined;
  const version = found?.[1];
  if (version === undefined || /[${}%*[\]]/.test(version)) return { name, at, version: undefined, versionAt: end };
  return { name, at, version, versionAt: end + 1 };
}
