import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/host-header-link',
  title: 'Link made from the Host header',
  severity: 'medium',
  confidence: 'likely',
  cwe: [640, 20],
  owasp: ['A07:2021', 'A07:2025'],
  remedy: 'Make links from an address in your configuration: `process.env.APP_URL`.',
  flows: [
    {
      to: ['link'],
      from: ['host'],
      message: ({ at }) =>
        `\`${shortText(at.text)}\` makes a link, and the sender chooses it: the token in the link goes to their server.`,
      reaches: 'It makes a link here.',
    },
  ],
});
