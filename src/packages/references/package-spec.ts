import { hasCapitals, isPublishableName } from '../package-name.ts';
import { isPlaceholder } from './placeholder.ts';

/** What an argument of an install command names, with indices into the argument. */
export type PackageSpec = {
  readonly name: string;
  readonly at: number;
  readonly version: string | undefined;
  readonly versionAt: number;
};

const ARCHIVE = /\.(?:tgz|tar|tar\.gz|zip)$/i;
/** Names such as `chart.js` are of packages; a scope makes any other one too. */
const FILE = /^[^@].*\.(?:[cm]js|[jt]sx|[cm]?ts|json|sh|md|ya?ml|txt|log|lock|html?)$/;
const NAME = /^(?:@[a-z0-9~_-][\w.~-]*\/)?[a-z0-9~][\w.~-]*$/;

/**
 * Reads `name`, `@scope/name@^1`, `alias@npm:name@2` or `npm:name`. Undefined for what comes from elsewhere (folders, archives, repositories, addresses), for
 * placeholders, and for whatever nobody can publish today.
 */
export function packageSpecIn(argument: string): PackageSpec | undefined {
  const alias = /^(?:(?:@[^@/]*\/)?[^@/]+@)?npm:/.exec(argument)?.[0].length ?? 0;
  const spec = argument.slice(alias);
  if (spec.startsWith('.') || spec.startsWith('/') || ARCHIVE.test(spec)) return undefined;
  const split = spec.indexOf('@', 1);
  const name = split < 0 ? spec : spec.slice(0, split);
  const version = split < 0 ? undefined : spec.slice(split + 1);
  if (!NAME.test(name) || hasCapitals(name) || !isPublishableName(name) || isPlaceholder(name)) return undefined;
  if (version !== undefined && /[:/]/.test(version)) return undefined;
  // What yarn prints ("yarn add v1.22.19") and files are not names.
  if (/^v?\d+(?:\.\d+)+$/.test(name) || FILE.test(name)) return undefined;
  return { name, at: alias, version: version === '' ? undefined : version, versionAt: alias + split + 1 };
}
