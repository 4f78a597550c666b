import type { Range } from '../engine/finding.ts';
import type { ImportedName } from '../engine/names/import-site.ts';

/** A mention of a package, wherever it is written. */
export type PackageReference = {
  /** The package that is named; empty when the specifier names none, as `./file` does. */
  readonly name: string;
  /** As written: `lodash/fp`, `./util`, `npm:chalk@5`, `create-vite@latest`; of a dependency its key, or the target of its alias. */
  readonly specifier: string;
  /**
   * The name's own text. Of `npm create vite`, which names `create-vite`, it is `vite`: so whoever replaces a name first sees whether it
   * stands there.
   */
  readonly range: Range;
  /** The version, range or tag that is asked for, as written, and its own text. */
  readonly version?: string | undefined;
  readonly versionRange?: Range | undefined;
  /** What "remove" removes; undefined where nothing can be cut out sensibly. Of a dependency: the key with its value. */
  readonly statement: Range | undefined;
  /** `command`: an argument of a package manager. `url`: the address of a CDN. `comment`: a type that a comment asks for. */
  readonly origin: 'import' | 'manifest' | 'command' | 'url' | 'comment';
  /** Erased before the code runs. */
  readonly typeOnly: boolean;
  /** Perhaps missing on purpose: in a `try`, or behind a `.catch`; or what `npx` runs where the text installs something that may bring it. */
  readonly guarded: boolean;
  /** It may name a command of an installed package rather than a package, as `tsc` does in `npx tsc`. */
  readonly mayBeCommand?: boolean;
  /** What an import takes out of the module by name. */
  readonly names?: readonly ImportedName[] | undefined;
};
