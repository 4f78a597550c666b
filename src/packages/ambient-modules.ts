import type { Disk } from './disk.ts';
import { joinPath } from './paths.ts';

/** Where projects keep declarations of modules, beside the directory itself. */
const FOLDERS = ['', 'types', 'typings', '@types', 'src', 'src/types', 'src/typings', 'src/@types'];
const MOST_FILES = 100;

/** What the `.d.ts` files in and near a directory declare with `declare module "x"`; a name may hold one `*`. */
export async function ambientModulesNear(disk: Disk, directory: string): Promise<readonly string[]> {
  const found = await Promise.all(FOLDERS.map((folder) => declaredIn(disk, joinPath(directory, folder))));
  return found.flat();
}

/** Whether a specifier is declared, by name or by a pattern such as `*.svg`. */
export const isDeclared = (declared: readonly string[], specifier: string): boolean =>
  declared.some((name) => {
    const star = name.indexOf('*');
    if (star < 0) return name === specifier;
    return specifier.startsWith(name.slice(0, star)) && specifier.endsWith(name.slice(star + 1));
  });

async function declaredIn(disk: Disk, directory: string): Promise<readonly string[]> {
  const names = (await disk.list(directory)).filter((name) => /\.d\.[cm]?ts$/.test(name));
  const texts = await Promise.all(names.slice(0, MOST_FILES).map((name) => disk.readText(joinPath(directory, name))));
  return texts.flatMap((text) =>
    [...(text ?? '').matchAll(/\bdeclare\s+module\s+(['"])([^'"\n]{1,214})\1/g)].flatMap((match) => match[2] ?? []),
  );
}
