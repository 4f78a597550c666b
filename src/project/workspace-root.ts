import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { POLICY_FILES } from './policy/read-policy.ts';

/** The folder whose policy and ignore files hold for a path: the nearest with an `assay.json`, else with a `.git`, else the path itself. */
export async function findRoot(path: string): Promise<string> {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
  const start = isFolder ? path : dirname(path);
  return (await nearestWith(start, POLICY_FILES)) ?? (await nearestWith(start, ['.git'])) ?? start;
}

async function nearestWith(start: string, names: readonly string[]): Promise<string | undefined> {
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
