import type { PackageFacts } from './facts.ts';
import type { Judged } from './problem.ts';

/** What is known of a package that a reference names, for whoever points at it. */
export type PackageCard = {
  readonly judged: Judged;
  readonly facts: PackageFacts | undefined;
  /** It is one of those that most others depend on. */
  readonly isWellKnown: boolean;
  readonly installed: string | undefined;
  /** In the last week, where the registry counts them. */
  readonly downloads?: number | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
};
