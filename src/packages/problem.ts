import type { Range } from '../engine/finding.ts';
import type { Advisory } from './facts.ts';
import type { NearName } from './nearest-names.ts';
import type { PackageReference } from './reference.ts';
import type { Resolution } from './resolver.ts';

/** What is wrong with a reference; each kind is the name of a rule in the category `package`. */
export type Problem =
  | { readonly kind: 'hallucinated'; readonly near: readonly NearName[]; readonly isOtherRegistry: boolean }
  | { readonly kind: 'security-placeholder'; readonly near: readonly NearName[] }
  /** `age`: how long ago, in words. */
  | { readonly kind: 'unpublished'; readonly age: string | undefined; readonly near: readonly NearName[] }
  | { readonly kind: 'lookalike'; readonly like: NearName; readonly signals: readonly string[] }
  | { readonly kind: 'squat-suspect'; readonly like: NearName | undefined; readonly signals: readonly string[] }
  | { readonly kind: 'not-allowed'; readonly why: string }
  | {
      readonly kind: 'missing-version';
      readonly version: string;
      readonly nearest: string | undefined;
      readonly latest: string | undefined;
      /** All versions are known. */
      readonly isCertain: boolean;
    }
  | {
      readonly kind: 'known-vulnerable';
      readonly version: string;
      readonly advisories: readonly Advisory[];
      /** The range to write instead, where a version without weakness is known. */
      readonly repair: string | undefined;
    }
  | {
      readonly kind: 'deprecated';
      /** Undefined when it is about the whole package. */
      readonly version: string | undefined;
      readonly message: string;
      /** A package that exists, and the range to write for it. */
      readonly successor: { readonly name: string; readonly range: string | undefined } | undefined;
      readonly repair: string | undefined;
    }
  | { readonly kind: 'undeclared'; readonly isInstalled: boolean; readonly addition: Addition | undefined };

/** A dependency that may be added to the package.json of a file. */
export type Addition = {
  /** Relative to the file of the reference. */
  readonly path: string;
  readonly text: string;
  readonly edits: readonly (Range & { readonly text: string })[];
  readonly section: string;
  readonly range: string;
};

/** A reference with all that is to be said of it. */
export type Judged = {
  readonly reference: PackageReference;
  readonly resolution: Resolution;
  /** `ours`: not the registry's business. `unknown`: nobody could say yet, which is never held against a package. */
  readonly standing: 'ours' | 'allowed' | 'exists' | 'missing' | 'unknown';
  readonly problems: readonly Problem[];
  /** The version that is installed or would be, where that is known. */
  readonly version: string | undefined;
};
