/**
 * What the package checks read of a project. Paths are absolute and use `/`. Nothing here throws: what cannot be read is absent.
 */
export type Disk = {
  /** The text of a file; undefined when it is absent, unreadable or over 1 MB. */
  readText(path: string): Promise<string | undefined>;
  /** The names in a directory, in no order; empty when there is none. */
  list(path: string): Promise<readonly string[]>;
  /** Follows symbolic links, as packages of a workspace are linked. */
  isDirectory(path: string): Promise<boolean>;
};
