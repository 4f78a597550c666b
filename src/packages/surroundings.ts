import { ambientModulesNear } from './ambient-modules.ts';
import { type BuildAliases, buildAliasesIn } from './bundler-aliases.ts';
import type { Disk } from './disk.ts';
import { isRecord, type Manifest, parseManifest } from './manifest.ts';
import { Memo } from './memo.ts';
import { type PathAliases, pathAliasesIn } from './path-aliases.ts';
import { directoriesAbove, joinPath, normalizePath } from './paths.ts';
import { pnpPackagesOf } from './pnp-packages.ts';
import { readJson } from './read-json.ts';
import { recentDisk } from './recent-disk.ts';
import { type RepositoryModules, repositoryModulesOf } from './repository-modules.ts';
import { type WorkspacePackages, workspacePackagesOf } from './workspace-packages.ts';

/** What a directory says of the names that files in it, and below, import. */
export type Place = {
  readonly directory: string;
  /** It holds `.git`. */
  readonly isRoot: boolean;
  /** `broken` when there is a package.json that cannot be read. */
  readonly manifest: Manifest | 'broken' | undefined;
  readonly paths: readonly PathAliases[];
  readonly build: BuildAliases;
  readonly workspace: WorkspacePackages;
  /** Modules that declarations describe; each name may hold one `*`. */
  readonly ambient: readonly string[];
  /** Whether Yarn's Plug'n'Play holds a package, which leaves no `node_modules`. */
  readonly isPlugged: (name: string) => boolean;
  /** Where bundlers and test runners may look bare names up. */
  readonly folders: readonly string[];
};

/** What lies around a file and decides what its imports mean, remembered per directory until {@link Surroundings.forget}. */
export class Surroundings {
  readonly disk: Disk;
  readonly #memo = new Memo();
  readonly #repositories = new Map<string, { readonly since: number; readonly found: Promise<RepositoryModules> }>();

  constructor(disk: Disk) {
    this.disk = recentDisk(disk);
  }

  /** The directories of the file's project, nearest first: up to the one that holds `.git`, or all. A submodule belongs to what is around it. */
  directories(file: string): Promise<readonly string[]> {
    const all = directoriesAbove(normalizePath(file));
    return this.#memo.get('directories', all[0] ?? '', async () => {
      for (const [index, directory] of all.entries())
        if ((await this.disk.list(directory)).includes('.git') && !(await this.#isSubmodule(directory)))
          return all.slice(0, index + 1);
      return all;
    });
  }

  /** `broken` when there is a package.json that cannot be read. */
  manifest(directory: string): Promise<Manifest | 'broken' | undefined> {
    return this.#memo.get('manifest', directory, async () => {
      const text = await this.disk.readText(joinPath(directory, 'package.json'));
      return text === undefined ? undefined : (parseManifest(text) ?? 'broken');
    });
  }

  /** What the directories of the file's project say, nearest first. */
  async places(file: string): Promise<readonly Place[]> {
    const directories = await this.directories(file);
    return this.#memo.get('places', directories[0] ?? '', () =>
      Promise.all(directories.map((directory) => this.#memo.get('place', directory, () => this.#place(directory)))),
    );
  }

  /** What the repository around a file holds, or the outermost project where there is no repository. Slow the first time. */
  async repository(file: string): Promise<RepositoryModules | undefined> {
    const places = await this.places(file);
    const root = places.findLast(({ isRoot, manifest }) => isRoot || manifest !== undefined)?.directory;
    if (root === undefined) return undefined;
    const known = this.#repositories.get(root);
    if (known !== undefined && Date.now() - known.since < REPOSITORY_MS) return known.found;
    const found = repositoryModulesOf(this.disk, root);
    this.#repositories.set(root, { since: Date.now(), found });
    return found;
  }

  /** What a tsconfig or jsconfig of the directory says of `checkJs`; undefined where there is none, and false where it says nothing. */
  checksJavaScript(directory: string): Promise<boolean | undefined> {
    return this.#memo.get('checkJs', directory, async () => {
      for (const name of ['tsconfig.json', 'jsconfig.json']) {
        const text = await this.disk.readText(joinPath(directory, name));
        const json = text === undefined ? undefined : readJson(text, [], { allowTrailingComma: true });
        if (isRecord(json)) return isRecord(json.compilerOptions) && json.compilerOptions.checkJs === true;
      }
      return undefined;
    });
  }

  /** Whether `node_modules` of the directory or of one above it holds the package. */
  async isInstalled(file: string, name: string): Promise<boolean> {
    for (const folder of await this.#moduleFolders(file)) if (await this.#holds(folder, name)) return true;
    return false;
  }

  /** The folders `node_modules` from that of the file's directory upwards, as far as they hold anything. */
  #moduleFolders(file: string): Promise<readonly string[]> {
    const directories = directoriesAbove(normalizePath(file));
    return this.#memo.get('modules', directories[0] ?? '', async () => {
      const folders = directories.map((directory) => joinPath(directory, 'node_modules'));
      const names = await Promise.all(folders.map((folder) => this.#names(folder)));
      return folders.filter((_, index) => (names[index]?.size ?? 0) > 0);
    });
  }

  /** A look at the list of a folder answers for all names at once; only a name that is there is looked at itself. A file is a package as well. */
  async #holds(folder: string, name: string): Promise<boolean> {
    const [first = '', second] = name.split('/');
    if (second !== undefined && !(await this.#names(folder)).has(first)) return false;
    const names = await this.#names(second === undefined ? folder : joinPath(folder, first));
    const last = second ?? first;
    return MODULE_FILES.some((ending) => names.has(last + ending)) || this.#holdsFolder(folder, name);
  }

  async #holdsFolder(folder: string, name: string): Promise<boolean> {
    const [first = '', second] = name.split('/');
    if (!(await this.#names(folder)).has(first)) return false;
    if (second !== undefined && !(await this.#names(joinPath(folder, first))).has(second)) return false;
    const path = joinPath(folder, name);
    return this.#memo.get('installed', path, () => this.disk.isDirectory(path));
  }

  #names(folder: string): Promise<ReadonlySet<string>> {
    return this.#memo.get('names', folder, async () => new Set(await this.disk.list(folder)));
  }

  /** The version that `node_modules` of the nearest directory holds. */
  async installedVersion(file: string, name: string): Promise<string | undefined> {
    const folders = await this.#moduleFolders(file);
    return this.#memo.get('version', `${folders[0]} ${name}`, async () => {
      for (const folder of folders) {
        if (!(await this.#holdsFolder(folder, name))) continue;
        const text = await this.disk.readText(joinPath(folder, `${name}/package.json`));
        const json = text === undefined ? undefined : readJson(text);
        if (isRecord(json)) return typeof json.version === 'string' ? json.version : undefined;
      }
      return undefined;
    });
  }

  /** To be called when a file that {@link decidesImports} names, or `node_modules`, has changed. */
  forget(): void {
    this.#memo.clear();
    this.#repositories.clear();
  }

  /** The directory of a package in the nearest `node_modules` that holds it. */
  async installedAt(file: string, name: string): Promise<string | undefined> {
    for (const folder of await this.#moduleFolders(file))
      if (await this.#holdsFolder(folder, name)) return joinPath(folder, name);
    return undefined;
  }

  /** Whether an installed package brings the command. */
  async hasCommand(file: string, command: string): Promise<boolean> {
    for (const directory of directoriesAbove(normalizePath(file))) {
      const folder = joinPath(directory, 'node_modules/.bin');
      const names = await this.#memo.get('commands', directory, () => this.disk.list(folder));
      if (names.includes(command)) return true;
    }
    return false;
  }

  async #place(directory: string): Promise<Place> {
    const [names, manifest, paths, build, workspace, ambient, isPlugged] = await Promise.all([
      this.disk.list(directory),
      this.manifest(directory),
      pathAliasesIn(this.disk, directory),
      buildAliasesIn(this.disk, directory),
      workspacePackagesOf(this.disk, directory),
      ambientModulesNear(this.disk, directory),
      pnpPackagesOf(this.disk, directory),
    ]);
    const folders = [directory, joinPath(directory, 'src'), joinPath(directory, 'app'), ...build.folders];
    const isRoot = names.includes('.git');
    return { directory, isRoot, manifest, paths, build, workspace, ambient, isPlugged, folders };
  }

  /** There `.git` is a file that names a folder of the repository around it. */
  async #isSubmodule(directory: string): Promise<boolean> {
    const path = joinPath(directory, '.git');
    if (await this.disk.isDirectory(path)) return false;
    return /^gitdir:.*\/modules\//.test((await this.disk.readText(path)) ?? '');
  }
}

/** A folder that is made is told by no file that decides imports, so that it is looked for again. */
const REPOSITORY_MS = 60_000;

/** What Node and bundlers put behind a bare name. */
const MODULE_FILES = ['.js', '.cjs', '.mjs', '.json', '.node', '.ts'];

const DECIDING =
  /(?:^|[\\/])(?:package(?:-lock)?\.json|[^\\/]*lock\.(?:json|yaml)|yarn\.lock|pnpm-workspace\.yaml|lerna\.json|rush\.json|deno\.jsonc?|jsr\.json|import[-_]?map\.json|(?:ts|js)config[^\\/]*\.json|\.npmrc|\.yarnrc\.yml|bunfig\.toml|[^\\/]+\.config\.[cm]?[jt]s|\.babelrc[^\\/]*|\.swcrc|\.pnp\.[^\\/]+|importmap\.(?:rb|php)|\.git|[^\\/]+\.d\.[cm]?ts)$/;

/** Whether a change of the file may change what imports near it mean. */
export const decidesImports = (path: string): boolean => DECIDING.test(path);
