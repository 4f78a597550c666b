import type { Disk } from './disk.ts';
import { isRecord, stringsIn } from './manifest.ts';
import { packageNameIn } from './package-name.ts';
import { directoriesAbove, joinPath, parentOf } from './paths.ts';
import { readJson } from './read-json.ts';

/** What a tsconfig or jsconfig maps. */
export type PathAliases = {
  /** Patterns of `paths`, with at most one `*`, and the files they lead to. */
  readonly patterns: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
  /** Directory in which bare specifiers are looked up. */
  readonly baseUrl: string | undefined;
};

const CONFIG = /^(?:ts|js)config(?:\.[\w.-]+)?\.json$/;
const MOST_CONFIGS = 12;
const MOST_EXTENDED = 32;

/** The aliases of every tsconfig and jsconfig of a directory, each with what it extends and the projects that it refers to. */
export async function pathAliasesIn(disk: Disk, directory: string): Promise<readonly PathAliases[]> {
  const names = (await disk.list(directory)).filter((name) => CONFIG.test(name));
  const found = await Promise.all(
    names.slice(0, MOST_CONFIGS).map((name) => readConfig(disk, joinPath(directory, name), directory, new Set())),
  );
  return found.flat();
}

/**
 * Whether an alias covers the specifier. `*` alone covers everything, so that it counts only where a file is found; as does `baseUrl`.
 * @param isPackage whether a package of that name is declared or installed: then a folder without a module in it is not what is meant.
 */
export async function isPathAlias(
  disk: Disk,
  aliases: readonly PathAliases[],
  specifier: string,
  isPackage: boolean,
): Promise<boolean> {
  for (const { patterns, baseUrl } of aliases) {
    for (const { pattern, targets } of patterns) {
      const rest = matchOfStar(pattern, specifier);
      if (rest === undefined) continue;
      if (pattern !== '*') return true;
      for (const target of targets)
        if (
          await hasFile(
            disk,
            target.replace('*', () => firstPart(rest)),
          )
        )
          return true;
    }
    if (baseUrl === undefined) continue;
    const first = firstPart(specifier);
    if (isPackage ? await isModuleIn(disk, baseUrl, specifier) : await hasModule(disk, baseUrl, first)) return true;
  }
  return false;
}

/** Whether the whole specifier leads to a file, or to a folder with an index. */
async function isModuleIn(disk: Disk, directory: string, specifier: string): Promise<boolean> {
  const path = joinPath(directory, specifier.replace(/\.[cm]?jsx?$/, ''));
  if (looked(await disk.list(parentOf(path) ?? '/')).modules.has(path.slice(path.lastIndexOf('/') + 1))) return true;
  const inside = await disk.list(path);
  return inside.includes('package.json') || looked(inside).modules.has('index');
}

async function hasFile(disk: Disk, path: string): Promise<boolean> {
  const directory = parentOf(path);
  return directory !== undefined && hasModule(disk, directory, path.slice(path.lastIndexOf('/') + 1));
}

/** Whether a path is a directory or, with some extension, a file of code. `node_modules` is not looked through. */
export async function hasModule(disk: Disk, directory: string, name: string): Promise<boolean> {
  if (name === '' || `${directory}/`.includes('/node_modules/')) return false;
  const { names, modules } = looked(await disk.list(directory));
  if (modules.has(name)) return true;
  return names.has(name) && (/\.\w+$/.test(name) || (await disk.isDirectory(joinPath(directory, name))));
}

type Folder = {
  readonly names: ReadonlySet<string>;
  /** The names of files of code without what a compiler or bundler puts behind them. */
  readonly modules: ReadonlySet<string>;
};

/** `x.d.ts` describes `x`, `x.ios.ts` is `x` on one platform; `vitest.config.ts` is no `vitest`. */
const CODE = /(?<=.)(?:\.(?:d|ios|android|native|web|windows|macos|tvos|visionos))?\.(?:[cm]?[jt]sx?|vue|svelte)$/;

/** By the list of a folder, which stays the same one for a while: many names are looked up in it. */
const FOLDERS = new WeakMap<readonly string[], Folder>();

function looked(list: readonly string[]): Folder {
  const known = FOLDERS.get(list);
  if (known !== undefined) return known;
  const modules = new Set<string>();
  for (const name of list) {
    const module = CODE.exec(name)?.[0];
    if (module === undefined) continue;
    modules.add(name.slice(0, -module.length));
    modules.add(name.slice(0, name.lastIndexOf('.')));
  }
  const folder = { names: new Set(list), modules };
  FOLDERS.set(list, folder);
  return folder;
}

/**
 * @param root the directory that `${configDir}` means: that of the configuration which extends the others.
 * @param seen files that were read already: what leads back, or comes twice, says nothing new.
 */
async function readConfig(disk: Disk, path: string, root: string, seen: Set<string>): Promise<readonly PathAliases[]> {
  if (seen.has(path) || seen.size >= MOST_EXTENDED) return [];
  seen.add(path);
  const text = await disk.readText(path);
  const json = text === undefined ? undefined : readJson(text, [], { allowTrailingComma: true });
  if (!isRecord(json)) return [];
  const directory = parentOf(path) ?? '/';
  const parents = typeof json.extends === 'string' ? [json.extends] : stringsIn(json.extends);
  const inherited = await Promise.all(parents.map((parent) => readExtended(disk, path, parent, root, seen)));
  const projects = Array.isArray(json.references) ? json.references.filter(isRecord) : [];
  const referred = await Promise.all(
    stringsIn(projects.map((project) => project.path)).map((project) =>
      readProject(disk, joinPath(directory, project), seen),
    ),
  );
  const own = aliasesOf(json.compilerOptions, directory, root);
  return [...(own === undefined ? [] : [own]), ...inherited.flat(), ...referred.flat()];
}

/** A project is named by its file or by its directory. */
function readProject(disk: Disk, path: string, seen: Set<string>): Promise<readonly PathAliases[]> {
  const file = path.endsWith('.json') ? path : joinPath(path, 'tsconfig.json');
  return readConfig(disk, file, parentOf(file) ?? '/', seen);
}

async function readExtended(
  disk: Disk,
  from: string,
  parent: string,
  root: string,
  seen: Set<string>,
): Promise<readonly PathAliases[]> {
  const directory = parentOf(from) ?? '/';
  const isFile = parent.startsWith('.') || parent.startsWith('/');
  const bases = isFile ? [directory] : directoriesAbove(from).map((above) => joinPath(above, 'node_modules'));
  for (const base of bases) {
    const exported = isFile ? undefined : await exportedConfig(disk, base, parent);
    const candidates = ['', '.json', '/tsconfig.json'].map((ending) => joinPath(base, parent + ending));
    for (const path of exported === undefined ? candidates : [exported, ...candidates])
      if ((await disk.readText(path)) !== undefined) return readConfig(disk, path, root, seen);
  }
  return [];
}

/** The file that a package's `exports` or `tsconfig` names for `@acme/config/base`. */
async function exportedConfig(disk: Disk, modules: string, specifier: string): Promise<string | undefined> {
  const name = packageNameIn(specifier)?.name;
  if (name === undefined) return undefined;
  const text = await disk.readText(joinPath(modules, `${name}/package.json`));
  const json = text === undefined ? undefined : readJson(text);
  if (!isRecord(json)) return undefined;
  const subpath = `.${specifier.slice(name.length)}`;
  const exported = isRecord(json.exports) ? json.exports[subpath] : undefined;
  const target = [exported, subpath === '.' ? json.tsconfig : undefined].find((value) => typeof value === 'string');
  return typeof target === 'string' ? joinPath(joinPath(modules, name), target) : undefined;
}

function aliasesOf(options: unknown, directory: string, root: string): PathAliases | undefined {
  if (!isRecord(options)) return undefined;
  const inRoot = (path: string): string => path.replace('${configDir}', root);
  const baseUrl = typeof options.baseUrl === 'string' ? joinPath(directory, inRoot(options.baseUrl)) : undefined;
  const paths = isRecord(options.paths) ? options.paths : {};
  const patterns = Object.entries(paths).map(([pattern, targets]) => ({
    pattern,
    targets: stringsIn(targets).map((target) => joinPath(baseUrl ?? directory, inRoot(target))),
  }));
  return { patterns, baseUrl };
}

/** What `*` stands for; undefined when the pattern does not cover the specifier. */
function matchOfStar(pattern: string, specifier: string): string | undefined {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === specifier ? '' : undefined;
  const before = pattern.slice(0, star);
  const after = pattern.slice(star + 1);
  if (specifier.length < before.length + after.length) return undefined;
  if (!specifier.startsWith(before) || !specifier.endsWith(after)) return undefined;
  return specifier.slice(before.length, specifier.length - after.length);
}

const firstPart = (path: string): string => path.split('/')[0] ?? path;
