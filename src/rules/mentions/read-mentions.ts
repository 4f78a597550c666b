import type { Mention } from '../../engine/mention.ts';
import type { Names } from '../../engine/names/names.ts';
import type { TextFile } from '../../engine/text/text-rule.ts';
import { mentionsInAgentFile } from './mentions-in-agent-file.ts';
import { mentionsInCode } from './mentions-in-code.ts';

/** What a file says of models and agents. @param names of a file that is code. */
export const readMentions = (file: TextFile, names: Names | undefined): readonly Mention[] =>
  names ? mentionsInCode(names) : mentionsInAgentFile(file);
