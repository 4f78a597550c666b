import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { fileSays } from '../code-text.ts';

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
      when: (call) => !fileSays(call.names, WRITES_LINES),
      where: ({ isJoined }) => isJoined,
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is written to the log as it is: a line break in it makes entries that never happened.`,
      reaches: 'It is written to the log here.',
      confidence: 'possible',
    },
    {
      // A log of lines, and not of objects.
      to: ['log'],
      from: ['user', 'host', 'userParameter'],
      when: (call) => fileSays(call.names, WRITES_LINES),
      where: ({ isJoined }) => isJoined,
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is written into a line of the log as it is: a line break in it makes entries that never happened.`,
      reaches: 'It is written to the log here.',
      confidence: 'likely',
    },
  ],
});

/** Formats of loggers that put the message into a line as it stands. */
const WRITES_LINES =
  /\bformat\.(printf|simple)\(|\b(printf|simple)\(\s*\(?\{?[^)\n]{0,80}\bmessage\b|log4js\.configure\(/;
