/** A package's name and the UTF-16 offset at which it stands in its specifier. */
export type NameInSpecifier = { readonly name: string; readonly at: number };

const INLINE_LOADERS = /^(?:-?!{1,2})?(?:(?:@[\w.-]+\/)?[\w.-]*-loader(?:\?[^!]*)?!)+/;

/**
 * The package that a specifier names: `@scope/name/sub` names `@scope/name`. Loader prefixes of bundlers, query strings and Deno's
 * `npm:` are looked through. Undefined when no package is named, as in `./file`.
 */
export function packageNameIn(specifier: string): NameInSpecifier | undefined {
  const start = startOfName(specifier);
  if (start === undefined) return undefined;
  const isNpm = specifier.startsWith('npm:');
  const bare = (specifier.slice(start).split('?')[0] ?? '').replace(/\/+$/, '');
  const [first = '', second] = bare.split('/');
  if (first === '' || first.startsWith('.')) return undefined;
  if (!first.startsWith('@')) return { name: isNpm ? withoutVersion(first) : first, at: start };
  if (second === undefined || second === '') return undefined;
  return { name: `${first}/${isNpm ? withoutVersion(second) : second}`, at: start };
}

/** Names that npm has ever taken. A name that is none is never asked for: nobody can publish it. */
export function isPublishableName(name: string): boolean {
  if (name.length > 214 || name.trim() !== name) return false;
  if (name.toLowerCase() === 'node_modules' || name.toLowerCase() === 'favicon.ico') return false;
  const parts = /^(?:@([^/@]+)\/)?([^/@]+)$/.exec(name);
  if (parts === null) return false;
  return [parts[1], parts[2]].every((part) => part === undefined || isPublishablePart(part));
}

/** Names with capitals are old: they exist, but no new one can be published. */
export const hasCapitals = (name: string): boolean => name !== name.toLowerCase();

/** `@scope` of a scoped name. */
export const scopeOf = (name: string): string | undefined => (name.startsWith('@') ? name.split('/')[0] : undefined);

/** The package of DefinitelyTyped that describes `name`. */
export function typesPackageOf(name: string): string {
  const [scope, rest] = name.split('/');
  return rest === undefined ? `@types/${name}` : `@types/${scope?.slice(1)}__${rest}`;
}

function startOfName(specifier: string): number | undefined {
  const npm = /^npm:\/?/.exec(specifier);
  if (npm) return npm[0].length;
  if (!specifier.includes('!')) return 0;
  const loaders = INLINE_LOADERS.exec(specifier)?.[0];
  return loaders === undefined || specifier.includes('!', loaders.length) ? undefined : loaders.length;
}

const withoutVersion = (part: string): string => part.split('@')[0] ?? part;

function isPublishablePart(part: string): boolean {
  if (/^[._-]/.test(part) || /[~'!()*]/.test(part)) return false;
  try {
    return encodeURIComponent(part) === part;
  } catch {
    // Half a surrogate pair cannot be encoded, so it is no name either.
    return false;
  }
}
