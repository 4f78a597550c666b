/**
 * What a registry says of a package. A field is absent where the registry leaves it out, and null where it evidently tells the whole manifest
 * and the author gave nothing: only null may count for something. Texts are bounded, but otherwise as strangers wrote them.
 */
export type PackageFacts = {
  readonly latest?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Those that are no pre-releases, oldest first. */
  readonly versions?: readonly string[];
  /** Pre-releases; absent when there are too many to be kept. */
  readonly previews?: readonly string[];
  /** Versions that were asked for one by one and are there, where not all are known. */
  readonly confirmed?: readonly string[];
  /** When the name was first published, when anything last changed, when it was taken back. Milliseconds since 1970. */
  readonly created?: number;
  readonly modified?: number;
  readonly unpublished?: number;
  /** The maintainers' messages, each with the versions it is about. */
  readonly deprecations?: readonly Deprecation[];
  readonly description?: string | null;
  readonly licence?: string | null;
  /** An address, or what stands in its place. */
  readonly repository?: string | null;
  readonly maintainers?: number;
  /** Whether an install of the latest version runs something. */
  readonly hasInstallScript?: boolean;
  /** npm holds the name because what was there was harmful. */
  readonly isPlaceholder?: boolean;
};

export type Deprecation = { readonly message: string; readonly versions: readonly string[] };

/** A known weakness of some versions, from a registry's audit. */
export type Advisory = {
  readonly title: string;
  readonly severity: 'critical' | 'high' | 'medium' | 'low';
  /** A range of semver. */
  readonly vulnerable: string;
};

/** How many versions there are, if that is known. */
export const versionCount = ({ versions, previews }: PackageFacts): number | undefined =>
  versions === undefined || previews === undefined ? undefined : versions.length + previews.length;

/** The maintainers' word on a version; of the latest unless one is named. */
export const deprecationOf = (facts: PackageFacts, version = facts.latest): string | undefined =>
  facts.deprecations?.find(({ versions }) => version !== undefined && versions.includes(version))?.message;
