import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/format-string',
  title: 'Format string made of foreign text',
  severity: 'low',
  confidence: 'likely',
  cwe: [134],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: "Begin with a constant format, and give the rest as arguments: `console.log('%s logged in', name)`.",
  flows: [
    {
      to: ['format'],
      from: ['user', 'host', 'parameter', 'userParameter'],
      where: ({ isJoined, call }) => isJoined && call.arguments.length > 1,
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is part of the format: a \`%s\` in it swallows the argument meant for another place.`,
      reaches: 'It is read as a format here.',
    },
  ],
});
