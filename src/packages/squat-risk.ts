import { type PackageFacts, versionCount } from './facts.ts';
import type { Likeness, NearName } from './nearest-names.ts';

/** Why a package is suspected, in words to be joined. */
export type Suspicion = { readonly like: NearName | undefined; readonly signals: readonly string[] };

const DAY = 86_400_000;

/**
 * What speaks for a name that somebody registered to lie in wait. No signal suffices alone, nor does youth with all that is usual for a first release:
 * it takes a name that is like a well-known one, or a script that runs at once, and in each case something that an honest first release seldom lacks.
 * How it was tuned: ARCHITECTURE.md.
 */
const THRESHOLD = 6;
/** Where the name is like no other. */
const THRESHOLD_UNLIKE = 7;
const POINTS_OF_LIKENESS: Readonly<Record<Likeness, number>> = {
  punctuation: 3,
  spelling: 3,
  order: 2,
  ecosystem: 2,
  scope: 1,
  affix: 1,
  merged: 1,
  shortened: 0,
};
const MOST_POINTS_OF_LIKENESS = 3;
const OLDEST_SUSPECT_DAYS = 90;
/** Who lies in wait does not work on the package. */
const MOST_VERSIONS_OF_SUSPECT = 10;

/** What one slip of the hand makes of a well-known name. Such a name needs no youth to be doubted, but at least so many other reasons. */
export const LOOKALIKES: readonly Likeness[] = ['punctuation', 'spelling'];
const LOOKALIKE_THRESHOLD = 2;
const OLDEST_LOOKALIKE_DAYS = 730;

type Signal = {
  readonly points: number;
  readonly told: string;
  /** Something that an honest release seldom lacks, or does. */
  readonly isNeglect?: boolean;
};

/**
 * Whether a package looks as if it had been registered under a name that others would type or invent.
 * @param findLike looks for a well-known name that it is like; asked only where the answer could matter.
 */
export function squatSuspicion(
  facts: PackageFacts,
  now: number,
  findLike: () => NearName | undefined,
): Suspicion | undefined {
  const days = ageInDays(facts, now);
  if (days === undefined || days > OLDEST_SUSPECT_DAYS) return undefined;
  if ((versionCount(facts) ?? 1) > MOST_VERSIONS_OF_SUSPECT) return undefined;
  const youth = { points: days <= 7 ? 3 : days <= 30 ? 2 : 1, told: `${toldSpan(days)} old` };
  const others = signalsIn(facts);
  const points = sum([youth, ...others]);
  if (!others.some(({ isNeglect }) => isNeglect) || points + MOST_POINTS_OF_LIKENESS < THRESHOLD) return undefined;
  const like = findLike();
  const isSuspect =
    like === undefined
      ? facts.hasInstallScript === true && points >= THRESHOLD_UNLIKE
      : points + POINTS_OF_LIKENESS[like.likeness] >= THRESHOLD;
  if (!isSuspect) return undefined;
  return { like, signals: [youth, ...others].map(({ told }) => told) };
}

/** Whether a package lives off being taken for a well-known one: spelled almost like it, and neglected. */
export function lookalikeSuspicion(
  facts: PackageFacts,
  now: number,
  findLike: () => NearName | undefined,
): Suspicion | undefined {
  const days = ageInDays(facts, now);
  if (days !== undefined && days > OLDEST_LOOKALIKE_DAYS) return undefined;
  if ((versionCount(facts) ?? 1) > MOST_VERSIONS_OF_SUSPECT) return undefined;
  const signals = signalsIn(facts);
  const recent = days !== undefined && days <= 365 ? [{ points: 1, told: `${toldSpan(days)} old` }] : [];
  if (!signals.some(({ isNeglect }) => isNeglect) || sum([...recent, ...signals]) < LOOKALIKE_THRESHOLD)
    return undefined;
  const like = findLike();
  if (like === undefined || !LOOKALIKES.includes(like.likeness)) return undefined;
  return { like, signals: [...recent, ...signals].map(({ told }) => told) };
}

/** What a registry leaves out counts for nothing: it may not know. */
function signalsIn(facts: PackageFacts): readonly Signal[] {
  const signals: Signal[] = [];
  const versions = versionCount(facts);
  if (versions === 1) signals.push({ points: 1, told: 'one version' });
  if (facts.hasInstallScript) signals.push({ points: 2, told: 'a script that runs on install', isNeglect: true });
  if (facts.repository === null) signals.push({ points: 1, told: 'no repository', isNeglect: true });
  if (facts.description === null && facts.licence === null)
    signals.push({ points: 1, told: 'neither description nor licence', isNeglect: true });
  return signals;
}

const sum = (signals: readonly Signal[]): number => signals.reduce((all, { points }) => all + points, 0);

const ageInDays = ({ created }: PackageFacts, now: number): number | undefined =>
  created === undefined ? undefined : Math.max(0, Math.floor((now - created) / DAY));

/** `3 days`, `5 months`: as exactly as anybody wants to know. */
export function toldSpan(days: number): string {
  if (days < 1) return 'less than a day';
  if (days < 60) return counted(days, 'day');
  return days < 730 ? counted(Math.round(days / 30.4), 'month') : counted(Math.floor(days / 365.25), 'year');
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;
