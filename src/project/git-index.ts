import { readFile, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';

/** Larger ones are those of repositories with half a million files. */
const MOST_BYTES = 64_000_000;
/** Of a path: no system keeps longer ones, and version 4 can write a million of them in a few bytes each. */
const LONGEST_PATH = 4096;
/** Of a `.git` that is a file: it holds one path. */
const LONGEST_LINK = 10_000;
/** Of an entry: two times and six numbers. */
const HEAD = 40;
/** Of an object's name, and of the checksum at the end: SHA-1 and SHA-256. */
const NAME_LENGTHS = [20, 32] as const;

/** A folder with many files of variables asks for each of them. */
let last: { readonly path: string; readonly changed: string; readonly tracked: ReadonlySet<string> } | undefined;

/** Whether git's index holds a file. Read as data: git is not run. Never rejects; what cannot be read says no. */
export async function isTracked(path: string, top: string): Promise<boolean> {
  const inside = relative(top, path).split(sep).join('/');
  return (await trackedFiles(top)).has(inside);
}

/**
 * The paths in the index of a work tree, relative to its top, with `/`; none where there is no index that can be read. Versions 2 to 4 of the
 * format (git's documentation, "gitformat-index").
 */
async function trackedFiles(top: string): Promise<ReadonlySet<string>> {
  try {
    const path = join(await gitFolder(top), 'index');
    const info = await stat(path);
    // A pipe would be waited for, a device read without end.
    if (!info.isFile() || info.size > MOST_BYTES) return new Set();
    const changed = `${info.mtimeMs} ${info.size} ${info.ino}`;
    if (last?.path === path && last.changed === changed) return last.tracked;
    const bytes = await readFile(path);
    const tracked = new Set(NAME_LENGTHS.map((length) => pathsIn(bytes, length)).find((paths) => paths));
    last = { path, changed, tracked };
    return tracked;
  } catch {
    return new Set();
  }
}

/** In a linked work tree and in a submodule `.git` is a file that names the folder. */
async function gitFolder(top: string): Promise<string> {
  const path = join(top, '.git');
  const info = await stat(path);
  if (!info.isFile() || info.size > LONGEST_LINK) return path;
  const [, folder] = /^gitdir: (.+)/.exec(await readFile(path, 'utf8')) ?? [];
  return folder === undefined ? path : resolve(top, folder.trim());
}

/** Undefined where the bytes are no index with names of objects of that length. */
function pathsIn(bytes: Buffer, nameLength: number): string[] | undefined {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'DIRC') return undefined;
  const version = bytes.readUInt32BE(4);
  const count = bytes.readUInt32BE(8);
  if (version < 2 || version > 4) return undefined;
  const end = bytes.length - nameLength;
  const paths: string[] = [];
  let at = 12;
  let previous = '';
  for (let entry = 0; entry < count; entry++) {
    const flagsAt = at + HEAD + nameLength;
    if (flagsAt + 2 > end) return undefined;
    const flags = bytes.readUInt16BE(flagsAt);
    let from = flagsAt + 2 + (version >= 3 && flags & 0x4000 ? 2 : 0);
    let kept = '';
    if (version === 4) {
      const cut = varint(bytes, from);
      kept = previous.slice(0, Math.max(0, previous.length - cut.value));
      from = cut.next;
    }
    const stop = bytes.indexOf(0, from);
    if (stop < 0 || stop > end) return undefined;
    if (kept.length + stop - from > LONGEST_PATH) return undefined;
    const path = kept + bytes.toString('latin1', from, stop);
    // The length is written in the flags as well: where the two differ this is no such index.
    const length = flags & 0xfff;
    if (length < 0xfff && length !== path.length) return undefined;
    paths.push(path);
    previous = path;
    at = version === 4 ? stop + 1 : at + ((stop - at + 8) & ~7);
  }
  return paths.map((path) => Buffer.from(path, 'latin1').toString('utf8'));
}

/** The number of bytes to cut off, in the encoding of offsets in packs: each further byte adds one more than its bits. */
function varint(bytes: Buffer, at: number): { value: number; next: number } {
  let next = at;
  let byte = bytes[next++] ?? 0;
  let value = byte & 0x7f;
  while (byte & 0x80 && next < bytes.length && next - at < 5) {
    byte = bytes[next++] ?? 0;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, next };
}
