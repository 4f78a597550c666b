/** Words that nobody's secret holds by accident, and that stand where one will be, or where one was. */
const WORDS =
  /example|placeholder|your[-_]?|dummy|redacted|sample|changeme|change[-_]me|insert|replace|mykey|my[-_]key|not[-_]?a?[-_]?real|fake|xxxx|\*{3}|\.{3}|…|<|>|\$\{|\{\{|0{8}|1234567/i;

/** Secrets that their makers publish, by their beginnings: the emulators of Azure's storage and databases, the pages of GitHub. */
const PUBLISHED = ['Eby8vdM02xNOcqFl', 'C2y6yDjf5/R+ob0N', '16C7e42F292c6912', 'wJalrXUtnFEMI', '4eC39HqLyjWDarjt'];

const LONGEST_PERIOD = 10;
/** Neighbours in the alphabet, one after another, are typed by hand: `abcdef`, `a1b2c3`. */
const LONGEST_CLIMB = 6;

/** Whether the random part of a secret is none: a word, one character again and again, the alphabet, what is published. */
export function isPlaceholder(body: string): boolean {
  if (WORDS.test(body) || PUBLISHED.some((beginning) => body.includes(beginning))) return true;
  if (body.length < 8) return false;
  return entropyOf(body) < leastEntropy(body.length) || isRepeated(body) || climbs(body);
}

/** Shannon's, in bits for each character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** What random hexadecimal digits of this length hardly ever fall below. */
const leastEntropy = (length: number): number => (length < 16 ? 2 : length < 32 ? 2.5 : 3);

function isRepeated(text: string): boolean {
  for (let period = 1; period <= LONGEST_PERIOD; period++) {
    let at = period;
    while (at < text.length && text.charCodeAt(at) === text.charCodeAt(at - period)) at++;
    if (at === text.length && text.length >= 2 * period) return true;
  }
  return false;
}

/** Also with what is between left out: of `a1b2c3d4e5f6` the letters climb. */
const climbs = (text: string): boolean =>
  [text, text.replace(/[^a-z]/gi, ''), text.replace(/\D/g, '')].some((part) => longestClimb(part) >= LONGEST_CLIMB);

function longestClimb(text: string): number {
  const lower = text.toLowerCase();
  let longest = 1;
  let length = 1;
  for (let at = 1; at < lower.length; at++) {
    length = lower.charCodeAt(at) === lower.charCodeAt(at - 1) + 1 ? length + 1 : 1;
    longest = Math.max(longest, length);
  }
  return longest;
}
