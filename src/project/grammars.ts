import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Reads grammars from a folder. */
export const readGrammarsFrom =
  (folder: string) =>
  (file: string): Promise<Uint8Array> =>
    readFile(join(folder, file));
