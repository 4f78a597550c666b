import type { Range } from '../engine/finding.ts';

/** A value that a text gives a name that sounds like a secret: `"apiKey": "..."`, `API_KEY=...`, `--token ...`. */
export type Assignment = {
  readonly name: string;
  readonly value: string;
  /** Of the value, without its quotation marks. UTF-16 offsets. */
  readonly range: Range;
  readonly isQuoted: boolean;
  /** It counts only where the environment says nothing: `${KEY:-value}`, `getenv("KEY", "value")`. */
  readonly isDefault: boolean;
  /** What stands between the two: a sign such as `=` or `:`, the comma of arguments, or a blank alone. */
  readonly by: 'sign' | 'argument' | 'space';
};

const SOUND = /key|token|secret|passw|passphrase|pwd|credential|_auth\b|auth_|bearer/gi;

/** Longer names and values are made by machines. UTF-16 units. */
const LONGEST_NAME = 64;
const LONGEST_VALUE = 400;

/** From the end of a name to the beginning of its value. */
const SEPARATOR =
  /["'`]?\]?[ \t]{0,8}(?:(:-)|is(?=[ \t])|\?\?=|\|\|=|:=|=>|=(?!=)|:(?![:/])[ \t]{0,4}(?:[A-Za-z_][\w<>[\]| ]{0,40}=(?!=))?|(,)|(?=[ \t]))[ \t]{0,8}(?:\n[ \t]{0,40})?(?:(?:str|String|SecretStr)\()?/y;

const QUOTED = /(?:[rbf]|\\)?(["'`])([^"'`\n\\]{1,400})\\?\1/y;
const BARE = /[^\s"'`,;(){}<>|&\\]{1,400}/y;

/** The assignments of a text in their order. Linear: every name, separator and value is bounded. */
export function* assignmentsIn(text: string): Generator<Assignment> {
  SOUND.lastIndex = 0;
  for (let hit = SOUND.exec(text); hit; hit = SOUND.exec(text)) {
    const start = startOfName(text, hit.index);
    const end = endOfName(text, SOUND.lastIndex);
    SOUND.lastIndex = end;
    if (end - start > LONGEST_NAME) continue;
    const assignment = valueAfter(text, start, end);
    if (!assignment) continue;
    // The next name may begin within what follows a value that is no value of its own.
    yield assignment;
    SOUND.lastIndex = end;
  }
}

function valueAfter(text: string, start: number, end: number): Assignment | undefined {
  SEPARATOR.lastIndex = end;
  const separator = SEPARATOR.exec(text);
  if (!separator) return undefined;
  const name = text.slice(start, end);
  const at = SEPARATOR.lastIndex;
  const before = text[start - 1] ?? '';
  const isArgument = separator[2] !== undefined;
  // Of arguments only a name in quotation marks has a value beside it: `getenv("KEY", "value")`.
  if (isArgument && !/["'`]/.test(before)) return undefined;
  const isDefault =
    separator[1] !== undefined ||
    (isArgument && /get_?env|environ|env\w*\(/i.test(text.slice(Math.max(0, start - 24), start)));
  // PHP: `define('DB_PASSWORD', '...')`.
  const isDefinition = isArgument && /\bdefine\s*\(\s*["']$/.test(text.slice(Math.max(0, start - 16), start));
  const by =
    isArgument && !isDefinition ? 'argument' : separator[0].trim().replace(/["'`\]]/g, '') === '' ? 'space' : 'sign';
  QUOTED.lastIndex = at;
  const quoted = QUOTED.exec(text);
  if (quoted) {
    const value = quoted[2] ?? '';
    const from = at + quoted[0].indexOf(quoted[1] ?? '') + 1;
    return { name, value, range: { start: from, end: from + value.length }, isQuoted: true, isDefault, by };
  }
  if (isArgument) return undefined;
  BARE.lastIndex = at;
  const value = BARE.exec(text)?.[0];
  if (value === undefined || value.length >= LONGEST_VALUE) return undefined;
  return { name, value, range: { start: at, end: at + value.length }, isQuoted: false, isDefault, by };
}

function startOfName(text: string, from: number): number {
  let at = from;
  while (at > 0 && from - at <= LONGEST_NAME && isNamePart(text.charCodeAt(at - 1))) at--;
  return at;
}

function endOfName(text: string, from: number): number {
  let at = from;
  while (at < text.length && at - from <= LONGEST_NAME && isNamePart(text.charCodeAt(at))) at++;
  return at;
}

/** Letters, digits, `_`, `$`, and `-` as in headers and options. */
const isNamePart = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) ||
  (unit >= 65 && unit <= 90) ||
  (unit >= 48 && unit <= 57) ||
  unit === 95 ||
  unit === 36 ||
  unit === 45;
