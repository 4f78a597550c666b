/** A regular expression that begins with `^`: in quotes, as Jest's keys are, or as a literal behind `find`. */
const ANCHORED = /(["'`])\^((?:\\.|(?!\1)[^\\\n]){1,200})\1|\/\^((?:\\.|[^/\\\n]){1,200})\//g;
const MOST_PREFIXES = 500;

/**
 * What the anchored regular expressions of a configuration begin with: `^@app-(a|b)/(.*)$` gives `@app-a` and `@app-b`. They are read, not run: a configuration
 * may hold an expression that takes forever.
 */
export function aliasPrefixes(config: string): readonly string[] {
  const found = new Set<string>();
  for (const match of config.matchAll(ANCHORED)) {
    for (const prefix of prefixesOf(match[2] ?? match[3] ?? '')) if (isTelling(prefix)) found.add(prefix);
    if (found.size >= MOST_PREFIXES) break;
  }
  return [...found];
}

function prefixesOf(pattern: string): string[] {
  const { literal, rest } = literalAt(pattern);
  const group = /^\((?:\?:)?([^()[\]*+?{}]{1,200})\)(?![*?{])/.exec(rest)?.[1];
  if (group === undefined) return [literal];
  return group.split('|').map((choice) => literal + literalAt(choice).literal);
}

/** The characters before the first that has a meaning. One that a quantifier follows may be missing. */
function literalAt(pattern: string): { readonly literal: string; readonly rest: string } {
  let literal = '';
  let at = 0;
  while (at < pattern.length) {
    const token = /^\\{1,2}([^\w\s])/.exec(pattern.slice(at, at + 3));
    const character = token ? token[1] : /^[\w@~/#%&=<>,:;!-]/.exec(pattern.slice(at, at + 1))?.[0];
    const length = token?.[0].length ?? 1;
    if (character === undefined || /[*?{]/.test(pattern[at + length] ?? '')) break;
    literal += character;
    at += length;
  }
  return { literal, rest: pattern.slice(at) };
}

/** A prefix that every package or every path has tells nothing. */
const isTelling = (prefix: string): boolean => /^[\w@~#]/.test(prefix) && !/^(?:@|https?:.*|\w)$/.test(prefix);
