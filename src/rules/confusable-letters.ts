/**
 * Letters of the Cyrillic, Greek and Armenian scripts, and a few of Latin's own, that are drawn like letters of ASCII in the usual fonts: the part
 * of Unicode's confusables (UTS #39) with which names are faked. Small Greek letters but one
 * are left out: formulas are full of them. Each stands where its twin stands in the other text.
 */
const TWINS = 'aceopxyijsdqwhlABEKMHOPCTXYIJSoABEZHIKMNOPTYXonug';
const LETTERS =
  '\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0456\u0458\u0455\u0501\u051b\u051d\u04bb\u04cf\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0423\u0406\u0408\u0405\u03bf\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u0585\u0578\u057d\u0261';

const TWIN_OF: ReadonlyMap<string, string> = new Map(
  Array.from(LETTERS, (letter, at) => [letter, TWINS.charAt(at)] as const),
);

const FULL_WIDTH = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/;

/** The letter of ASCII that a letter is drawn like; undefined where it is like none. */
export const twinOf = (letter: string): string | undefined =>
  TWIN_OF.get(letter) ?? (FULL_WIDTH.test(letter) ? String.fromCharCode(letter.charCodeAt(0) - 0xfee0) : undefined);

/**
 * The word of ASCII that a word is drawn like: undefined where it is such a word, where it is of another script as a whole, and where some
 * letter of it is like none.
 */
export function asciiTwin(word: string): string | undefined {
  if (!/[A-Za-z]/.test(word)) return undefined;
  let twin = '';
  let isOther = false;
  for (const letter of word) {
    const same = letter <= '\u007f' ? letter : twinOf(letter);
    if (same === undefined) return undefined;
    isOther ||= same !== letter;
    twin += same;
  }
  return isOther ? twin : undefined;
}
