import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { isOtherType } from '../html-answer.ts';
import { isInSandbox } from '../sandboxed-frame.ts';

export default defineRule({
  id: 'ai/model-output-to-html',
  title: 'Text of a model shown as HTML',
  severity: 'high',
  confidence: 'likely',
  cwe: [79],
  owasp: ['LLM05:2025', 'ASI09:2026'],
  remedy: 'Show it as text; clean what must be HTML with DOMPurify after the Markdown has been rendered.',
  flows: [
    {
      to: ['dom'],
      from: ['model'],
      where: ({ call }) => !isInSandbox(call),
      message: ({ at, what }) =>
        `\`${shortText(at.text)}\` is ${what} and becomes part of the page as HTML: a text in the prompt can make it a script.`,
      reaches: 'It becomes part of the page here.',
    },
    {
      to: ['html'],
      from: ['model'],
      where: (hit) => !isOtherType(hit) && isMarkup(hit),
      message: ({ at, what }) =>
        `\`${shortText(at.text)}\` is ${what} and is sent as part of a page: a text in the prompt can make it a script.`,
      reaches: 'It is sent as HTML here.',
    },
    {
      // Text alone that a server sends is HTML too, but most often read by a program.
      to: ['html'],
      from: ['model'],
      where: (hit) => !isOtherType(hit) && !isMarkup(hit),
      message: ({ at, what }) => `\`${shortText(at.text)}\` is ${what} and is sent as HTML, where a script in it runs.`,
      reaches: 'It is sent as HTML here.',
      confidence: 'possible',
    },
  ],
  checks: [
    check({
      // Markdown that lets HTML through, around what a model says.
      nodes: { javascript: ['jsx_element', 'jsx_self_closing_element'] },
      where: ({ MATCH }) => {
        const tag = MATCH.is('jsx_element') ? (MATCH.children[0] ?? MATCH) : MATCH;
        return /^<(React)?Markdown\b/.test(tag.text) && letsHtmlThrough(tag) && isOfModel(MATCH);
      },
      at: ({ MATCH }) => (MATCH.is('jsx_element') ? (MATCH.children[0] ?? MATCH) : MATCH).range,
      message: () =>
        'This Markdown lets HTML through, so what the model writes can put a script or a tracking picture into the page.',
    }),
  ],
});

const isMarkup = ({ data, isJoined, call }: FlowHit): boolean =>
  call.is('template_string', 'binary_expression') ||
  (isJoined && /<[a-z!]/i.test(data.origin.text)) ||
  /html/i.test(data.text) ||
  (isJoined && data.is('identifier', 'call_expression'));

const letsHtmlThrough = (tag: Expression): boolean =>
  (/rehypeRaw|skipHtml=\{false\}|allowDangerousHtml/.test(tag.text) && !/rehypeSanitize/.test(tag.text)) ||
  /options=\{\{[^}]*disableParsingRawHTML:\s*false/.test(tag.text);

const isOfModel = (element: Expression): boolean =>
  /message|answer|reply|response|completion|output|\.content|\.text/i.test(element.text) &&
  element.names.says(/useChat|useCompletion|\bai\b|AI|assistant|llm|gpt|claude|chat/i);
