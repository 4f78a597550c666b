/**
 * Kinds of syntax node and names of fields, interned once for all grammars: JavaScript, TypeScript and TSX number their
 * symbols differently, but a `call_expression` is the same number here in each.
 */

/** Kinds and words of all grammars and rules are about half as many. */
const MOST_KINDS = 1024;

const NAMES: string[] = [''];
const NUMBERS = new Map<string, number>([['', 0]]);

/** The number of a kind. Anonymous nodes (operators, keywords) are named with a leading quote: `"===`. */
export function kindOf(name: string): number {
  const known = NUMBERS.get(name);
  if (known !== undefined) return known;
  if (NAMES.length === MOST_KINDS) throw new Error('There are more kinds of node than MOST_KINDS allows for.');
  NUMBERS.set(name, NAMES.length);
  return NAMES.push(name) - 1;
}

export const nameOfKind = (kind: number): string => NAMES[kind] ?? '';

const FIELD_NAMES: string[] = [''];
const FIELD_NUMBERS = new Map<string, number>([['', 0]]);

/** The number of a field; 0 is "no field". */
export function fieldOf(name: string): number {
  const known = FIELD_NUMBERS.get(name);
  if (known !== undefined) return known;
  FIELD_NUMBERS.set(name, FIELD_NAMES.length);
  return FIELD_NAMES.push(name) - 1;
}

export const nameOfField = (field: number): string => FIELD_NAMES[field] ?? '';

/** Whether a kind is one of some, by its number: a look into it costs less than one into a set, and a pass over a tree makes one for every node. */
export function kindTable(kinds: Iterable<number>): Uint8Array {
  const table = new Uint8Array(MOST_KINDS);
  for (const kind of kinds) table[kind] = 1;
  return table;
}
