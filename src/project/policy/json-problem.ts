import { printParseErrorCode } from 'jsonc-parser';

const ADVICE: Readonly<Record<string, string>> = {
  CommaExpected: 'A comma is missing before this.',
  ColonExpected: 'A colon is missing between the name and its value.',
  CloseBraceExpected: 'A closing } is missing.',
  CloseBracketExpected: 'A closing ] is missing.',
  PropertyNameExpected: 'A name in double quotes is expected here.',
  ValueExpected: 'A value is expected here.',
  EndOfFileExpected: 'The file should end before this. Take out what follows the closing }.',
  UnexpectedEndOfString: 'The closing quotation mark is missing.',
  UnexpectedEndOfComment: 'The comment is not closed: write */ at its end.',
  InvalidSymbol: 'This is no JSON value. Write text in double quotes.',
};

/** What a person can do about a parse error of jsonc-parser. */
export function jsonAdvice(code: Parameters<typeof printParseErrorCode>[0]): string {
  const name = printParseErrorCode(code);
  return ADVICE[name] ?? `This is not valid JSON (${name}). Mend it.`;
}
