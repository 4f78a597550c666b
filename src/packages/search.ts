import { isRecord } from './manifest.ts';

export type FoundPackage = { readonly name: string; readonly version: string; readonly description: string };

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
    return [{ name: found.name, version: text(found.version), description: text(found.description) }];
  });
}
