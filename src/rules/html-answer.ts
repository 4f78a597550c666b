import { DATA } from '../engine/flow/data.ts';
import type { FlowHit } from '../engine/rule.ts';

/** An answer that says it is not HTML, or holds JSON. */
export function isOtherType({ call, data, kinds }: FlowHit): boolean {
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
