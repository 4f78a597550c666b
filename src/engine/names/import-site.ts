import type { Range } from '../finding.ts';

/** Something that an import takes out of a module by its name: `{ readFile }`, `{ readFile as read }`, `const { readFile } = require(...)`. */
export type ImportedName = {
  /** As the module calls it. */
  readonly name: string;
  /** Where that name stands. */
  readonly range: Range;
  /** What goes between the name and the one that the file knows it by when both are written: ` as `, or `: `. Undefined where two are written already. */
  readonly separator: string | undefined;
};

/** A place where code names a module: what the package checks start from. */
export type ImportSite = {
  /** The specifier as the module system sees it: `lodash/fp`, `./util`, `node:fs`. */
  readonly specifier: string;
  readonly form:
    | 'import'
    | 'export-from'
    | 'require'
    | 'require-resolve'
    | 'dynamic-import'
    | 'import-type'
    | 'import-equals'
    /** `import('x')` in a comment of JSDoc. */
    | 'comment-import'
    /** `/// <reference types="x" />`. */
    | 'reference-types';
  /** The text between the quotes. */
  readonly range: Range;
  /** The statement around it, with its line end when it stands alone on its lines: what "remove the import" removes. */
  readonly statement: Range;
  /** `import type`: erased before the code runs. */
  readonly typeOnly: boolean;
  /** Inside `try { ... }` or behind `.catch(`: an optional dependency, missing on purpose. */
  readonly guarded: boolean;
  /** What is taken out of the module and exists when the code runs; undefined where that is not said by name. */
  readonly names?: readonly ImportedName[] | undefined;
};
