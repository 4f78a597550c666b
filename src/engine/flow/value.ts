import { DATA } from './data.ts';

/** Where data enters. */
export type Source = {
  /** The node that reads it. */
  readonly node: number;
  /** Bits of `DATA`. */
  readonly data: number;
  /** What it is, as a noun phrase: "the body of the request". */
  readonly what: string;
  /** Whether the library is known for certain, not only the shape of the code. */
  readonly isKnown: boolean;
};

/** Nodes passed on the way, the latest first. */
export type Way = { readonly node: number; readonly before: Way | undefined };

/** Data of one source, as it is at one place. */
export type Taint = {
  readonly source: Source;
  readonly data: number;
  /** What it may still do: bits of `HARM`. */
  readonly harm: number;
  /** It is somewhere within the value (an element, a property), not the value itself. */
  readonly isInside: boolean;
  /** It has been joined with other text. */
  readonly isJoined: boolean;
  readonly way: Way | undefined;
};

/** All the data a value may carry; empty for what nobody outside decides over. */
export type Value = readonly Taint[];

export const CLEAN: Value = [];

/** A value that comes from many places is told by a few of them. */
const MOST_SOURCES = 8;

export function join(a: Value, b: Value): Value {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const joined = [...a];
  for (const taint of b) {
    const at = joined.findIndex((known) => known.source.node === taint.source.node);
    const known = joined[at];
    if (!known) {
      if (joined.length < MOST_SOURCES) joined.push(taint);
      else if (taint.data !== DATA.record) {
        // What a request says matters more than what a data base holds.
        const least = joined.findIndex(({ data }) => data === DATA.record);
        if (least >= 0) joined[least] = taint;
      }
    } else {
      joined[at] = {
        ...known,
        data: known.data | taint.data,
        harm: known.harm | taint.harm,
        isInside: known.isInside && taint.isInside,
        isJoined: known.isJoined || taint.isJoined,
      };
    }
  }
  return joined;
}

/** The value without what a sanitizer makes harmless; what can do nothing any more is clean. */
export function without(value: Value, harm: number): Value {
  if (value.length === 0 || harm === 0) return value;
  return change(value, (taint) => ({ ...taint, harm: taint.harm & ~harm }));
}

export function change(value: Value, map: (taint: Taint) => Taint): Value {
  return value.length === 0 ? CLEAN : value.map(map).filter(({ harm, data }) => harm !== 0 && data !== 0);
}

/** The value, having passed a node. */
export const passing = (value: Value, node: number): Value =>
  value.length === 0 ? CLEAN : value.map((taint) => ({ ...taint, way: { node, before: taint.way } }));
