import type { Disk } from './disk.ts';
import { ModuleTokens } from './exports/module-tokens.ts';
import { joinPath } from './paths.ts';

/** Where projects keep declarations of modules, beside the directory itself. */
const FOLDERS = [
  '',
  ...[
    'types',
    'typings',
    '@types',
    'custom-typings',
    'custom_typings',
    'declarations',
    'global',
    'globals',
    'vendor',
    'lib',
    'app',
    'shared',
    'client',
    'server',
  ],
  ...['src', 'src/types', 'src/typings', 'src/@types', 'src/lib', 'src/vendor', 'src/declarations', 'app/types'],
];
/** Folders in which a folder may be named after the module that it describes. */
const BY_NAME = /^(?:src\/)?(?:types|typings|@types|custom[-_]typings)$/;
const MOST_FILES = 100;

/** What the `.d.ts` files in and near a directory declare with `declare module "x"`, or by the name of their folder; a name may hold one `*`. */
export async function ambientModulesNear(disk: Disk, directory: string): Promise<readonly string[]> {
  const folders = await foldersIn(disk, directory);
  const found = await Promise.all(
    folders.map((folder) => declaredIn(disk, joinPath(directory, folder), BY_NAME.test(folder))),
  );
  return found.flat();
}

/** Those of {@link FOLDERS} that exist: most directories have none, and there are many directories. */
async function foldersIn(disk: Disk, directory: string): Promise<readonly string[]> {
  const names = new Set(await disk.list(directory));
  const parents = ['src', 'app'].filter((parent) => names.has(parent));
  const nested = await Promise.all(
    parents.map(async (parent) => (await disk.list(joinPath(directory, parent))).map((name) => `${parent}/${name}`)),
  );
  const existing = new Set(['', ...names, ...nested.flat()]);
  return FOLDERS.filter((folder) => existing.has(folder));
}

/** Whether a specifier is declared, by name or by a pattern such as `*.svg`. */
export const isDeclared = (declared: readonly string[], specifier: string): boolean =>
  declared.some((name) => {
    const star = name.indexOf('*');
    if (star < 0) return name === specifier;
    // That everything is declared says nothing of anything.
    if (name === '*') return false;
    return specifier.startsWith(name.slice(0, star)) && specifier.endsWith(name.slice(star + 1));
  });

async function declaredIn(disk: Disk, directory: string, isByName: boolean): Promise<readonly string[]> {
  const names = await disk.list(directory);
  const files = names.filter((name) => /\.d\.[cm]?ts$/.test(name)).slice(0, MOST_FILES);
  const texts = await Promise.all(files.map((name) => disk.readText(joinPath(directory, name))));
  const declared = texts.flatMap(modulesIn);
  if (!isByName) return declared;
  const folders = names.filter((name) => !name.includes('.')).slice(0, MOST_FILES);
  const inside = await Promise.all(folders.map((folder) => describedIn(disk, directory, folder)));
  return [...declared, ...inside.flat()];
}

/** `types/x/index.d.ts` describes `x`; of a scope's folder each of its own. */
async function describedIn(disk: Disk, directory: string, folder: string): Promise<readonly string[]> {
  const names = await disk.list(joinPath(directory, folder));
  if (folder.startsWith('@')) return names.map((name) => `${folder}/${name.replace(/\.d\.ts$/, '')}`);
  if (!names.includes('index.d.ts')) return [];
  return [folder, ...modulesIn(await disk.readText(joinPath(directory, `${folder}/index.d.ts`)))];
}

/** In a file that is a module itself `declare module "x"` adds to a package, which must be there for it; a pattern adds to none. */
function modulesIn(text = ''): string[] {
  const named = [...text.matchAll(/\bdeclare\s+module\s+(['"])([^'"\n]{1,214})\1/g)].flatMap((match) => match[2] ?? []);
  return named.length > 0 && isModule(text) ? named.filter((name) => name.includes('*')) : named;
}

/** Whether it imports or exports anything outside of the modules that it declares. */
function isModule(text: string): boolean {
  const tokens = new ModuleTokens(text);
  if (tokens.isBroken) return false;
  for (let at = 0; at < tokens.count; at = tokens.behind(at)) {
    const isOwn = tokens.isWord(at) && /^(?:import|export)$/.test(tokens.at(at));
    // A type may be `import('x').y`.
    if (isOwn && !tokens.matches(at + 1, '(') && !tokens.matches(at - 1, '.')) return true;
  }
  return false;
}
