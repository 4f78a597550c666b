import { isRecord } from './manifest.ts';

export type FoundPackage = {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** In the last week, where the registry counts them. */
  readonly downloads?: number;
};

/** How many packages are worth reading through. */
const MOST_FOUND = 20;
const LONGEST_TEXT = 200;

/** The page of a registry that searches for the words of a name: `@acme/json-to_yaml` is searched as "acme json to yaml". */
export const searchPath = (name: string): string =>
  `-/v1/search?text=${encodeURIComponent(
    name
      .split(/[^\p{Letter}\p{Number}]+/u)
      .filter(Boolean)
      .join(' '),
  )}&size=${MOST_FOUND}`;

/** What the answer of a search names, best first. What is not of its shape is left out. */
export function foundIn(json: unknown): readonly FoundPackage[] {
  const objects = isRecord(json) && Array.isArray(json.objects) ? json.objects.slice(0, MOST_FOUND) : [];
  return objects.flatMap((object: unknown) => {
    const found = isRecord(object) ? object.package : undefined;
    if (!isRecord(found) || typeof found.name !== 'string') return [];
    const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : '');
    const downloads = isRecord(object) && isRecord(object.downloads) ? object.downloads.weekly : undefined;
    return [
      {
        name: found.name,
        version: text(found.version),
        description: text(found.description),
        ...(typeof downloads === 'number' && downloads >= 0 && { downloads: Math.floor(downloads) }),
      },
    ];
  });
}

/** Rounded as people say it: 950, 1,200, 35,000, 2.4 million. */
export function toldDownloads(weekly: number): string {
  if (weekly >= 1_000_000) return `${Number((weekly / 1_000_000).toPrecision(2))} million downloads a week`;
  const rounded = Number(weekly.toPrecision(2)).toLocaleString('en');
  return `${rounded} download${weekly === 1 ? '' : 's'} a week`;
}
