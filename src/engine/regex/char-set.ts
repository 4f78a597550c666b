import type { AST } from '@eslint-community/regexpp';

/** Code points as sorted, disjoint, inclusive intervals. */
export type CharSet = readonly (readonly [from: number, to: number])[];

const LAST = 0x10ffff;
const DIGIT: CharSet = [[48, 57]];
const WORD: CharSet = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
const SPACE: CharSet = [
  [9, 13],
  [32, 32],
  [160, 160],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const LINE_END: CharSet = [
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
];

type Flags = { readonly ignoreCase: boolean; readonly dotAll: boolean };

/** The characters that an element matches; undefined for what cannot be told (properties, strings in classes). */
export function charSetOf(
  element: AST.Character | AST.CharacterSet | AST.CharacterClass | AST.CharacterClassRange,
  flags: Flags,
): CharSet | undefined {
  switch (element.type) {
    case 'Character':
      return withCases([[element.value, element.value]], flags);
    case 'CharacterClassRange':
      return withCases([[element.min.value, element.max.value]], flags);
    case 'CharacterSet':
      return knownSet(element, flags);
    case 'CharacterClass': {
      const parts = element.elements.map((part) =>
        part.type === 'Character' || part.type === 'CharacterSet' || part.type === 'CharacterClassRange'
          ? charSetOf(part, flags)
          : undefined,
      );
      if (parts.includes(undefined)) return undefined;
      const union = normalize(parts.flatMap((part) => part ?? []));
      return element.negate ? complement(union) : union;
    }
  }
  return undefined;
}

function knownSet(element: AST.CharacterSet, flags: Flags): CharSet | undefined {
  switch (element.kind) {
    case 'any':
      return flags.dotAll ? [[0, LAST]] : complement(LINE_END);
    case 'digit':
      return element.negate ? complement(DIGIT) : DIGIT;
    case 'word':
      return element.negate ? complement(WORD) : WORD;
    case 'space':
      return element.negate ? complement(SPACE) : SPACE;
  }
  return undefined;
}

/** A character in both sets, a readable one where there is one; undefined when they have none in common. */
export function commonCharacter(a: CharSet, b: CharSet): number | undefined {
  let found: number | undefined;
  for (const [fromA, toA] of a)
    for (const [fromB, toB] of b) {
      const from = Math.max(fromA, fromB);
      const to = Math.min(toA, toB);
      if (from > to) continue;
      for (const preferred of [97, 48, 65, 32]) if (from <= preferred && preferred <= to) return preferred;
      found ??= from < 33 && to > 32 ? 33 : from;
    }
  return found;
}

function normalize(intervals: readonly (readonly [number, number])[]): CharSet {
  const sorted = [...intervals].sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function complement(set: CharSet): CharSet {
  const rest: [number, number][] = [];
  let next = 0;
  for (const [from, to] of set) {
    if (from > next) rest.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= LAST) rest.push([next, LAST]);
  return rest;
}

/** With `i`, letters of ASCII match in both cases. */
function withCases(set: CharSet, { ignoreCase }: Flags): CharSet {
  if (!ignoreCase) return set;
  const moved = set.flatMap(([from, to]) =>
    [shift(from, to, 65, 90, 32), shift(from, to, 97, 122, -32)].filter((one) => one !== undefined),
  );
  return normalize([...set, ...moved]);
}

function shift(from: number, to: number, low: number, high: number, by: number): [number, number] | undefined {
  const start = Math.max(from, low);
  const end = Math.min(to, high);
  return start <= end ? [start + by, end + by] : undefined;
}
