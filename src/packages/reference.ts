import type { Range } from '../engine/finding.ts';

/** A mention of a package: an import in code or a dependency in a package.json. */
export type PackageReference = {
  /** The package that is named; empty when the specifier names none, as `./file` does. */
  readonly name: string;
  /** As written: `lodash/fp`, `./util`, `npm:chalk@5`; of a dependency its key, or the target of its alias. */
  readonly specifier: string;
  /** The name's own text. */
  readonly range: Range;
  /** The version, range or tag that is asked for, as written, and its own text. */
  readonly version?: string | undefined;
  readonly versionRange?: Range | undefined;
  /** What "remove" removes; undefined where nothing can be cut out sensibly. Of a dependency: the key with its value. */
  readonly statement: Range | undefined;
  readonly origin: 'import' | 'manifest';
  /** Erased before the code runs. */
  readonly typeOnly: boolean;
  /** Missing on purpose: in a `try`, or behind a `.catch`. */
  readonly guarded: boolean;
};
