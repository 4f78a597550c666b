import { isRecord, stringsIn } from '../manifest.ts';

/** Where a package keeps what a specifier names: paths in the package, perhaps without their ending, best first. */
export type EntryFiles = { readonly types: readonly string[]; readonly modules: readonly string[] };

const MOST_TARGETS = 40;
const DEEPEST = 8;

/**
 * What a package.json says of a subpath (empty for the package itself). All conditions count, since nobody knows under which of them the code will run.
 */
export function entryFilesOf(manifest: Readonly<Record<string, unknown>>, subpath: string): EntryFiles {
  if (manifest.exports !== undefined && manifest.exports !== null) {
    const targets = targetsOf(manifest.exports, subpath === '' ? '.' : `./${subpath}`);
    const modules = targets.filter((target) => /\.[cm]?js$/.test(target));
    const types = targets.filter(isDeclaration);
    // Types that no condition names lie beside the module, or where the older fields say.
    return {
      types: [...(types.length > 0 ? types : modules.map(declarationBeside)), ...olderTypes(manifest, subpath)],
      modules,
    };
  }
  if (subpath !== '')
    return { types: [...versionedTypes(manifest, subpath), ...declarationsOf(subpath)], modules: [subpath] };
  const main = typeof manifest.main === 'string' && manifest.main !== '' ? manifest.main : 'index.js';
  const others = [
    manifest.module,
    manifest['jsnext:main'],
    manifest.es2015,
    manifest.browser,
    manifest['react-native'],
  ];
  return {
    types: [...olderTypes(manifest, ''), declarationBeside(main), ...declarationsOf(main), 'index.d.ts'],
    modules: [...new Set([main, ...stringsIn(others)])],
  };
}

function olderTypes(manifest: Readonly<Record<string, unknown>>, subpath: string): string[] {
  const versioned = versionedTypes(manifest, subpath);
  if (subpath !== '') return versioned;
  return [
    ...versioned,
    ...stringsIn([manifest.types, manifest.typings]).flatMap((path) => [path, ...declarationsOf(path)]),
  ];
}

/** `typesVersions` maps subpaths for versions of TypeScript; whichever fits. */
function versionedTypes(manifest: Readonly<Record<string, unknown>>, subpath: string): string[] {
  if (!isRecord(manifest.typesVersions)) return [];
  const wanted = subpath === '' ? stringsIn([manifest.types, manifest.typings, 'index.d.ts', 'index']) : [subpath];
  return Object.values(manifest.typesVersions)
    .filter(isRecord)
    .flatMap((map) => wanted.flatMap((path) => mapped(map, path.replace(/^\.\//, ''))))
    .slice(0, MOST_TARGETS)
    .flatMap((path) => [path, ...declarationsOf(path)]);
}

function mapped(map: Record<string, unknown>, path: string): string[] {
  return Object.entries(map).flatMap(([pattern, targets]) => {
    const rest = restOf(pattern, path);
    return rest === undefined ? [] : stringsIn(targets).map((target) => target.replace('*', () => rest));
  });
}

/** All files that `exports` leads to, for a subpath such as `./x`. */
function targetsOf(exports: unknown, subpath: string): string[] {
  const isMap = isRecord(exports) && Object.keys(exports).some((key) => key.startsWith('.'));
  const found: string[] = [];
  if (!isMap) {
    if (subpath === '.') collect(exports, '', found, 0);
    return found;
  }
  if (subpath in exports) collect(exports[subpath], '', found, 0);
  else {
    // The longest pattern decides.
    const patterns = Object.keys(exports).sort((a, b) => b.indexOf('*') - a.indexOf('*'));
    const pattern = patterns.find((key) => key.includes('*') && restOf(key, subpath) !== undefined);
    if (pattern !== undefined) collect(exports[pattern], restOf(pattern, subpath) ?? '', found, 0);
  }
  return found;
}

function collect(target: unknown, rest: string, into: string[], depth: number): void {
  if (into.length >= MOST_TARGETS || depth > DEEPEST) return;
  if (typeof target === 'string') into.push(target.replaceAll('*', () => rest));
  else if (Array.isArray(target)) for (const each of target) collect(each, rest, into, depth + 1);
  else if (isRecord(target)) for (const each of Object.values(target)) collect(each, rest, into, depth + 1);
}

function restOf(pattern: string, path: string): string | undefined {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === path ? '' : undefined;
  const after = pattern.slice(star + 1);
  const fits = path.startsWith(pattern.slice(0, star)) && path.endsWith(after) && path.length >= pattern.length - 1;
  return fits ? path.slice(star, path.length - after.length) : undefined;
}

export const isDeclaration = (path: string): boolean => /\.d\.(?:[cm]?ts|\w+\.ts)$/.test(path);

/** `x.d.mts` for `x.mjs`. */
const declarationBeside = (path: string): string => path.replace(/\.([cm]?)js$/, '.d.$1ts');

const declarationsOf = (path: string): string[] => {
  const stem = path.replace(/\.[cm]?js$/, '').replace(/\/$/, '');
  return [`${stem}.d.ts`, `${stem}/index.d.ts`];
};
