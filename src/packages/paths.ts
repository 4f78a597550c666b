const WINDOWS = /^(?:[A-Za-z]:[\\/]|\\\\)/;
const ROOT = /^(?:\/|[A-Za-z]:\/)$/;

/** Absolute path with `/` between its parts, whichever system it comes from. */
export const normalizePath = (path: string): string => (WINDOWS.test(path) ? path.replaceAll('\\', '/') : path);

export const isAbsolutePath = (path: string): boolean => path.startsWith('/') || WINDOWS.test(path);

/** The directory that holds a path; undefined for a root. */
export function parentOf(path: string): string | undefined {
  if (ROOT.test(path)) return undefined;
  const slash = path.lastIndexOf('/');
  if (slash < 0) return undefined;
  const parent = path.slice(0, slash);
  return parent === '' || /^[A-Za-z]:$/.test(parent) ? `${parent}/` : parent;
}

/** The path that `relative` names when it is read in `directory`; resolves `.` and `..`. */
export function joinPath(directory: string, relative: string): string {
  if (isAbsolutePath(relative)) return normalizePath(relative);
  const parts = directory.split('/').filter((part, index) => part !== '' || index === 0);
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 1) parts.pop();
  }
  const joined = parts.join('/');
  return joined === '' || /^[A-Za-z]:$/.test(joined) ? `${joined}/` : joined;
}

/** The directories from that of a file up to the root, nearest first. */
export function directoriesAbove(file: string): readonly string[] {
  const directories: string[] = [];
  for (let at = parentOf(file); at !== undefined; at = parentOf(at)) directories.push(at);
  return directories;
}
