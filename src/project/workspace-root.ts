import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { POLICY_FILES } from './policy/read-policy.ts';

/**
 * The folder whose policy and ignore files hold for a path: the nearest with an `assay.json`, else with a `.git`, else the path itself. A
 * repository does not look above itself, where anybody's file may lie.
 */
export async function findRoot(path: string): Promise<string> {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
  const start = isFolder ? path : dirname(path);
  const repository = await nearestWith(start, ['.git']);
  const policy = await nearestWith(start, POLICY_FILES);
  if (policy === undefined) return repository ?? start;
  return repository !== undefined && repository.length > policy.length ? repository : policy;
}

/** The folder, or the nearest above it, that holds one of the names. */
export async function nearestWith(start: string, names: readonly string[]): Promise<string | undefined> {
  for (let folder = start; ; folder = dirname(folder)) {
    for (const name of names) if (await exists(join(folder, name))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
