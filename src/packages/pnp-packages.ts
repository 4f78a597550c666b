import type { Disk } from './disk.ts';
import { joinPath } from './paths.ts';

/** A package with its versions in Yarn's table, as JSON or inside the script, where each line ends in a backslash. */
const PACKAGE = /\["((?:@[^"/\\]+\/)?[^"/\\]+)",\s{0,20}\[\\?\s{0,40}\["/g;

/** What Yarn Plug'n'Play has installed for a directory, where no `node_modules` says it. */
export async function pnpPackagesOf(disk: Disk, directory: string): Promise<(name: string) => boolean> {
  const names = await disk.list(directory);
  const tables = names.filter((name) => /^\.pnp\.(?:cjs|js|data\.json)$/.test(name));
  if (tables.length === 0) return () => false;
  const texts = await Promise.all(tables.map((name) => disk.readText(joinPath(directory, name))));
  const listed = new Set(texts.flatMap((text) => [...(text ?? '').matchAll(PACKAGE)].map((match) => match[1] ?? '')));
  // A table can be too large to read; the archives are named after the packages.
  const archives = await disk.list(joinPath(directory, '.yarn/cache'));
  const cached = new Set(archives.flatMap((name) => /^(.+?)-(?:npm|https|patch)-/.exec(name)?.[1] ?? []));
  return (name) => listed.has(name) || cached.has(name.replace('/', '-'));
}
