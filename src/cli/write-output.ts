import { randomUUID } from 'node:crypto';
import { mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UserError } from './user-error.ts';

/**
 * Writes a file at once: whoever reads it meanwhile sees the old one or the new one, never half of one. A device such as `/dev/stdout` is written to.
 * @throws UserError when it cannot be written.
 */
export async function writeOutput(path: string, text: string): Promise<void> {
  try {
    // Through a link it is the file that changes, not the link.
    const target = await realpath(path).catch(() => resolve(path));
    const info = await stat(target).catch(() => undefined);
    if (info && !info.isFile()) await writeFile(target, text);
    else await replace(target, text);
  } catch (error) {
    const { message } = error as Error;
    throw new UserError(`${path} cannot be written: ${message}.`, 'Name a file in a folder you may write to.');
  }
}

async function replace(target: string, text: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const fresh = `${target}.${randomUUID()}`;
  try {
    await writeFile(fresh, text, { flag: 'wx' });
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}
