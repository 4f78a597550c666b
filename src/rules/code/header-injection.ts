import type { Expression } from '../../engine/names/expression.ts';
import { defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/header-injection',
  title: 'Response header made of foreign text',
  severity: 'medium',
  confidence: 'likely',
  cwe: [113, 644],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: 'Set headers to values you choose; encode what must come from the request with `encodeURIComponent`.',
  flows: [
    {
      to: ['header'],
      from: ['user', 'userParameter'],
      where: (hit) => isDecisive(hit),
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` is written into \`${headerOf(call)}\`: the sender decides how the browser treats this answer.`,
      reaches: 'It is written into a header here.',
    },
  ],
});

const headerOf = (call: Expression): string => call.argument(0).constant ?? 'the headers';

/** Node refuses line breaks in headers. What is left are headers in which the value itself decides; where the visitor is sent, `code/open-redirect` tells. */
const isDecisive = ({ call, data }: FlowHit): boolean =>
  /^(x-frame-options|content-security-policy|set-cookie|content-type|link)$/i.test(headerOf(call)) ||
  (data.is('object') && /x-frame-options|content-security-policy|set-cookie/i.test(data.text));
