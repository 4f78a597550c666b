import { compare, maxSatisfying, minVersion, parse, satisfies, validRange } from 'semver';
import type { PackageFacts } from './facts.ts';

/** Longer ranges are no ranges that anybody wrote. */
const LONGEST_RANGE = 256;

const LOOSE = { loose: true } as const;

/** Whether a range that stands for a version has one among those that exist. `unknown`: not all of them are known. */
export function answerTo(range: string, facts: PackageFacts): 'found' | 'missing' | 'unknown' {
  const wanted = range.trim();
  if (wanted === '' || wanted === '*' || wanted === 'latest') return 'found';
  if (wanted.length > LONGEST_RANGE) return 'unknown';
  if (validRange(wanted, LOOSE) === null) return answerToTag(wanted, facts);
  if (versionFor(wanted, facts) !== undefined) return 'found';
  if (facts.versions === undefined) return isBeyondTags(wanted, facts) ? 'missing' : 'unknown';
  return wanted.includes('-') && facts.previews === undefined ? 'unknown' : 'missing';
}

/** The version that an install would take for a range or tag, as npm chooses: the latest if it fits, or else the highest. */
export function versionFor(range: string, facts: PackageFacts): string | undefined {
  const wanted = range.trim();
  if (wanted.length > LONGEST_RANGE) return undefined;
  if (validRange(wanted, LOOSE) === null)
    return facts.tags?.[wanted] ?? (wanted === 'latest' ? facts.latest : undefined);
  if (facts.latest !== undefined && fits(facts.latest, wanted)) return facts.latest;
  if (wanted === '' || wanted === '*') return facts.latest;
  const versions = [...(facts.versions ?? []), ...(facts.previews ?? [])];
  return maxSatisfying(versions, wanted, LOOSE) ?? undefined;
}

export const fits = (version: string, range: string): boolean =>
  range.length <= LONGEST_RANGE && satisfies(version, range, LOOSE);

/** The lowest version that a plain range takes: `18.2.0` of `^18.2.0`, and of itself. Undefined for others, in which no single version is meant. */
export function leastOf(range: string): string | undefined {
  const written = /^\s*[\^~v=]*(\d+\.\d+\.\d+(?:-[\w.-]+)?)\s*$/.exec(range.slice(0, LONGEST_RANGE))?.[1];
  return written === undefined || validRange(range, LOOSE) === null ? undefined : written;
}

/** Whether a range takes one version only. */
export const isExact = (range: string): boolean => /^\s*[v=]*\d+\.\d+\.\d+(?:-[\w.-]+)?\s*$/.test(range);

/** The range that comes nearest to one that no version fits: the same minor or major version if there is one, or else the latest; with its operator. */
export function nearestRange(range: string, facts: PackageFacts): string | undefined {
  const wanted = validRange(range, LOOSE) === null ? null : minVersion(range, LOOSE);
  const operator = /^\s*(\^|~|>=)/.exec(range)?.[1] ?? (/^\s*[v=]*\d[^\s|]*$/.test(range) ? '' : '^');
  const near =
    wanted === null
      ? undefined
      : (highest(facts, `~${wanted.major}.${wanted.minor}`) ?? highest(facts, `^${wanted.major}`));
  const version = near ?? facts.latest ?? facts.versions?.at(-1);
  return version === undefined ? undefined : `${operator}${version}`;
}

/** The lowest version above one that none of the ranges names, which is the least to change; undefined when none is known. */
export function versionBeyond(version: string, ranges: readonly string[], facts: PackageFacts): string | undefined {
  const isSound = (other: string): boolean =>
    !ranges.some((range) => satisfies(other, range, { includePrerelease: true }));
  const known = facts.versions ?? (facts.latest === undefined ? [] : [facts.latest]);
  return known.find((other) => satisfies(other, `>${version}`) && isSound(other));
}

/** A range that begins above everything that any tag stands for. All but certain: a release that was drawn back may have lost its tag. */
function isBeyondTags(range: string, { tags = {}, latest }: PackageFacts): boolean {
  const least = minVersion(range, LOOSE);
  const known = [...Object.values(tags), ...(latest === undefined ? [] : [latest])];
  return (
    least !== null && Object.keys(tags).length > 0 && known.every((version) => compare(version, least.version) < 0)
  );
}

const highest = ({ versions = [] }: PackageFacts, range: string): string | undefined =>
  maxSatisfying(versions, range, LOOSE) ?? undefined;

function answerToTag(tag: string, { tags }: PackageFacts): 'found' | 'missing' | 'unknown' {
  // What is neither a range nor a tag is npm's business to complain of.
  if (tags === undefined || !/^[a-z][\w.-]*$/i.test(tag) || parse(tag, LOOSE) !== null) return 'unknown';
  return Object.hasOwn(tags, tag) ? 'found' : 'missing';
}
