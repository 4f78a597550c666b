import type { Rule } from '../engine/rule.ts';
import type { TextRule } from '../engine/text/text-rule.ts';
import { RULES } from './index.generated.ts';

/** The rules that the engine runs: those that look at code, and those that look at texts of any kind. The others look elsewhere: at packages, at comments. */
export const ENGINE_RULES: { readonly rules: readonly Rule[]; readonly textRules: readonly TextRule[] } = {
  rules: RULES.flatMap(({ rule }) => ('checks' in rule ? [rule] : [])),
  textRules: RULES.flatMap(({ rule }) => ('look' in rule ? [rule] : [])),
};
