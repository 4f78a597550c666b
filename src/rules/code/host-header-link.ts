import type { Expression } from '../../engine/names/expression.ts';
import { defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

const linkOf = ({ at, source }: FlowHit): Expression =>
  at.is('identifier') &&
  source.parent.is('template_substitution', 'binary_expression') &&
  at.enclosingFunction.node === source.enclosingFunction.node
    ? source
    : at;

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
      // Where the link is put together, if that is in the same function: there it is mended.
      at: linkOf,
      message: (hit) =>
        `\`${shortText(linkOf(hit).text)}\` makes a link, and the sender chooses it: the token in the link goes to their server.`,
      reaches: 'It makes a link here.',
    },
  ],
});
