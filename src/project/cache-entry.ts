import { SEVERITIES } from '../engine/finding.ts';
import type { PackageRecord } from '../packages/existence.ts';
import type { Advisory, PackageFacts } from '../packages/facts.ts';
import { isRecord } from '../packages/manifest.ts';

/** What a cached text holds is believed only when it has the shape that was written: files on disk get damaged. */
export const isRecordOfPackage = (value: unknown): value is PackageRecord =>
  isRecord(value) &&
  (value.existence === 'exists' || value.existence === 'missing') &&
  (value.depth === 'existence' || value.depth === 'latest' || value.depth === 'history') &&
  isAbsentOr(value.etag, isString) &&
  isAbsentOr(value.facts, isFacts);

export const isAdvisories = (value: unknown): value is readonly Advisory[] =>
  isListOf(
    value,
    (one) =>
      isRecord(one) &&
      isString(one.title) &&
      isString(one.vulnerable) &&
      SEVERITIES.some((severity) => severity === String(one.severity)),
  );

type Is = (value: unknown) => boolean;

const isString: Is = (value) => typeof value === 'string';
const isNumber: Is = (value) => typeof value === 'number' && Number.isFinite(value);
const isBoolean: Is = (value) => typeof value === 'boolean';
const isStringOrNull: Is = (value) => value === null || isString(value);
const isAbsentOr = (value: unknown, is: Is): boolean => value === undefined || is(value);
const isListOf = (value: unknown, is: Is): boolean => Array.isArray(value) && value.every(is);
const areStrings: Is = (value) => isListOf(value, isString);

const FIELDS: Readonly<Record<keyof PackageFacts, Is>> = {
  latest: isString,
  tags: (value) => isRecord(value) && Object.values(value).every(isString),
  versions: areStrings,
  previews: areStrings,
  confirmed: areStrings,
  created: isNumber,
  modified: isNumber,
  unpublished: isNumber,
  deprecations: (value) => isListOf(value, (one) => isRecord(one) && isString(one.message) && areStrings(one.versions)),
  description: isStringOrNull,
  licence: isStringOrNull,
  repository: isStringOrNull,
  maintainers: isNumber,
  hasInstallScript: isBoolean,
  isPlaceholder: isBoolean,
};

const isFacts: Is = (value) =>
  isRecord(value) && Object.entries(FIELDS).every(([field, is]) => isAbsentOr(value[field], is));
