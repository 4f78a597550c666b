import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import type { TextFile } from '../../engine/text/text-rule.ts';
import { judge, wordsOf } from './judge.ts';
import type { SignalGroup } from './signal.ts';

/** The problems that one rule sees in a text of instructions, each with the parts of its score. */
export function tellVerdicts(file: TextFile, group: SignalGroup): Problem[] {
  return judge(file)
    .verdicts.filter((verdict) => verdict.group === group)
    .map(({ sentence, hits, severity }) => {
      const marks = LIST_MARK.exec(sentence.raw)?.[0].length ?? 0;
      return {
        at: { start: sentence.start + marks, end: sentence.end },
        message: `\`${shortText(withoutInvisible(sentence.raw.slice(marks)))}\` tells the agent ${wordsOf(hits)}.`,
        severity,
      };
    });
}

const LIST_MARK = /^(?:[-*+>|]\s+|\d+[.)]\s+)*/;

export const withoutInvisible = (text: string): string => text.replace(/[^\P{C}\n\t ]/gu, '');
