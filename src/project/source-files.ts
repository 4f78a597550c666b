import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { fileKindOf } from '../engine/engine.ts';
import { isEnvFile } from '../rules/env-secrets.ts';
import { isTracked } from './git-index.ts';
import { NODE_DISK } from './npm-config.ts';
import { nearestWith } from './workspace-root.ts';

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

/** Folders with a dot that people write files in: workflows, and what tells AI tools how to behave. Others belong to tools. */
const LOOKED_INTO = new Set([
  '.agent',
  '.agents',
  '.ai',
  '.aider',
  '.amazonq',
  '.amp',
  '.augment',
  '.aws',
  '.circleci',
  '.claude',
  '.claude-plugin',
  '.cline',
  '.clinerules',
  '.codeium',
  '.codex',
  '.codex-plugin',
  '.continue',
  '.copilot',
  '.crush',
  '.cursor',
  '.devcontainer',
  '.devin',
  '.factory',
  '.docker',
  '.gemini',
  '.github',
  '.gitlab',
  '.goose',
  '.husky',
  '.idea',
  '.junie',
  '.kilocode',
  '.kiro',
  '.kube',
  '.mcp',
  '.openhands',
  '.opencode',
  '.qodo',
  '.qwen',
  '.roo',
  '.ssh',
  '.storybook',
  '.tabnine',
  '.trae',
  '.vscode',
  '.windsurf',
  '.zed',
]);

export type FoundFile = { readonly path: string };
/** A file that was named, but is of no kind that Assay looks at. */
export type LeftOutFile = { readonly path: string; readonly note: string };
export type Unreadable = { readonly path: string; readonly error: string };
type Found = FoundFile | LeftOutFile | Unreadable;

/** A gitignore-like list and the folder it speaks of. */
type Scope = { readonly folder: string; readonly rules: Ignore };

/**
 * Every file below a path that Assay looks at, in order. `.gitignore` files, those of the repository above included, and `exclude` (in the same
 * language, relative to `root`) are respected; what is named itself is looked at, whatever is ignored.
 */
export async function* findSourceFiles(path: string, root: string, exclude: readonly string[]): AsyncGenerator<Found> {
  let info: Awaited<ReturnType<typeof stat>>;
  try {
    info = await stat(path);
  } catch (error) {
    yield { path, error: reasonOf(error) };
    return;
  }
  if (!info.isDirectory()) {
    yield namedFile(path, info.isFile());
    return;
  }
  const above = await scopesAbove(path, root);
  const scopes = isIgnored(path, true, above) ? [] : above;
  yield* walk(path, scopes, { excluded: { folder: root, rules: ignoring(exclude) }, seen: new Set() });
}

function namedFile(path: string, isOrdinary: boolean): Found {
  if (!isOrdinary) return { path, error: 'This is no ordinary file.' };
  if (isLookedAt(path)) return { path };
  return { path, note: 'Assay reads code, configuration, instructions and prose, not files of this kind.' };
}

/** Whether a file is one that Assay reads, by its name. */
export const isLookedAt = (path: string): boolean => fileKindOf(path) !== undefined && !/\.min\.[cm]?js$/.test(path);

type Walk = {
  /** The policy's word, which no .gitignore takes back. */
  readonly excluded: Scope;
  /** Real paths of the folders that were visited. */
  readonly seen: Set<string>;
};

async function* walk(folder: string, scopes: readonly Scope[], shared: Walk): AsyncGenerator<Found> {
  let entries: Awaited<ReturnType<typeof readEntries>>;
  try {
    const real = await realpath(folder);
    // A link that leads back up would never end.
    if (shared.seen.has(real)) return;
    shared.seen.add(real);
    entries = await readEntries(folder);
  } catch (error) {
    yield { path: folder, error: reasonOf(error) };
    return;
  }
  const own = await scopeOf(folder);
  const here = own ? [...scopes, own] : scopes;
  const isWanted = (path: string, isFolder: boolean): boolean =>
    !isIgnored(path, isFolder, here) && !isIgnored(path, isFolder, [shared.excluded]);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!isLeftOut(entry.name) && isWanted(path, true)) yield* walk(path, here, shared);
    } else if (entry.isFile() && isLookedAt(path) && (isWanted(path, false) || (await isKeptSecret(path, shared))))
      yield { path };
  }
}

/** Whether a file of variables that is ignored now was committed before: git keeps it none the less. */
async function isKeptSecret(path: string, { excluded }: Walk): Promise<boolean> {
  if (!isEnvFile(path) || isIgnored(path, false, [excluded])) return false;
  const top = await nearestWith(path, ['.git']);
  return top !== undefined && (await isTracked(path, top));
}

async function readEntries(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const isLeftOut = (name: string): boolean => LEFT_OUT.has(name) || (name.startsWith('.') && !LOOKED_INTO.has(name));

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

/** The .gitignore files above a folder: from that of its repository, or else of the root, down. */
async function scopesAbove(path: string, root: string): Promise<Scope[]> {
  const top = (await nearestWith(path, ['.git'])) ?? root;
  const inside = relative(top, path);
  if (inside === '' || inside.startsWith('..')) return [];
  const folders = inside.split(sep).map((_, index, parts) => join(top, ...parts.slice(0, index)));
  const scopes = await Promise.all(folders.map(scopeOf));
  return scopes.filter((scope) => scope !== undefined);
}

/** Whether git leaves a file of a work tree alone: by the .gitignore files from its top down, and by the list of the clone itself. */
export async function isGitIgnored(path: string, top: string): Promise<boolean> {
  const own = await NODE_DISK.readText(join(top, '.git', 'info', 'exclude'));
  return isIgnored(path, false, [{ folder: top, rules: ignoring(own ?? '') }, ...(await scopesAbove(path, top))]);
}

async function scopeOf(folder: string): Promise<Scope | undefined> {
  try {
    return { folder, rules: ignoring((await NODE_DISK.readText(join(folder, '.gitignore'))) ?? '') };
  } catch {
    return undefined;
  }
}

/** As git reads it where case counts: a pattern for `Out/` must not hide the sources in `out/`. */
const ignoring = (patterns: string | readonly string[]): Ignore =>
  ignore({ ignorecase: false }).add(typeof patterns === 'string' ? patterns : [...patterns]);

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder.',
  EACCES: 'You may not read this.',
  EPERM: 'You may not read this.',
  EISDIR: 'This is a folder.',
  ELOOP: 'This link leads back to itself.',
};

/** Why the file system refused, in words. */
export function reasonOf(error: unknown): string {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}
