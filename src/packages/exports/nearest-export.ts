import { editDistance } from '../edit-distance.ts';

/** The words of a name: `parseAsyncHTML` is `parse`, `async`, `html`. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_$]+/)
    .filter((word) => word !== '');

/** Words that say too little about what a function does to be all that two names share. */
const COMMON = new Set(
  'get set is has to from on use create make new add remove with for of the a default async sync type types error options config data value'.split(
    ' ',
  ),
);

/** How alike two names are, from 0 to 1; below a half it would be a guess. */
function likeness(name: string, other: string): number {
  const [a, b] = [name.toLowerCase().replaceAll('_', ''), other.toLowerCase().replaceAll('_', '')];
  if (a === b) return 1;
  // What gives a promise anyway has no second function for it.
  if (a.replace(/(?:async|promise)$/, '') === b) return 0.97;
  const limit = Math.max(1, Math.floor(Math.min(a.length, b.length) / 4));
  const distance = editDistance(a, b, limit);
  const spelling = distance <= limit && Math.min(a.length, b.length) > 2 ? 0.95 - distance / 20 : 0;
  const [words, others] = [wordsOf(name), wordsOf(other)];
  const shared = words.filter((word) => others.includes(word));
  const most = Math.max(words.length, others.length);
  if (shared.every((word) => COMMON.has(word))) return spelling;
  // A word added or left out: `verifyAsync` for `verify`.
  const isWithin = shared.length === Math.min(words.length, others.length);
  return Math.max(spelling, 0.9 * (shared.length / most + (isWithin && most - shared.length === 1 ? 0.2 : 0)));
}

/** The export that was most likely meant by a name; undefined where that would be a guess. */
export function nearestExport(name: string, exported: Iterable<string>): string | undefined {
  let best: string | undefined;
  let score = 0.55;
  for (const other of exported) {
    if (other === 'default' || !/^[A-Za-z$_][\w$]*$/.test(other) || other.length > 100) continue;
    const found = likeness(name, other);
    if (found > score || (found === score && best !== undefined && other < best)) [best, score] = [other, found];
  }
  return best;
}
