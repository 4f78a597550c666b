import type { Disk } from './disk.ts';
import { isRecord } from './manifest.ts';
import { joinPath } from './paths.ts';
import { readJson } from './read-json.ts';

/** Modules that a framework names by a rule of its own. */
export type FrameworkModules = {
  /** What specifiers begin with, or are. */
  readonly imports: readonly string[];
  /** Absolute paths of folders in which bare names are looked up. */
  readonly folders: readonly string[];
  /** Packages bring modules whose names begin with no package's name. */
  readonly hasNamespaces: boolean;
};

const ENVIRONMENTS = ['config/environment.js', 'app/config/environment.js', 'tests/dummy/config/environment.js'];
const PREFIX = /\b(?:pod)?[mM]odulePrefix\s{0,20}[:=]\s{0,20}["']([^"'\n]{1,214})["']/g;

/** What Ember and Lightning Web Components say of a directory. @param names what is in it. */
export async function frameworkModulesIn(
  disk: Disk,
  directory: string,
  names: readonly string[],
): Promise<FrameworkModules> {
  const [ember, lightning] = await Promise.all([
    emberPrefixes(disk, directory, names),
    lightningModules(disk, directory, names),
  ]);
  return { ...lightning, imports: [...ember, ...lightning.imports] };
}

/** An application of Ember imports its own modules by a name that its environment states; the one that an addon is tried in lies with its tests. */
async function emberPrefixes(disk: Disk, directory: string, names: readonly string[]): Promise<readonly string[]> {
  const existing = ENVIRONMENTS.filter((path) => names.includes(path.split('/')[0] ?? ''));
  const texts = await Promise.all(existing.map((path) => disk.readText(joinPath(directory, path))));
  return texts.flatMap((text) => [...(text ?? '').matchAll(PREFIX)].map(([, name = '']) => name));
}

/** Components have a namespace: `c` in an organisation of Salesforce, elsewhere those of the folders and packages that the configuration lists. */
async function lightningModules(disk: Disk, directory: string, names: readonly string[]): Promise<FrameworkModules> {
  const text = names.includes('lwc.config.json')
    ? await disk.readText(joinPath(directory, 'lwc.config.json'))
    : undefined;
  const json = text === undefined ? undefined : readJson(text);
  const modules = isRecord(json) && Array.isArray(json.modules) ? json.modules.filter(isRecord) : [];
  const valuesOf = (key: string) => modules.map((module) => module[key]).filter((value) => typeof value === 'string');
  return {
    imports: [...(names.includes('sfdx-project.json') ? ['c/'] : []), ...valuesOf('name')],
    folders: valuesOf('dir').map((dir) => joinPath(directory, dir)),
    hasNamespaces: valuesOf('npm').length > 0,
  };
}
