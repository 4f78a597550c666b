import type { Disk } from './disk.ts';
import { parseManifest } from './manifest.ts';
import { hasModule } from './path-aliases.ts';
import { joinPath } from './paths.ts';

/** Folders that are listed, nearest to the root first. */
const MOST_LISTS = 5000;
const MOST_MANIFESTS = 1000;
/** Folders of one name that are looked into. */
const MOST_NAMESAKES = 500;
/** What is there was made or fetched, or is no code. */
const SKIPPED = /^(?:node_modules|bower_components|dist|build|out|coverage|target|tmp|__pycache__|venv)$|\./;

/** What a repository holds under a name, whether or not anything says how it gets to those who import it. */
export type RepositoryModules = {
  /** Names in the package.json files, also of those that belong to no workspace. */
  readonly packages: ReadonlySet<string>;
  /** Absolute paths of the folders, by their names. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
};

/** Reads the repository breadth first, up to a bound: to be asked only where somebody would otherwise be accused. */
export async function repositoryModulesOf(disk: Disk, root: string): Promise<RepositoryModules> {
  const folders = new Map<string, string[]>();
  const manifests: string[] = [];
  const queue = [root];
  for (let at = 0; at < queue.length && at < MOST_LISTS; at++) {
    const folder = queue[at] as string; // the loop's condition
    const names = await disk.list(folder);
    if (names.includes('package.json') && manifests.length < MOST_MANIFESTS) manifests.push(folder);
    if (folder.endsWith('/__mocks__')) continue;
    // A file without an ending is listed as an empty folder, which holds nothing.
    for (const name of names) if (!SKIPPED.test(name) && queue.length < MOST_LISTS) queue.push(joinPath(folder, name));
  }
  for (const folder of queue.slice(1)) {
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    const same = folders.get(name) ?? [];
    folders.set(name, same);
    same.push(folder);
  }
  const texts = await Promise.all(manifests.map((folder) => disk.readText(joinPath(folder, 'package.json'))));
  const packages = new Set(texts.flatMap((text) => (text === undefined ? [] : (parseManifest(text)?.name ?? []))));
  return { packages, folders };
}

/**
 * Whether a folder of the repository is called as the specifier begins and holds what it goes on with: something puts it where it is found when the code runs,
 * as layers of a cloud function, include paths and servers of static files do.
 *
 * @param isTested whether mocks of Jest count, which are taken for a module of that name also where none is installed.
 */
export async function holdsModule(
  disk: Disk,
  { folders }: RepositoryModules,
  specifier: string,
  isTested: boolean,
): Promise<boolean> {
  const [first = '', ...rest] = specifier.split('/').filter((part) => part !== '');
  const mocks = isTested ? folders.get('__mocks__') : [];
  for (const folder of (mocks ?? []).slice(0, MOST_NAMESAKES))
    if (await hasPath(disk, folder, [first, ...rest])) return true;
  for (const folder of (folders.get(first) ?? []).slice(0, MOST_NAMESAKES))
    if (await hasPath(disk, folder, rest.length === 0 ? ['index'] : rest)) return true;
  return false;
}

const hasPath = (disk: Disk, folder: string, path: readonly string[]): Promise<boolean> =>
  hasModule(disk, path.slice(0, -1).reduce(joinPath, folder), (path.at(-1) ?? '').replace(/\.[cm]?jsx?$/, ''));
