import { Definitions } from '../engine/flow/definitions.ts';
import type { Names } from '../engine/names/names.ts';

const KNOWN = new WeakMap<Names, Definitions>();

/** Where the variables of a file get their values: gathered once, however many rules ask. */
export function definitionsOf(names: Names): Definitions {
  const known = KNOWN.get(names) ?? new Definitions(names);
  KNOWN.set(names, known);
  return known;
}
