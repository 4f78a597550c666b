import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/log-injection',
  title: 'Line breaks of the sender in the log',
  severity: 'low',
  confidence: 'likely',
  cwe: [117],
  owasp: ['A09:2021', 'A09:2025'],
  remedy: "Take line breaks out, `value.replace(/[\\r\\n]/g, ' ')`, or log an object with a JSON logger.",
  flows: [
    {
      to: ['log'],
      from: ['user', 'host', 'userParameter'],
      where: ({ isJoined }) => isJoined,
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is written to the log as it is: a line break in it makes entries that never happened.`,
      reaches: 'It is written to the log here.',
      confidence: 'possible',
    },
  ],
});
