import type { Rule } from '../engine/rule.ts';
import type { ReadMentions } from '../engine/sight.ts';
import type { TextRule } from '../engine/text/text-rule.ts';
import type { NoteOn } from '../engine/text/text-runner.ts';
import { RULES } from './index.generated.ts';
import { readMentions } from './mentions/read-mentions.ts';
import { unreadSettings } from './unread-settings.ts';

/** The rules that the engine runs: those that look at code, and those that look at texts of any kind. The others look elsewhere: at packages, at comments. */
export const ENGINE_RULES: {
  readonly rules: readonly Rule[];
  readonly textRules: readonly TextRule[];
  readonly readMentions: ReadMentions;
  readonly noteOn: NoteOn;
} = {
  rules: RULES.flatMap(({ rule }) => ('checks' in rule ? [rule] : [])),
  textRules: RULES.flatMap(({ rule }) => ('look' in rule ? [rule] : [])),
  readMentions,
  noteOn: unreadSettings,
};
