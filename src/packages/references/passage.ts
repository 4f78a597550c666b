import type { Range } from '../../engine/finding.ts';

/** A text that stands in a file, perhaps escaped there. */
export type Passage = {
  readonly text: string;
  /** The UTF-16 offset in the file at which the character of this index stands; that of the text's length is its end. */
  readonly at: (index: number) => number;
};

/** A part of a file as it is. */
export const plainPassage = (file: string, { start, end }: Range): Passage => ({
  text: file.slice(start, end),
  at: (index) => start + index,
});

/** A part of a passage. */
export const partOf = ({ text, at }: Passage, start: number, end: number): Passage => ({
  text: text.slice(start, end),
  at: (index) => at(start + index),
});

export const rangeIn = ({ at }: Passage, start: number, end: number): Range => ({ start: at(start), end: at(end) });

/**
 * The value of a string of JSON, JavaScript or TOML, given the range of what stands between its quotes.
 * @param value what the string means, when somebody else has decoded it; the escapes of JSON are understood here.
 */
export function quotedPassage(file: string, inside: Range): Passage {
  const raw = file.slice(inside.start, inside.end);
  if (!raw.includes('\\')) return plainPassage(file, inside);
  const offsets: number[] = [];
  let text = '';
  for (let at = 0; at < raw.length; ) {
    const length = raw[at] !== '\\' ? 1 : /^u[0-9a-f]{4}/i.test(raw.slice(at + 1, at + 6)) ? 6 : 2;
    const decoded = length === 1 ? (raw[at] ?? '') : decode(raw.slice(at + 1, at + length));
    for (let unit = 0; unit < decoded.length; unit++) offsets.push(inside.start + at);
    text += decoded;
    at += length;
  }
  return { text, at: (index) => offsets[index] ?? inside.end };
}

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const decode = (sequence: string): string =>
  sequence.length === 5 ? String.fromCharCode(Number.parseInt(sequence.slice(1), 16)) : (SIMPLE[sequence] ?? sequence);
