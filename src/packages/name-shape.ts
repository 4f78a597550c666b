/** Words that are put before or behind a name without meaning another package. */
const FILLERS = new Set(
  `node nodejs js javascript ts typescript npm lib library sdk api client core official pro plus easy simple fast advanced secure enhanced
  modern next new util utils helper helpers wrapper v2 v3 2 package module tools kit`.split(/\s+/),
);

/** A package's name taken apart. */
export type NameShape = {
  /** Without punctuation and scope sign, in lower case. */
  readonly letters: string;
  readonly words: readonly string[];
  /** Words without fillers, in order. */
  readonly core: readonly string[];
  readonly fillers: readonly string[];
};

export function shapeOf(name: string): NameShape {
  const words = name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  return {
    letters: words.join(''),
    words,
    core: words.filter((word) => !FILLERS.has(word)),
    fillers: words.filter((word) => FILLERS.has(word)),
  };
}
