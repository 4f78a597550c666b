import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/sensitive-data-logged',
  title: 'Secret written to the log',
  severity: 'medium',
  confidence: 'likely',
  cwe: [532, 200],
  owasp: ['A09:2021', 'A09:2025'],
  remedy: 'Leave it out of the log, or log that it was there: `hasPassword: Boolean(password)`.',
  flows: [
    {
      to: ['secret'],
      from: ['secret'],
      where: ({ at, data, isInside }) => (!isInside || data.is('object')) && !/^[A-Z_]+$/.test(at.text),
      message: ({ at }) => `\`${shortText(at.text)}\` is written to the log, where whoever reads logs finds it.`,
      reaches: 'It is written to the log here.',
      confidence: 'likely',
    },
    {
      // Passwords are in bodies, tokens in headers.
      to: ['log'],
      from: ['user'],
      where: ({ at, isJoined }) => !isJoined && /(^|\.)(req|request)\.(headers|body|cookies)$/.test(at.text),
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is written to the log whole, with the passwords and tokens in it.`,
      reaches: 'It is written to the log here.',
      severity: 'low',
    },
  ],
});
