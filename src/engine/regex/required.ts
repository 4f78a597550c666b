import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { FOREIGN, type RequiredWord, requiredWord } from '../text/required-word.ts';

/** Of each clause one word, at least, stands in every text that the expression matches. */
export type Requirement = readonly (readonly RequiredWord[])[];

const SHORTEST_WORD = 3;
/** More words than these take longer to look up than the expression takes to run. */
const MOST_WORDS = 256;
const MOST_LETTERS_OF_CLASS = 10;
const MOST_REPETITIONS = 4;
const MOST_EXPRESSIONS = 5_000;

/** What is known of the matches of a part: all of them where they are few, and words of which they hold one. */
type Part = { readonly exact: readonly string[] | undefined; readonly clauses: Requirement };

const ANYTHING: Part = { exact: undefined, clauses: [] };
const NOTHING: Part = { exact: [''], clauses: [] };
const BEYOND_ASCII: Part = { exact: undefined, clauses: [[FOREIGN]] };

const keys = new WeakMap<RegExp, string>();
const known = new Map<string, Requirement>();

/** What an expression says: one that is written within a function is another object each time. Reading it off takes longer than keeping it. */
export function keyOf(expression: RegExp): string {
  const before = keys.get(expression);
  if (before !== undefined) return before;
  const key = `${expression.flags}/${expression.source}`;
  keys.set(expression, key);
  return key;
}

/**
 * Words without which a text cannot match; nothing where the expression does not say. Worked out once for an expression. A look at a text's
 * trigrams then spares most expressions the way through it.
 */
export function requirementOf(expression: RegExp): Requirement {
  const key = keyOf(expression);
  const before = known.get(key);
  if (before) return before;
  const requirement = work(expression.source, expression.flags);
  // Rules have some hundreds; more are made with names of the files that are open.
  if (known.size >= MOST_EXPRESSIONS) known.clear();
  known.set(key, requirement);
  return requirement;
}

function work(source: string, flags: string): Requirement {
  // There `k` is the sign for Kelvin as well.
  if (/[uv]/.test(flags) && flags.includes('i')) return [];
  if (flags.includes('v')) return [];
  const pattern = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
  });
  const { exact, clauses } = ofAlternatives(pattern.alternatives);
  return exact ? [...clauses, ...clauseOf(exact)] : clauses;
}

function ofAlternatives(alternatives: readonly AST.Alternative[]): Part {
  const parts = alternatives.map(ofSequence);
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const exact = parts.every((part) => part.exact) ? parts.flatMap((part) => part.exact ?? []) : undefined;
  if (exact && exact.length <= MOST_WORDS) return { exact, clauses: [] };
  const best = parts.map(bestClause);
  const words = best.flatMap((clause) => clause ?? []);
  const isKnown = best.every((clause) => clause !== undefined) && words.length <= MOST_WORDS;
  return { exact: undefined, clauses: isKnown ? [words] : [] };
}

/** Of what must hold of a part, what rules out most: the words that are the longest. */
function bestClause({ exact, clauses }: Part): readonly RequiredWord[] | undefined {
  const all = exact ? [...clauses, ...clauseOf(exact)] : clauses;
  const worth = (clause: readonly RequiredWord[]): number =>
    Math.min(...clause.map((word) => (word === FOREIGN ? SHORTEST_WORD : word.text.length)));
  return all.reduce<readonly RequiredWord[] | undefined>(
    (best, clause) => (best === undefined || worth(clause) > worth(best) ? clause : best),
    undefined,
  );
}

function ofSequence({ elements }: AST.Alternative): Part {
  const clauses: (readonly RequiredWord[])[] = [];
  let run: readonly string[] = [''];
  let isWhole = true;
  const end = (next: readonly string[]) => {
    clauses.push(...clauseOf(run));
    run = next;
    isWhole = false;
  };
  for (const element of elements) {
    const part = ofElement(element);
    clauses.push(...part.clauses);
    if (!part.exact) end(['']);
    else if (run.length * part.exact.length > MOST_WORDS) end(part.exact);
    else run = joined(run, part.exact);
  }
  if (isWhole) return { exact: run, clauses };
  end(['']);
  return { exact: undefined, clauses };
}

function ofElement(element: AST.Element): Part {
  switch (element.type) {
    case 'Character':
      return ofCharacter(element.value);
    case 'CharacterClass':
      return ofClass(element);
    case 'CapturingGroup':
      return ofAlternatives(element.alternatives);
    case 'Group':
      return element.modifiers ? ANYTHING : ofAlternatives(element.alternatives);
    case 'Quantifier':
      return ofQuantifier(element);
    case 'Assertion':
      // It takes no room, and what it asks beside that is left out.
      return NOTHING;
    default:
      return ANYTHING;
  }
}

const ofCharacter = (unit: number): Part =>
  unit < 128 ? { exact: [String.fromCharCode(unit).toLowerCase()], clauses: [] } : BEYOND_ASCII;

function ofClass({ negate, elements }: AST.CharacterClass): Part {
  if (negate) return ANYTHING;
  const ranges = elements.map((element) =>
    element.type === 'Character'
      ? { min: element.value, max: element.value }
      : element.type === 'CharacterClassRange'
        ? { min: element.min.value, max: element.max.value }
        : undefined,
  );
  const letters = new Set<string>();
  let isForeign = ranges.length > 0;
  for (const range of ranges) {
    if (!range) return ANYTHING;
    if (range.min < 128) isForeign = false;
    if (range.max >= 128 && range.min < 128) return ANYTHING;
    for (let unit = range.min; unit <= Math.min(range.max, 127); unit++)
      letters.add(String.fromCharCode(unit).toLowerCase());
  }
  if (isForeign) return BEYOND_ASCII;
  const isMixed = ranges.some((range) => range !== undefined && range.max >= 128);
  return isMixed || letters.size > MOST_LETTERS_OF_CLASS ? ANYTHING : { exact: [...letters], clauses: [] };
}

function ofQuantifier({ element, min, max }: AST.Quantifier): Part {
  const part = ofElement(element);
  if (min === 0) return max === 1 && part.exact ? { exact: ['', ...part.exact], clauses: [] } : ANYTHING;
  if (max === 1) return part;
  const { exact } = part;
  if (exact && min === max && min <= MOST_REPETITIONS && exact.length ** min <= MOST_WORDS) {
    let repeated: readonly string[] = [''];
    for (let count = 0; count < min; count++) repeated = joined(repeated, exact);
    return { exact: repeated, clauses: part.clauses };
  }
  return { exact: undefined, clauses: exact ? [...part.clauses, ...clauseOf(exact)] : part.clauses };
}

const joined = (befores: readonly string[], afters: readonly string[]): readonly string[] =>
  befores.flatMap((before) => afters.map((after) => before + after));

/** Words that are all long enough to be looked up; nothing where one is not. */
const clauseOf = (words: readonly string[]): Requirement =>
  words.every(({ length }) => length >= SHORTEST_WORD) ? [words.map(requiredWord)] : [];
