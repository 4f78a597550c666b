/** Letters of other alphabets that are drawn like Latin ones, and what they are drawn like. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ј: 'j',
  һ: 'h',
  ԁ: 'd',
  ԛ: 'q',
  ԝ: 'w',
  ո: 'n',
  ց: 'g',
  օ: 'o',
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  Х: 'X',
  У: 'Y',
  Ѕ: 'S',
  І: 'I',
  Ј: 'J',
  ο: 'o',
  ν: 'v',
  ι: 'i',
  Α: 'A',
  Β: 'B',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'H',
  Ι: 'I',
  Κ: 'K',
  Μ: 'M',
  Ν: 'N',
  Ο: 'O',
  Ρ: 'P',
  Τ: 'T',
  Υ: 'Y',
  Χ: 'X',
};
const LOOKALIKE = new RegExp(`[${Object.keys(LOOKALIKES).join('')}]`, 'g');
const LETTER = /[\p{Letter}\p{Mark}]+/gu;
const INVISIBLE =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each of them is taken out by itself
  /[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]|[\u{e0000}-\u{e01ef}]/gu;
const NOT_PLAIN = /[^\t\n\r -~]/;

/** What a reader, or a model, makes of a text: one alphabet, no tricks with spaces or invisible letters, small letters, one kind of quotation mark. */
export function plainText(text: string): string {
  const folded = NOT_PLAIN.test(text)
    ? withoutLookalikes(text.normalize('NFKC').replace(INVISIBLE, ''))
        .replace(/[‘’ʼ´]/g, "'")
        .replace(/[“”„«»]/g, '"')
        .replace(/[‐-―−]/g, '-')
    : text;
  return joinSpread(folded.replace(/[\s\u00a0]+/g, ' ')).toLowerCase();
}

/** A word that mixes alphabets is read as the Latin word that it looks like; a word of one alphabet stays what it is. */
const withoutLookalikes = (text: string): string =>
  text.replace(LETTER, (word) =>
    isMixedScript(word) ? word.replace(LOOKALIKE, (letter) => LOOKALIKES[letter] ?? letter) : word,
  );

/** Whether a word has Latin letters beside others that are drawn like Latin ones. */
export const isMixedScript = (word: string): boolean => /[A-Za-z]/.test(word) && word.search(LOOKALIKE) >= 0;

/** `i g n o r e` is `ignore`. */
const joinSpread = (text: string): string =>
  /(?:^|\s)\S \S \S \S /.test(text)
    ? text.replace(/(?<![\w])(?:[A-Za-z][ ._*-]){4,}[A-Za-z](?![\w])/g, (spread) => spread.replace(/[ ._*-]/g, ''))
    : text;
