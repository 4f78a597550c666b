import type { Range } from '../finding.ts';

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
    | 'import-equals';
  /** The text between the quotes. */
  readonly range: Range;
  /** The statement around it, with its line end when it stands alone on its lines: what "remove the import" removes. */
  readonly statement: Range;
  /** `import type`: erased before the code runs. */
  readonly typeOnly: boolean;
  /** Inside `try { ... }` or behind `.catch(`: an optional dependency, missing on purpose. */
  readonly guarded: boolean;
};
