import { HARM } from '../../engine/flow/data.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { defineRule, type FlowHit } from '../../engine/rule.ts';
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
  yieldsTo: ['ai/model-output-to-url'],
  flows: [
    {
      to: ['redirect'],
      from: ['user', 'host', 'browser', 'userParameter'],
      // The address of the request itself is one of this site.
      where: (hit) =>
        !isLinkTarget(hit.call) &&
        !staysInside(hit.call) &&
        isWrittenOut(hit) &&
        hit.what !== 'the address of the request' &&
        !beginsWithOwnAddress(hit) &&
        !isFragment(hit),
      message: ({ at }) =>
        `\`${shortText(at.text)}\` decides where the visitor is sent: a link to this site can end on somebody else's.`,
      reaches: 'The visitor is sent there.',
    },
    {
      // `res.setHeader('Location', next)`
      to: ['header'],
      from: ['user', 'host', 'userParameter'],
      when: (call) => /^(location|refresh)$/i.test(call.argument(0).constant ?? ''),
      where: (hit) =>
        hit.what !== 'the address of the request' &&
        !isLinkTarget(hit.call) &&
        hit.flow.valueOf(hit.at.node).some(({ harm }) => harm & HARM.redirect),
      message: ({ at }) =>
        `\`${shortText(at.text)}\` decides where the visitor is sent: a link to this site can end on somebody else's.`,
      reaches: 'The visitor is sent there.',
    },
  ],
});

/** Of headers only the one that is seen: all those of another answer say where that one was sent. */
const isWrittenOut = ({ call, data }: FlowHit): boolean =>
  (!call.is('new_expression') && call.callee.lastName !== 'writeHead') || /^location$/i.test(data.parent.key ?? '');

/** Nuxt goes to another site only where it is told so. */
const staysInside = (call: Expression): boolean =>
  call.callee.lastName === 'navigateTo' && call.argument(1).property('external').value !== true;

/** `location.href + '/next'`, `${location.origin}/login`: what follows the page's own address is on this site. */
function beginsWithOwnAddress({ data, source }: FlowHit): boolean {
  const { origin } = data;
  const first = origin.is('template_string')
    ? /^`\$\{/.test(origin.text)
      ? origin.children.find((child) => child.is('template_substitution'))?.children[0]
      : undefined
    : origin.operands[0];
  return (
    first !== undefined &&
    source.node === first.node &&
    /^((window|document|self|globalThis|top)\.)?location\.(origin|protocol|href|pathname)$/.test(first.text)
  );
}

/** `page + location.hash`: begins with `#`, or is empty; the same of the query and its `?`. */
const isFragment = ({ at, source }: FlowHit): boolean =>
  at.node === source.node &&
  /(^|\.)location\.(hash|search)$/.test(at.text) &&
  !at.parent.is('member_expression', 'arguments');
