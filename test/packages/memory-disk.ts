import type { Disk } from '../../src/packages/disk.ts';
import { parentOf } from '../../src/packages/paths.ts';

/** A disk of texts by absolute path. `undefined` makes an empty directory. Counts what is read of it. */
export class MemoryDisk implements Disk {
  reads = 0;
  readonly #files = new Map<string, string | undefined>();
  readonly #directories = new Map<string, Set<string>>();

  constructor(files: Readonly<Record<string, string | undefined>>) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path: string, text: string | undefined): void {
    if (text === undefined) this.#directories.set(path, this.#directories.get(path) ?? new Set());
    else this.#files.set(path, text);
    for (let at = path, above = parentOf(at); above !== undefined; at = above, above = parentOf(at)) {
      const names = this.#directories.get(above) ?? new Set();
      names.add(at.slice(at.lastIndexOf('/') + 1));
      this.#directories.set(above, names);
    }
  }

  async readText(path: string): Promise<string | undefined> {
    this.reads++;
    return this.#files.get(path);
  }

  async list(path: string): Promise<readonly string[]> {
    this.reads++;
    return [...(this.#directories.get(path) ?? [])];
  }

  async isDirectory(path: string): Promise<boolean> {
    this.reads++;
    return this.#directories.has(path);
  }
}
