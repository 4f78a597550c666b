import type { Disk } from './disk.ts';
import { isRecord } from './manifest.ts';
import { joinPath } from './paths.ts';
import { readJson } from './read-json.ts';

const CONFIG =
  /^(?:vite|vitest|webpack|rspack|rsbuild|rollup|rolldown|esbuild|parcel|astro|svelte|nuxt|next|vue|babel|metro|jest|craco|config-overrides|gatsby|quasar|farm|tsup|tsdown|electron\.vite|electron-vite|karma|cypress|wxt|umi|\.umirc|gulpfile|Gruntfile)(?:[\w.-]*)\.[cm]?[jt]s$|^\.babelrc$|^babel\.config\.json$|^jest\.config\.json$/i;
const IMPORT_MAP = /^(?:deno\.jsonc?|jsr\.json|import[-_]?map\.json|importmap\.json)$/i;

/** What build tools near a directory may rename: their configuration as text (it is never run), and the keys of import maps. */
export type BuildAliases = { readonly texts: readonly string[]; readonly imports: readonly string[] };

export async function buildAliasesIn(disk: Disk, directory: string): Promise<BuildAliases> {
  const names = await disk.list(directory);
  const read = (pattern: RegExp) =>
    Promise.all(names.filter((name) => pattern.test(name)).map((name) => disk.readText(joinPath(directory, name))));
  const [configs, maps] = await Promise.all([read(CONFIG), read(IMPORT_MAP)]);
  return {
    texts: configs.filter((text) => text !== undefined),
    imports: maps.flatMap((text) => importsOf(text)),
  };
}

/**
 * Whether a configuration seems to define the specifier's first part, or its scope and name, as an alias. It is the key of an object
 * or the first value of `find:` or `.set(`; a mere mention, such as an import of the configuration itself, is none.
 */
export function isBuildAlias({ texts, imports }: BuildAliases, specifier: string): boolean {
  if (imports.some((key) => key === specifier || (key.endsWith('/') && specifier.startsWith(key)))) return true;
  const parts = specifier.split('/');
  const names = [parts[0] ?? '', parts.slice(0, 2).join('/')].filter((name) => name !== '' && name !== '@');
  return names.some((name) => texts.some((text) => text.includes(name) && definitionOf(name).test(text)));
}

function definitionOf(name: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('/', '\\\\?/');
  const quoted = `["'\`]\\^?${escaped}(?:[/$(][^"'\`\\n]*)?["'\`]\\s*:`;
  const bare = `[{,\\n][^\\S\\n]*${escaped}\\s*:`;
  const found = `\\bfind\\s*:\\s*["'\`/]\\^?${escaped}(?![\\w-])`;
  const set = `\\.set\\(\\s*["'\`]${escaped}["'\`/$]`;
  return new RegExp([quoted, bare, found, set].join('|'));
}

function importsOf(text: string | undefined): string[] {
  const json = text === undefined ? undefined : readJson(text, [], { allowTrailingComma: true });
  return isRecord(json) && isRecord(json.imports) ? Object.keys(json.imports) : [];
}
