import type { Disk } from './disk.ts';

/** Long enough for the imports of a file, or of a run; short enough that a file that was just made is seen. Milliseconds. */
const RECENT_MS = 1000;

/** A disk that remembers for a moment what a folder holds: each import of a file asks for the same few folders. */
export function recentDisk(disk: Disk): Disk {
  let lists = new Map<string, Promise<readonly string[]>>();
  let since = 0;
  return {
    readText: (path) => disk.readText(path),
    isDirectory: (path) => disk.isDirectory(path),
    list: (path) => {
      const now = Date.now();
      if (now - since > RECENT_MS) {
        lists = new Map();
        since = now;
      }
      const known = lists.get(path) ?? disk.list(path);
      lists.set(path, known);
      return known;
    },
  };
}
