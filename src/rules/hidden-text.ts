import type { HiddenSort } from './hidden-characters.ts';

/** Longer texts are cut: a message has to be read. UTF-16 units. */
const LONGEST = 160;
/** Runs that are longer are decoded as far as this. */
const MOST_CHARACTERS = 4096;
/** Letters made of zero-width bits. */
const SHORTEST_OF_BITS = 6;

/**
 * What a run of invisible characters spells, in the ways in which texts are smuggled into prompts: Unicode tags (each is an ASCII letter shifted),
 * variation selectors (each is a byte), two zero-width characters as the bits of ASCII, and private letters shifted like tags.
 * Undefined where it spells nothing that can be read.
 */
export function decodeHidden(run: string, sort: HiddenSort): string | undefined {
  const characters = [...run.slice(0, 2 * MOST_CHARACTERS)].slice(0, MOST_CHARACTERS);
  const points = characters.map((character) => character.codePointAt(0) ?? 0);
  const decoded = DECODERS[sort]?.(points);
  if (decoded === undefined || !isReadable(decoded)) return undefined;
  const line = decoded.replace(/\s+/g, ' ').replaceAll('`', "'").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

type Decoder = (points: readonly number[]) => string | undefined;

const DECODERS: Partial<Record<HiddenSort, Decoder>> = {
  tag: (points) =>
    textOf(points.filter((point) => point !== 0xe0001 && point !== 0xe007f).map((point) => point - 0xe0000)),
  variation: (points) => fromUtf8(points.map(byteOfSelector)),
  'zero-width': fromBits,
  'private-use': (points) =>
    asciiOf(points.map((point) => point - (point >= 0x100000 ? 0x100000 : point >= 0xf0000 ? 0xf0000 : 0xe000))),
};

/** VS1 to VS16 are the first 16 values of a byte, VS17 to VS256 the rest. */
const byteOfSelector = (point: number): number =>
  point >= 0xe0100 ? point - 0xe0100 + 16 : point >= 0xfe00 ? point - 0xfe00 : 0;

const textOf = (points: readonly number[]): string | undefined =>
  points.every((point) => point >= 0 && point <= 0x10ffff) ? String.fromCodePoint(...points) : undefined;

/** Tables of old encodings are full of private letters; only those that stand for ASCII spell something. */
const asciiOf = (points: readonly number[]): string | undefined =>
  points.every((point) => point < 0x80) ? textOf(points) : undefined;

function fromUtf8(all: readonly number[]): string | undefined {
  // A long run is cut, perhaps within a letter.
  let end = all.length;
  while (all.length === MOST_CHARACTERS && end > 0 && (all[end - 1] ?? 0) >= 0x80) end--;
  try {
    return decodeURIComponent(
      all
        .slice(0, end)
        .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
        .join(''),
    );
  } catch {
    return undefined;
  }
}

/** Two characters as zero and one, either way round, seven or eight to a letter; a third one may stand between the letters. */
function fromBits(points: readonly number[]): string | undefined {
  const counts = new Map<number, number>();
  for (const point of points) counts.set(point, (counts.get(point) ?? 0) + 1);
  const [first, second, ...others] = [...counts].sort((a, b) => b[1] - a[1]).map(([point]) => point);
  if (first === undefined || second === undefined || others.length > 1) return undefined;
  for (const [zero, one] of [
    [Math.min(first, second), Math.max(first, second)],
    [Math.max(first, second), Math.min(first, second)],
  ] as const) {
    const bits = points.map((point) => (point === zero ? '0' : point === one ? '1' : ' ')).join('');
    for (const width of [8, 7]) {
      const letters =
        others.length > 0 ? bits.trim().split(/ +/) : (bits.match(new RegExp(`.{1,${width}}`, 'g')) ?? []);
      if (letters.some((letter) => letter.length > 8) || letters.length < 2) continue;
      const text = String.fromCharCode(...letters.map((letter) => Number.parseInt(letter, 2)));
      // A few letters come about by chance, and by the marks that content systems leave.
      if (text.length >= SHORTEST_OF_BITS && isReadable(text)) return text;
    }
  }
  return undefined;
}

/** Printable, and mostly what prose is made of. */
function isReadable(text: string): boolean {
  if (text.trim() === '' || /[^\P{C}\n\r\t]/u.test(text)) return false;
  return (text.match(/[\p{L}\p{N}\s.,;:!?'"()/_-]/gu)?.length ?? 0) >= text.length * 0.7;
}

const NAMES: Readonly<Record<number, string>> = {
  1564: 'Arabic letter mark',
  4447: 'Hangul filler',
  4448: 'Hangul filler',
  6158: 'Mongolian vowel separator',
  8203: 'zero-width space',
  8204: 'zero-width non-joiner',
  8205: 'zero-width joiner',
  8206: 'left-to-right mark',
  8207: 'right-to-left mark',
  8234: 'left-to-right embedding',
  8235: 'right-to-left embedding',
  8236: 'end of an embedding',
  8237: 'left-to-right override',
  8238: 'right-to-left override',
  8288: 'word joiner',
  8289: 'invisible function application',
  8290: 'invisible times',
  8291: 'invisible separator',
  8292: 'invisible plus',
  8294: 'left-to-right isolate',
  8295: 'right-to-left isolate',
  8296: 'first strong isolate',
  8297: 'end of an isolate',
  10240: 'empty Braille pattern',
  12644: 'Hangul filler',
  65279: 'byte order mark',
  65440: 'Hangul filler',
};

const MOST_NAMED = 3;

/** The characters of a run by their code points, the first few: "U+202E (right-to-left override), U+2066 (left-to-right isolate) and 4 more". */
export function namesOfHidden(run: string): string {
  const points = [...run.slice(0, 2 * MOST_NAMED)].map((character) => character.codePointAt(0) ?? 0);
  const named = points.slice(0, MOST_NAMED).map((point) => {
    const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
    return NAMES[point] === undefined ? code : `${code} (${NAMES[point]})`;
  });
  const rest = countOf(run) - named.length;
  return rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(', ');
}

/** How many characters a run has, pairs of surrogates as one. */
const countOf = (run: string): number => run.length - (run.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
