import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/xpath-injection',
  title: 'XPath made of foreign text',
  severity: 'high',
  confidence: 'likely',
  cwe: [643],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: 'Give the value as a variable of the expression, or compare in code what a constant expression selects.',
  flows: [
    {
      to: ['xpath'],
      where: ({ isJoined }) => isJoined,
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is written into the XPath: \`' or '1'='1\` in it selects everything.`,
      reaches: 'It is part of an XPath here.',
    },
  ],
});
