import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { languageOf } from '../engine/engine.ts';

/** Folders of installed, built or generated code, and of version control. */
const LEFT_OUT = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  'dist',
  'build',
  'out',
  'coverage',
  'vendor',
  'target',
  '__pycache__',
]);

export type FoundFile = { readonly path: string };
export type Unreadable = { readonly path: string; readonly error: string };

/** A gitignore-like list and the folder it speaks of. */
type Scope = { readonly folder: string; readonly rules: Ignore };

/**
 * Every file below a path that Assay looks at, in order; a path that is a file is given whatever is ignored. `.gitignore` files, also those above up
 * to `root`, and `exclude` (in the same language, relative to `root`) are respected.
 */
export async function* findSourceFiles(
  path: string,
  root: string,
  exclude: readonly string[],
): AsyncGenerator<FoundFile | Unreadable> {
  let info: Awaited<ReturnType<typeof stat>>;
  try {
    info = await stat(path);
  } catch (error) {
    yield { path, error: reasonOf(error) };
    return;
  }
  if (!info.isDirectory()) {
    if (isLookedAt(path)) yield { path };
    else yield { path, error: 'Assay reads JavaScript, TypeScript, JSX, TSX and package.json, not this.' };
    return;
  }
  const scopes: Scope[] = [{ folder: root, rules: ignore().add([...exclude]) }, ...(await scopesAbove(path, root))];
  yield* walk(path, scopes, new Set());
}

/** Whether a file is one that Assay reads, by its name. */
export const isLookedAt = (path: string): boolean =>
  basename(path) === 'package.json' || (languageOf(path) !== undefined && !/\.min\.[cm]?js$/.test(path));

async function* walk(
  folder: string,
  scopes: readonly Scope[],
  seen: Set<string>,
): AsyncGenerator<FoundFile | Unreadable> {
  let entries: Awaited<ReturnType<typeof readEntries>>;
  try {
    const real = await realpath(folder);
    // A link that leads back up would never end.
    if (seen.has(real)) return;
    seen.add(real);
    entries = await readEntries(folder);
  } catch (error) {
    yield { path: folder, error: reasonOf(error) };
    return;
  }
  const own = await scopeOf(folder);
  const here = own ? [...scopes, own] : scopes;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!isLeftOut(entry.name) && !isIgnored(path, true, here)) yield* walk(path, here, seen);
    } else if (entry.isFile() && isLookedAt(path) && !isIgnored(path, false, here)) yield { path };
  }
}

async function readEntries(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const isLeftOut = (name: string): boolean =>
  LEFT_OUT.has(name) || (name.startsWith('.') && name !== '.github' && name !== '.storybook');

function isIgnored(path: string, isFolder: boolean, scopes: readonly Scope[]): boolean {
  let ignored = false;
  for (const { folder, rules } of scopes) {
    const inside = relative(folder, path).split(sep).join('/');
    if (inside === '' || inside.startsWith('..')) continue;
    const result = rules.test(isFolder ? `${inside}/` : inside);
    if (result.ignored) ignored = true;
    else if (result.unignored) ignored = false;
  }
  return ignored;
}

/** The .gitignore files from the root down to, not including, a folder. */
async function scopesAbove(path: string, root: string): Promise<Scope[]> {
  const inside = relative(root, path);
  if (inside === '' || inside.startsWith('..')) return [];
  const folders = inside.split(sep).map((_, index, parts) => join(root, ...parts.slice(0, index)));
  const scopes = await Promise.all(folders.map(scopeOf));
  return scopes.filter((scope) => scope !== undefined);
}

async function scopeOf(folder: string): Promise<Scope | undefined> {
  try {
    return { folder, rules: ignore().add(await readFile(join(folder, '.gitignore'), 'utf8')) };
  } catch {
    return undefined;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder.',
  EACCES: 'You may not read this.',
  EPERM: 'You may not read this.',
  ELOOP: 'This link leads back to itself.',
};

function reasonOf(error: unknown): string {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}
