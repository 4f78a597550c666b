import type { Expression } from '../../engine/names/expression.ts';
import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { isLinkTarget } from '../link-target.ts';

export default defineRule({
  id: 'code/open-redirect',
  title: 'Redirect to wherever the link says',
  severity: 'medium',
  confidence: 'likely',
  cwe: [601],
  owasp: ['A01:2021', 'A01:2025'],
  remedy: 'Redirect only to paths of this site, or to hosts of a fixed list.',
  flows: [
    {
      to: ['redirect'],
      from: ['user', 'host', 'browser', 'userParameter'],
      // The address of the request itself is one of this site.
      where: ({ call, what }) => !isLinkTarget(call) && !staysInside(call) && what !== 'the address of the request',
      message: ({ at }) =>
        `\`${shortText(at.text)}\` decides where the visitor is sent: a link to this site can end on somebody else's.`,
      reaches: 'The visitor is sent there.',
    },
  ],
});

/** Nuxt goes to another site only where it is told so. */
const staysInside = (call: Expression): boolean =>
  call.callee.lastName === 'navigateTo' && call.argument(1).property('external').value !== true;
