import { type PackageSpec, packageSpecIn } from './package-spec.ts';

/**
 * The package that `npm create x` runs: `x` names `create-x`, `@scope` names `@scope/create`, `@scope/x` names `@scope/create-x`. Undefined for templates that come from
 * elsewhere.
 */
export function createdPackage(argument: string, manager: string): PackageSpec | undefined {
  // Bun takes components and, as `user/repository`, templates of GitHub.
  if (manager === 'bun' && /\.[jt]sx$/.test(argument)) return undefined;
  const scopeOnly = /^(@[^/@]+)(?:@(.*))?$/.exec(argument);
  if (scopeOnly) {
    const [, scope = '', version] = scopeOnly;
    const spec = packageSpecIn(`${scope}/create`);
    return spec && { ...spec, version, versionAt: scope.length + 1 };
  }
  const spec = packageSpecIn(argument);
  if (spec === undefined || spec.at > 0) return undefined;
  const [first = '', second] = spec.name.split('/');
  const name = second === undefined ? prefixed(first) : `${first}/${prefixed(second)}`;
  return { ...spec, name };
}

const prefixed = (name: string): string => (/^create(?:-|$)/.test(name) ? name : `create-${name}`);
