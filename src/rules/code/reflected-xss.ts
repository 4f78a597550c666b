import { DATA } from '../../engine/flow/data.ts';
import { defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/reflected-xss',
  title: 'Text of the sender in the answer',
  severity: 'high',
  confidence: 'likely',
  cwe: [79],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: 'Escape what is put into HTML, let a template do it, or answer with `res.json`.',
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

/** An answer that says it is not HTML, or holds JSON. */
function isOtherType({ call, data, kinds }: FlowHit): boolean {
  // Markup that is put together is markup wherever it goes.
  if (call.is('template_string', 'binary_expression')) return (kinds & DATA.user) === 0;
  const text = call.is('assignment_expression') ? '' : call.callee.text;
  if (/\.(type|contentType)\(\s*['"](?!.*html)/.test(text)) return true;
  const fn = call.enclosingFunction.text;
  if (/\.attachment\(|\.(type|contentType)\(\s*['"](?!.*html)|\.type\s*=\s*['"](?!.*html)/.test(fn)) return true;
  if (
    /content-type['"]?\s*[,:]\s*['"](application\/(json|xml|pdf|octet)|text\/(plain|csv|event-stream|javascript|css)|image\/)/i.test(
      fn,
    )
  )
    return true;
  if (call.is('new_expression')) return !/text\/html/i.test(call.text);
  return kinds === 0 || /^JSON\.stringify\(/.test(data.text);
}
