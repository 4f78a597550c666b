import { aliasPrefixes } from './alias-patterns.ts';
import { CONFIG_FOLDERS, isBuildConfig, isNestedBuildConfig } from './build-folders.ts';
import type { Disk } from './disk.ts';
import { escaped } from './escaped.ts';
import { frameworkModulesIn } from './framework-modules.ts';
import { isRecord } from './manifest.ts';
import { joinPath, parentOf } from './paths.ts';
import { readJson } from './read-json.ts';

const IMPORT_MAP = /^(?:deno\.jsonc?|jsr\.json|import[-_]?map\.json|importmap\.json|importmap\.(?:rb|php))$/i;
const MOST_TEXTS = 60;
/** Where bare names are looked up: webpack's `modules`, Jest's `modulePaths`, Babel's `root`. */
const LOOK_UP =
  /["']?\b(?:root|roots|modules|modulePaths|moduleDirectories|include[Pp]aths|NODE_PATH)["']?\s*[:=]\s*(\[[^\]]{0,2000}\]|["'][^"'\n]{1,200}["'])/g;
const RELATIVE_IMPORT = /\b(?:from|import|require\()\s{0,9}["'](\.{1,2}\/[^"'\n]{1,200})["']/g;

/** What build tools near a directory may rename: their configuration as text (it is never run), and the keys of import maps. */
export type BuildAliases = {
  readonly texts: readonly string[];
  readonly imports: readonly string[];
  /** What the regular expressions in the texts begin with. */
  readonly prefixes: readonly string[];
  /** Folders in which bare names are looked up, as absolute paths. */
  readonly folders: readonly string[];
  /** Packages bring modules whose names begin with no package's name. */
  readonly hasNamespaces: boolean;
};

export async function buildAliasesIn(disk: Disk, directory: string): Promise<BuildAliases> {
  const names = await disk.list(directory);
  const nested = await Promise.all(
    CONFIG_FOLDERS.filter((folder) => names.includes(folder)).map(async (folder) =>
      (await disk.list(joinPath(directory, folder))).map((name) => `${folder}/${name}`),
    ),
  );
  const paths = [
    ...names.filter(isBuildConfig),
    ...nested.flat().filter((path) => isNestedBuildConfig(path.slice(path.lastIndexOf('/') + 1))),
  ].map((path) => joinPath(directory, path));
  const maps = [...names, ...nested.flat()].filter((path) => IMPORT_MAP.test(path.slice(path.lastIndexOf('/') + 1)));
  const texts = [...(await readWithImports(disk, paths)), ...(await sectionsOfManifest(disk, directory))];
  const imports = await Promise.all(maps.map((map) => importsIn(disk, joinPath(directory, map))));
  const framework = await frameworkModulesIn(disk, directory, names);
  return {
    texts,
    imports: [...imports.flat(), ...framework.imports],
    prefixes: texts.flatMap(aliasPrefixes),
    folders: [...texts.flatMap((text) => lookUpFolders(text, directory)), ...framework.folders],
    hasNamespaces: framework.hasNamespaces,
  };
}

/**
 * Whether a configuration seems to define the specifier's first part, or its scope and name, as an alias. It is the key of an object
 * or the first value of `find:` or `.set(`; a mere mention, such as an import of the configuration itself, is none.
 */
export function isBuildAlias({ texts, imports, prefixes }: BuildAliases, specifier: string): boolean {
  if (imports.some((key) => key === specifier || specifier.startsWith(key.endsWith('/') ? key : `${key}/`)))
    return true;
  if (prefixes.some((prefix) => specifier.startsWith(prefix))) return true;
  const parts = specifier.split('/');
  const names = [parts[0] ?? '', parts.slice(0, 2).join('/')].filter((name) => name !== '' && name !== '@');
  return names.some((name) => texts.some((text) => text.includes(name) && definitionOf(name).test(text)));
}

function definitionOf(name: string): RegExp {
  const written = escaped(name).replaceAll('/', '\\\\?/');
  const quoted = `["'\`]\\^?${written}(?:[/$(*][^"'\`\\n]*)?["'\`]\\s*:`;
  const bare = `[{,\\n][^\\S\\n]*${written}\\s*:`;
  const found = `\\bfind\\s*:\\s*(?:new\\s+RegExp\\(\\s*)?["'\`/]\\^?${written}(?![\\w-])`;
  const set = `(?:\\.set|[aA]lias(?:es)?)\\(\\s*["'\`]${written}["'\`/$]`;
  const named = `\\bname\\s*:\\s*["'\`]${written}["'\`/$][^{}]{0,200}\\b(?:alias|onlyModule)\\s*:`;
  const computed = `\\[\\s*["'\`]${written}["'\`/$]\\s*\\]\\s*:`;
  return new RegExp([quoted, bare, found, set, named, computed].join('|'));
}

/** The configurations, and what they import from beside them: aliases are often kept apart. */
async function readWithImports(disk: Disk, paths: readonly string[]): Promise<readonly string[]> {
  const seen = new Set<string>();
  const texts: string[] = [];
  const read = async (path: string): Promise<string | undefined> => {
    if (seen.has(path) || texts.length >= MOST_TEXTS) return undefined;
    seen.add(path);
    const text = await disk.readText(path);
    if (text !== undefined) texts.push(text);
    return text;
  };
  for (const path of paths) {
    const text = await read(path);
    for (const [, relative = ''] of (text ?? '').matchAll(RELATIVE_IMPORT)) await readModule(relative, path, read);
  }
  return texts;
}

async function readModule(relative: string, from: string, read: (path: string) => Promise<string | undefined>) {
  // Its keys are names of packages, which the registry is to be asked about.
  if (/(?:^|\/)package(?:\.json)?$/.test(relative)) return;
  const path = joinPath(parentOf(from) ?? '/', relative);
  const stem = path.replace(/\.[cm]?[jt]s$/, '');
  for (const candidate of [
    path,
    ...['.ts', '.js', '.mjs', '.cjs', '.mts', '.json', '/index.ts', '/index.js'].map((end) => stem + end),
  ])
    if ((await read(candidate)) !== undefined) return;
}

/** Babel and Jest may be configured in package.json; what else stands there is no alias. */
async function sectionsOfManifest(disk: Disk, directory: string): Promise<readonly string[]> {
  const text = await disk.readText(joinPath(directory, 'package.json'));
  if (text === undefined || !/"(?:babel|jest|webpack|vite|rollup)"/.test(text)) return [];
  const json = readJson(text);
  if (!isRecord(json)) return [];
  const sections = [json.babel, json.jest, json.webpack, json.vite, json.rollup].filter(isRecord);
  return sections.map((section) => JSON.stringify(section, null, 1));
}

function lookUpFolders(text: string, directory: string): string[] {
  return [...text.matchAll(LOOK_UP)]
    .flatMap(([, value = '']) => [...value.matchAll(/["'`]([^"'`\n]{1,200})["'`]/g)])
    .map(([, folder = '']) => folder.replace(/^<rootDir>\/?/, './'))
    .filter((folder) => folder !== '' && !folder.includes('node_modules') && !folder.startsWith('..'))
    .map((folder) => joinPath(directory, folder));
}

async function importsIn(disk: Disk, path: string): Promise<readonly string[]> {
  const text = await disk.readText(path);
  if (text === undefined) return [];
  if (path.endsWith('.rb'))
    return [...text.matchAll(/\bpin\s+["']([^"'\n]+)["']|\bunder:\s*["']([^"'\n]+)["']/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    );
  if (path.endsWith('.php'))
    return [...text.matchAll(/["']([^"'\n]+)["']\s*=>\s*(?:\[|array\()/g)].map((match) => match[1] ?? '');
  const json = readJson(text, [], { allowTrailingComma: true });
  if (!isRecord(json)) return [];
  const linked = typeof json.importMap === 'string' ? joinPath(parentOf(path) ?? '/', json.importMap) : undefined;
  const elsewhere = linked === undefined || linked === path ? undefined : await disk.readText(linked);
  return [...keysOfImportMap(json), ...(elsewhere === undefined ? [] : keysOfImportMap(readJson(elsewhere)))];
}

const keysOfImportMap = (json: unknown): readonly string[] => {
  if (!isRecord(json)) return [];
  const scopes = isRecord(json.scopes) ? Object.values(json.scopes) : [];
  return [json.imports, ...scopes].flatMap((map) => (isRecord(map) ? Object.keys(map) : []));
};
