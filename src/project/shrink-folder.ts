import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** After a shrink there is room for a while, so that not every write begins one. */
const SHARE_LEFT = 0.8;
const AT_ONCE = 64;

/**
 * Removes the files of a folder that were written longest ago, once all of them together are larger than `mostBytes`. Never rejects: what cannot be
 * removed stays, and what another process removes meanwhile is gone as well.
 */
export async function shrinkFolder(folder: string, mostBytes: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const files: { path: string; size: number; written: number }[] = [];
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const some = names.slice(at, at + AT_ONCE).map(async (name) => {
      const path = join(folder, name);
      const info = await stat(path).catch(() => undefined);
      if (info?.isFile()) files.push({ path, size: info.size, written: info.mtimeMs });
    });
    await Promise.all(some);
  }
  let size = files.reduce((sum, file) => sum + file.size, 0);
  if (size <= mostBytes) return;
  for (const file of files.sort((a, b) => a.written - b.written)) {
    if (size <= mostBytes * SHARE_LEFT) return;
    await rm(file.path, { force: true }).catch(() => {});
    size -= file.size;
  }
}
