import type { Manners } from './manners.ts';
import type { Mention } from './mention.ts';
import type { Names } from './names/names.ts';
import type { RuleRunner } from './rule-runner.ts';
import type { TextFile } from './text/text-rule.ts';
import type { TextRunner } from './text/text-runner.ts';

/** What a file says of models and agents. `names`: of a file that is code. */
export type ReadMentions = (file: TextFile, names: Names | undefined) => readonly Mention[];

/** All that looks at an open text; the same for every text of an engine. */
export type Sight = {
  readonly code: RuleRunner;
  readonly texts: TextRunner;
  readonly manners: Manners;
  readonly readMentions: ReadMentions;
};
