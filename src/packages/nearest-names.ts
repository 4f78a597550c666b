import type { NameIndex } from './name-index.ts';
import { type NameShape, shapeOf } from './name-shape.ts';
import { equivalentsOf } from './other-ecosystems.ts';
import { scopeOf } from './package-name.ts';

/** How an invented name may have come from a real one, surest first. */
export type Likeness = 'punctuation' | 'spelling' | 'order' | 'ecosystem' | 'scope' | 'affix' | 'merged' | 'shortened';

export type NearName = {
  readonly name: string;
  readonly likeness: Likeness;
  /** A clause about the real name: "spelled almost alike". */
  readonly reason: string;
};

const SUREST: readonly Likeness[] = [
  'punctuation',
  'spelling',
  'order',
  'ecosystem',
  'scope',
  'affix',
  'merged',
  'shortened',
];

/** A single common word with fillers around it is too little to tell what was meant, unless it is among the best known. */
const BEST_KNOWN = 1500;
/** Words of a name that are looked at: a longer one is no name that anybody meant. */
const MOST_WORDS = 12;
const MOST = 3;

export type Near = NearName & { readonly rank: number };

/**
 * The real names that an invented one most likely stands for, best first; none where that would be a guess. An earlier index goes before a later one.
 * Distance alone finds few (half of all invented names are six or more edits away from any real one), so words are compared too.
 */
export function nearestNames(name: string, indexes: readonly NameIndex[]): readonly NearName[] {
  const shape = shapeOf(name);
  if (shape.words.length > MOST_WORDS || shape.letters === '') return [];
  const found = indexes.flatMap((index) => index.remembered(name, () => nearIn(index, name, shape)));
  const all = [...found, ...elsewhere(name, shape)].filter((near) => near.name !== name);
  const sorted = all.sort((a, b) => SUREST.indexOf(a.likeness) - SUREST.indexOf(b.likeness));
  const names = new Set<string>();
  return sorted
    .filter((near) => !names.has(near.name) && names.add(near.name))
    .slice(0, MOST)
    .map(({ name: other, likeness, reason }) => ({ name: other, likeness, reason }));
}

function nearIn(index: NameIndex, name: string, shape: NameShape): readonly Near[] {
  const found = [...alike(name, shape, index), ...partly(name, shape, index)];
  return found
    .sort((a, b) => SUREST.indexOf(a.likeness) - SUREST.indexOf(b.likeness) || a.rank - b.rank)
    .slice(0, MOST + 1);
}

/** Names that have all of the words. */
function alike(name: string, shape: NameShape, index: NameIndex): Near[] {
  const { words, core, fillers } = shape;
  const as = (likeness: Likeness, reason: string) => (known: { name: string; rank: number }) => ({
    name: known.name,
    rank: known.rank,
    likeness,
    reason,
  });
  const found = [
    ...index.withLetters(shape.letters).map(as('punctuation', 'the same letters')),
    ...index.spelledLike(name).map(as('spelling', 'spelled almost alike')),
  ];
  if (words.length > 1) found.push(...index.withWords(words).map(as('order', 'the same words in another order')));
  if (words.length > 1)
    found.push(...index.ofVendor(words).map(as('scope', 'the same words in the scope of their vendor')));
  if (core.length === 0) return found;
  const isTelling = (rank: number) => core.length > 1 || (rank < BEST_KNOWN && (core[0]?.length ?? 0) > 3);
  for (const known of index.withCore(core).filter(({ rank }) => isTelling(rank)))
    if (scopeOf(name) !== scopeOf(known.name)) found.push(as('scope', scopeReason(name, known.name))(known));
    else found.push(as('affix', fillers.length > 0 ? `without ${quoted(fillers)}` : 'with a word more')(known));
  if (scopeOf(name) !== undefined && new Set(core).size === 1)
    found.push(...index.withLetters(core[0] ?? '').map(as('scope', 'without a scope')));
  if (core.length > 1)
    found.push(
      ...index
        .withCoreSpelledLike(core)
        .map(
          as('affix', fillers.length > 0 ? `spelled almost alike, without ${quoted(fillers)}` : 'spelled almost alike'),
        ),
    );
  return found;
}

/** Names that have some of the words, or all and one more. */
function partly(name: string, { core }: NameShape, index: NameIndex): Near[] {
  const found: Near[] = [];
  if (core.length > 2)
    for (const [part, other] of [
      [core.slice(0, -1), core.at(-1)],
      [core.slice(1), core[0]],
    ] as const)
      for (const known of index.withLetters(part.join('')))
        if (known.shape.core.length > 1)
          found.push({ ...known, likeness: 'merged', reason: `without ${quoted([other ?? ''])}` });
  if (core.length > 1 && scopeOf(name) === undefined) {
    found.push(...halves(core, index));
    for (const known of index.withOneMore(core))
      found.push({ ...known, likeness: 'shortened', reason: 'the same words and one more' });
  }
  return found;
}

/** Two well-known names written as one. */
function halves(core: readonly string[], index: NameIndex): Near[] {
  for (let at = 1; at < core.length; at++) {
    const halves = [core.slice(0, at), core.slice(at)].map((part) =>
      index.withLetters(part.join('')).find(({ name, rank }) => rank < BEST_KNOWN && scopeOf(name) === undefined),
    );
    const [first, second] = halves;
    if (first === undefined || second === undefined || first.name.length < 3 || second.name.length < 3) continue;
    const reason = `one of the two packages \`${first.name}\` and \`${second.name}\``;
    return [first, second].map(({ name, rank }) => ({ name, rank, likeness: 'merged', reason }));
  }
  return [];
}

const elsewhere = (name: string, { letters }: NameShape): Near[] =>
  equivalentsOf(scopeOf(name) === undefined ? letters : '').map(({ npm, ecosystem }, rank) => ({
    name: npm,
    rank,
    likeness: 'ecosystem',
    reason: `what serves on npm for \`${name}\` of ${ecosystem}`,
  }));

function scopeReason(name: string, other: string): string {
  if (scopeOf(other) === undefined) return 'without a scope';
  return scopeOf(name) === undefined
    ? `in the scope \`${scopeOf(other)}\``
    : `in the scope \`${scopeOf(other)}\` instead`;
}

const quoted = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(' and ');
