/**
 * Kinds of syntax node and names of fields, interned once for all grammars: JavaScript, TypeScript and TSX number their
 * symbols differently, but a `call_expression` is the same number here in each.
 */

const NAMES: string[] = [''];
const NUMBERS = new Map<string, number>([['', 0]]);

/** The number of a kind. Anonymous nodes (operators, keywords) are named with a leading quote: `"===`. */
export function kindOf(name: string): number {
  const known = NUMBERS.get(name);
  if (known !== undefined) return known;
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
