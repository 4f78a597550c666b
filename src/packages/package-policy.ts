/** What a team says about packages. */
export type PackagePolicy = {
  /** Names, or globs with `*`, that are never judged. What stands here wins over `deny`. */
  readonly allow: readonly string[];
  readonly deny: readonly string[];
  /** Days since a package was first published. */
  readonly minimumAgeDays: number | undefined;
  /** SPDX names; undefined allows all. */
  readonly licences: readonly string[] | undefined;
  /** Scopes, with or without `@`, that are never asked for. */
  readonly privateScopes: readonly string[];
};

export const NO_PACKAGE_POLICY: PackagePolicy = {
  allow: [],
  deny: [],
  minimumAgeDays: undefined,
  licences: undefined,
  privateScopes: [],
};
