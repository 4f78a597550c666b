import type { NameInSpecifier } from '../package-name.ts';

/** pnpm's sign between a package and its dependency; in a range such as `@>=1` a `>` is followed by something else. */
const INSIDE = /(?<![@\s|])>(?=[A-Za-z@])/g;

/**
 * The package that a key of `overrides` or `resolutions` names: the last of a path such as `a/b`, `a>b` or `**` before a name, without its version. Undefined for `.`,
 * which means the parent.
 */
export function overriddenPackage(key: string): NameInSpecifier | undefined {
  let from = 0;
  for (const { index } of key.matchAll(INSIDE)) from = index + 1;
  const path = withoutVersion(key.slice(from));
  const parts = path.split('/');
  const last = parts.at(-1) ?? '';
  if (/^(?:|\.|\*+)$/.test(last)) return undefined;
  const scope = parts.at(-2);
  const name = scope?.startsWith('@') ? `${scope}/${last}` : last;
  return { name, at: from + path.length - name.length };
}

/** Cuts off what follows the `@` of a version: one that neither begins the text nor follows a slash. */
function withoutVersion(path: string): string {
  for (let at = path.indexOf('@', 1); at > 0; at = path.indexOf('@', at + 1))
    if (path[at - 1] !== '/') return path.slice(0, at);
  return path;
}
