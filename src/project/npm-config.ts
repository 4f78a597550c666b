import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Disk } from '../packages/disk.ts';
import { type ForeignRegistries, registriesInBunfig, registriesInYarnrc } from '../packages/foreign-registries.ts';
import {
  type NpmConfig,
  type NpmSettings,
  npmSettingsOf,
  parseNpmrc,
  scopesIn,
  toRegistryOptions,
} from '../packages/npmrc.ts';
import { directoriesAbove, joinPath, normalizePath } from '../packages/paths.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export type NpmConfigOptions = {
  /** Without trust a project's own files are looked at only for scopes that must not be asked for. */
  readonly trusted: boolean;
  readonly environment?: Environment;
  readonly home?: string;
};

const MOST_BYTES = 1_000_000;

/** The disk as the package checks see it. */
export const NODE_DISK: Disk = {
  readText: async (path) => {
    try {
      // A pipe would be waited for, a device read without end.
      const info = await stat(path);
      return info.isFile() && info.size <= MOST_BYTES ? await readFile(path, 'utf8') : undefined;
    } catch {
      return undefined;
    }
  },
  list: (path) => readdir(path).catch(() => []),
  isDirectory: async (path) => {
    try {
      return (await stat(path)).isDirectory();
    } catch {
      return false;
    }
  },
};

/**
 * npm's configuration for a file, from where npm takes it: environment, the project's .npmrc files (the nearer one wins), the user's, the
 * global one. What yarn and Bun say of scopes is heeded too. Nothing is run and nothing throws.
 */
export async function readNpmConfig(file: string, options: NpmConfigOptions): Promise<NpmConfig> {
  const { trusted, environment = process.env, home = homedir() } = options;
  const own = npmSettingsOf(environment);
  const userFile = textOf(own.get('userconfig')) ?? join(home, '.npmrc');
  const user = await readNpmrc(userFile, environment);
  const globalFile =
    textOf(own.get('globalconfig')) ??
    (await findGlobalNpmrc(textOf(own.get('prefix') ?? user.get('prefix')), environment));
  const global = globalFile === undefined ? new Map() : await readNpmrc(globalFile, environment);
  const project = await readProject(file, normalizePath(userFile), environment);
  const foreignRegistry = project.foreign.map(({ registry }) => registry).find((registry) => registry !== undefined);
  const foreign: NpmSettings = new Map(foreignRegistry === undefined ? [] : [['registry', foreignRegistry]]);
  const foreignScopes = project.foreign.flatMap(({ scopes }) => scopes);

  const ours = await withCertificates(toRegistryOptions([own, user, global]), [own, user, global]);
  if (!trusted) {
    const wanted = toRegistryOptions([...project.npm, foreign]);
    return {
      options: ours,
      privateScopes: [...foreignScopes, ...scopesIn(Object.keys(wanted))],
      withheld: wanted.registry !== undefined && !isSameUrl(wanted.registry, ours.registry),
    };
  }
  const sources = [own, ...project.npm, foreign, user, global];
  return {
    options: await withCertificates(toRegistryOptions(sources), sources),
    privateScopes: foreignScopes,
    withheld: false,
  };
}

async function readProject(file: string, userFile: string, environment: Environment) {
  const npm: NpmSettings[] = [];
  const foreign: ForeignRegistries[] = [];
  for (const directory of directoriesAbove(normalizePath(file))) {
    const names = await NODE_DISK.list(directory);
    const path = joinPath(directory, '.npmrc');
    if (names.includes('.npmrc') && path !== userFile) npm.push(await readNpmrc(path, environment));
    if (names.includes('.yarnrc.yml'))
      foreign.push(registriesInYarnrc((await NODE_DISK.readText(joinPath(directory, '.yarnrc.yml'))) ?? ''));
    if (names.includes('bunfig.toml'))
      foreign.push(registriesInBunfig((await NODE_DISK.readText(joinPath(directory, 'bunfig.toml'))) ?? ''));
    if (names.includes('.git')) break;
  }
  return { npm, foreign };
}

const readNpmrc = async (path: string, environment: Environment): Promise<NpmSettings> =>
  parseNpmrc((await NODE_DISK.readText(path)) ?? '', environment);

/** npm's global file lies in the prefix, which is where Node is installed unless it is set. In an editor the running program is not that Node. */
async function findGlobalNpmrc(prefix: string | undefined, environment: Environment): Promise<string | undefined> {
  if (prefix !== undefined) return join(prefix, 'etc', 'npmrc');
  if (process.platform === 'win32') return environment.APPDATA && join(environment.APPDATA, 'npm', 'etc', 'npmrc');
  for (const folder of (environment.PATH ?? '').split(delimiter))
    if (folder !== '' && (await NODE_DISK.list(folder)).includes('node')) return join(dirname(folder), 'etc', 'npmrc');
  return undefined;
}

/** `cafile` names a file of certificates, which npm-registry-fetch wants as a list. */
async function withCertificates(options: Record<string, unknown>, sources: readonly NpmSettings[]) {
  const path = sources
    .map((source) => textOf(source.get('cafile')))
    .find((found) => found !== undefined && found !== 'null');
  const text = path === undefined ? undefined : await NODE_DISK.readText(path);
  const certificates = text?.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g);
  return certificates && options.ca === undefined ? { ...options, ca: certificates } : options;
}

const textOf = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

const isSameUrl = (a: unknown, b: unknown): boolean => String(a).replace(/\/+$/, '') === String(b).replace(/\/+$/, '');
