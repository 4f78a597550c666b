import { defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { isInstructed, joinedIn } from '../prompt-part.ts';
import { entering, goesToModel, hasInstruction, hasSystemMessage, isMarkedAsData } from '../prompt-text.ts';

const FOREIGN = ['user', 'host', 'browser', 'uploadName', 'userParameter'] as const;

export default defineRule({
  id: 'ai/prompt-injection',
  title: 'Instructions of a model written by the sender',
  severity: 'high',
  confidence: 'likely',
  cwe: [1427, 74, 1336],
  owasp: ['LLM01:2025', 'ASI01:2026'],
  remedy:
    'Keep the system message constant, put what comes from outside into a user message of its own, and choose between a few constants where the instructions must differ.',
  flows: [
    {
      to: ['system'],
      when: goesToModel,
      at: joinedIn,
      from: [...FOREIGN, 'tool'],
      where: isInstructed,
      message: (hit) =>
        `\`${shortText(entering(hit).text)}\` is written into the instructions of the model: whoever sends it can give instructions of their own.`,
      reaches: 'It becomes part of the instructions here.',
    },
    {
      to: ['system'],
      when: goesToModel,
      at: joinedIn,
      from: ['parameter'],
      where: (hit) => hit.isJoined && isInstructed(hit),
      message: (hit) =>
        `\`${shortText(entering(hit).text)}\` is written into the instructions of the model: where it comes from outside, it can give instructions of its own.`,
      reaches: 'It becomes part of the instructions here.',
      confidence: 'possible',
    },
    {
      to: ['prompt'],
      when: goesToModel,
      at: joinedIn,
      from: FOREIGN,
      where: (hit) => isMixed(hit) && !hasSystemMessage(hit),
      message: MIXED,
      reaches: 'It becomes part of the prompt here.',
      severity: 'medium',
    },
    {
      to: ['prompt'],
      when: ({ callee }) => /^from(Prompt)?Messages$/.test(callee.lastName),
      from: FOREIGN,
      // A pair of role and text is a template; an object of a message is not.
      where: ({ data }) => data.parent.is('array'),
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is read as a template: \`{name}\` in it takes in whatever the chain is given under that name, and any other brace breaks the prompt.`,
      reaches: 'It becomes part of the template here.',
      severity: 'medium',
    },
    {
      // The instructions are elsewhere, and stand above what the user says.
      to: ['prompt'],
      when: goesToModel,
      at: joinedIn,
      from: FOREIGN,
      where: (hit) => isMixed(hit) && hasSystemMessage(hit),
      message: MIXED,
      reaches: 'It becomes part of the prompt here.',
      severity: 'low',
      confidence: 'possible',
    },
  ],
});

const isMixed = (hit: FlowHit): boolean => hasInstruction(hit) && !isMarkedAsData(hit);

function MIXED(hit: FlowHit): string {
  return `\`${shortText(entering(hit).text)}\` is joined with the instructions into one text, so the model cannot tell which words are yours and which the sender's.`;
}
