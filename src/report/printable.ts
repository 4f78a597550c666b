const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e01ef}]|\p{Surrogate}/gu;

/**
 * Text that comes from files (code, paths, names of packages), safe for a terminal: escapes and other control characters are made visible, the
 * bidirectional ones too, which could turn the line around. Keeps the number of UTF-16 units; a tab is one blank.
 */
export const printable = (text: string): string =>
  text.replaceAll('\t', ' ').replace(UNPRINTABLE, ({ length }) => '\ufffd'.repeat(length));

/** Scripts and symbols that a terminal draws two columns wide, by Unicode's East Asian Width; coarse, since it only places an underline. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
const NO_WIDTH = /\p{Mn}|\p{Me}/u;

/** How many columns of a terminal a printable text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}

/** JSON in which what steers a terminal, or turns a line around, is written as an escape: it may be printed. */
export const escapedJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(STEERING, (units) =>
    Array.from({ length: units.length }, (_, at) => `\\u${units.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
      '',
    ),
  );

const STEERING = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\udb40[\udc00-\uddef]/g;
