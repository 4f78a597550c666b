import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { isOtherType } from '../html-answer.ts';

export default defineRule({
  id: 'code/reflected-xss',
  title: 'Text of the sender in the answer',
  severity: 'high',
  confidence: 'likely',
  cwe: [79],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: 'Escape what is put into HTML, let a template do it, or answer with `res.json`.',
  yieldsTo: ['ai/model-output-to-html'],
  flows: [
    {
      to: ['html'],
      from: ['user', 'host', 'parameter', 'userParameter'],
      where: (hit) => !isOtherType(hit),
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is sent back as part of a page: a script in it runs in the reader's session.`,
      reaches: 'It is sent as HTML here.',
    },
  ],
});
