import type { Expression } from '../engine/names/expression.ts';
import { handlerOf } from './handlers.ts';

/** Line ends that become elements, addresses that become links: what is made so was text, of a person who pressed Enter. */
const MAKES_LINES =
  /\.replace(All)?\(\s*(\/(\(\?:)?(\\r\??\|?)*\\n[^/\n]{0,20}\/\w*|['"`](\\r)?\\n['"`])\s*,\s*['"`]<(br|\/?p)\b/;
const MAKES_LINKS =
  /\.replace(All)?\(\s*[^\n]{0,120}?,\s*(['"`]<a\b[^'`\n]{0,20}href=|\(?\w{1,30}\)?\s*=>\s*`<a\b)|\.split\(\s*(\/(\\r\?)?\\n\/|['"`]\\n['"`])\s*\)\s*(\.map\([^\n]{0,80}\)\s*)?\.join\(\s*['"`]<(br|\/?p)/;
const ESCAPES = /escape|sanitiz|purify|encode|&lt;|&#0?60|striptags|strip_?tags/i;
const LONGEST = 2000;

/** Whether markup is made out of plain text that is not escaped before: `computed(() => ticket.problem.replace(/\n/g, '<br>'))`, `linkify(text)` of this file. */
export function isTextMadeHtml(html: Expression): boolean {
  const { origin } = html;
  const fn = origin.is('call_expression') ? handlerOf(origin.callee) : undefined;
  const text = `${origin.text.slice(0, LONGEST)}\n${fn?.text.slice(0, LONGEST) ?? ''}`;
  return (MAKES_LINES.test(text) || MAKES_LINKS.test(text)) && !ESCAPES.test(text);
}
