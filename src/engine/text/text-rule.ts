import type { Problem, RuleInfo } from '../rule.ts';
import type { LanguageId } from '../syntax/grammar.ts';
import type { TextKind } from './text-kind.ts';

/** A text as a rule sees it that looks at texts of many kinds, code among them. */
export type TextFile = {
  readonly text: string;
  /** Absolute or relative, with `/`; at least the name. Rules look at its end: `.cursor/mcp.json`. */
  readonly path: string;
  readonly kind: LanguageId | TextKind;
};

/** The text with what is already known of it. */
export type SeenText = TextFile & {
  /** Whether an expression, which is to be a constant, matches somewhere: in a text that is edited it is only looked for around the edits. */
  readonly says: (expression: RegExp) => boolean;
};

/**
 * A rule that looks at the text itself: tokens and hidden characters in any file, what a configuration says, what instructions tell an agent.
 * It reads its file anew after each edit, so it must be quick: one pass, a `when` that rules most files out.
 */
export type TextRule = RuleInfo & {
  /** Which files it looks at, by path and kind alone. */
  readonly when: (file: Pick<TextFile, 'path' | 'kind'>) => boolean;
  readonly look: (file: SeenText) => readonly Problem[];
};

export const defineTextRule = (rule: TextRule): TextRule => rule;
