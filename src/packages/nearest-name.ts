import { editDistance } from './edit-distance.ts';
import { scopeOf } from './package-name.ts';

/** How an invented name may have come from a real one, surest first. */
export type Likeness = 'punctuation' | 'spelling' | 'order' | 'scope' | 'affix' | 'merged';

export type NearestName = { readonly name: string; readonly likeness: Likeness };

const SUREST: readonly Likeness[] = ['punctuation', 'spelling', 'order', 'scope', 'affix', 'merged'];

/** Words that are put before or behind a name without meaning another package. */
const FILLERS = new Set(
  `node nodejs js javascript ts typescript npm lib library sdk api client core official pro plus easy simple fast advanced secure enhanced
  modern next new util utils helper helpers wrapper v2 v3 2 package module tools kit`.split(/\s+/),
);
/** A single common word with fillers around it is too little to tell what was meant, unless it is among the best known. */
const BEST_KNOWN = 1500;

type Shape = {
  readonly letters: string;
  readonly words: readonly string[];
  /** Words without fillers, in order. */
  readonly core: readonly string[];
};

/**
 * The well-known name that an invented one most likely stands for, or undefined where that would be a guess. `known` is ordered, best known
 * first. Distance alone finds few (half of all invented names are six or more edits away from any real one), so words are compared too.
 */
export function nearestName(name: string, known: readonly string[]): NearestName | undefined {
  const shape = shapeOf(name);
  let best: NearestName | undefined;
  for (const [rank, candidate] of known.entries()) {
    if (candidate === name) continue;
    const likeness = likenessOf(name, shape, candidate, rank);
    if (likeness === undefined) continue;
    if (best === undefined || SUREST.indexOf(likeness) < SUREST.indexOf(best.likeness))
      best = { name: candidate, likeness };
  }
  return best;
}

function likenessOf(name: string, shape: Shape, candidate: string, rank: number): Likeness | undefined {
  const other = shapeOf(candidate);
  if (shape.letters === other.letters) return 'punctuation';
  if (isMistyped(name, candidate)) return 'spelling';
  const isTelling = shape.core.length > 1 || (rank < BEST_KNOWN && (shape.core[0]?.length ?? 0) > 3);
  if (shape.core.length === 0 || other.core.length === 0) return undefined;
  if (shape.words.length > 1 && sorted(shape.words) === sorted(other.words)) return 'order';
  if (sorted(shape.core) === sorted(other.core) && isTelling)
    return scopeOf(name) === scopeOf(candidate) ? 'affix' : 'scope';
  if (scopeOf(name) !== undefined && new Set(shape.core).size === 1 && other.letters === shape.core[0]) return 'scope';
  const core = shape.core.join('-');
  if (shape.core.length > 1 && shape.core.length === other.core.length && isMistyped(core, other.core.join('-')))
    return 'affix';
  return isMerged(shape.core, other.core) ? 'merged' : undefined;
}

/** One error in five letters or more, two in twelve or more; the first letter is seldom wrong. */
function isMistyped(name: string, candidate: string): boolean {
  if (scopeOf(name) !== scopeOf(candidate) || name[0] !== candidate[0]) return false;
  const shorter = Math.min(name.length, candidate.length);
  const limit = shorter < 4 || name.length < 5 ? 0 : shorter < 12 ? 1 : 2;
  return limit > 0 && editDistance(name, candidate, limit) <= limit;
}

/** A known name of two words or more with one more word before or behind. */
function isMerged(words: readonly string[], known: readonly string[]): boolean {
  if (known.length < 2 || words.length !== known.length + 1) return false;
  const text = words.join(' ');
  return text.startsWith(`${known.join(' ')} `) || text.endsWith(` ${known.join(' ')}`);
}

const shapes = new Map<string, Shape>();

function shapeOf(name: string): Shape {
  const found = shapes.get(name);
  if (found !== undefined) return found;
  const words = name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const core = words.filter((word) => !FILLERS.has(word));
  const shape: Shape = { letters: words.join(''), words, core };
  if (shapes.size > 10_000) shapes.clear();
  shapes.set(name, shape);
  return shape;
}

const sorted = (words: readonly string[]): string => [...words].sort().join(' ');
