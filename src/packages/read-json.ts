import { type Node, type ParseError, type ParseOptions, parse, parseTree } from 'jsonc-parser';

/** JSON with comments, undefined where it cannot be read at all: thousands of brackets inside one another exhaust the parser's stack. */
export function readJson(text: string, errors: ParseError[] = [], options?: ParseOptions): unknown {
  try {
    return parse(text, errors, options);
  } catch {
    return undefined;
  }
}

/** The same as a tree with places. */
export function readJsonTree(text: string, options?: ParseOptions, errors: ParseError[] = []): Node | undefined {
  try {
    return parseTree(text, errors, options);
  } catch {
    return undefined;
  }
}
