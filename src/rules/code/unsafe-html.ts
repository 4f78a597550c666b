import { templateSinkOf } from '../../engine/embedded/template-sinks.ts';
import { isTrustingCall } from '../../engine/embedded/trusting-calls.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type FlowHit, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { isHarmlessHtml } from '../html-sanitizers.ts';
import { isInSandbox } from '../sandboxed-frame.ts';
import { skeleton } from '../sql-text.ts';

export default defineRule({
  id: 'code/unsafe-html',
  title: 'Text written into the page as HTML',
  severity: 'high',
  confidence: 'likely',
  cwe: [79],
  owasp: ['A03:2021', 'A05:2025'],
  leavesOwn: true,
  remedy: 'Write text with `textContent`; clean HTML that must stay HTML with DOMPurify.',
  yieldsTo: ['ai/model-output-to-html'],
  checks: [
    check({
      patterns: {
        javascript: [
          '$ELEMENT.innerHTML = $HTML',
          '$ELEMENT.outerHTML = $HTML',
          '$ELEMENT.innerHTML += $HTML',
          '$ELEMENT.outerHTML += $HTML',
          '$ELEMENT.srcdoc = $HTML',
        ],
      },
      problem: ({ HTML, MATCH }) => {
        const target = MATCH.field('left');
        if (isInSandbox(MATCH)) return undefined;
        const problem = problemIn(HTML, target.text);
        if (!problem || !MATCH.is('assignment_expression') || target.lastName !== 'innerHTML' || isMarkup(HTML))
          return problem;
        return {
          ...problem,
          fixes: [
            {
              title: 'Write it as text: textContent',
              safety: 'review',
              edits: [target.field('property').replacedBy('textContent')],
            },
          ],
        };
      },
    }),
    check({
      patterns: {
        javascript: [
          'document.write(..., $HTML)',
          'document.writeln(..., $HTML)',
          '$ELEMENT.insertAdjacentHTML($WHERE, $HTML)',
          '$RANGE.createContextualFragment($HTML)',
          '$ELEMENT.setHTMLUnsafe($HTML)',
          '$DOCUMENT.parseHTMLUnsafe($HTML)',
        ],
      },
      problem: ({ HTML, MATCH }) => problemIn(HTML, MATCH.callee.text),
    }),
    check({
      // The document of a window that the page has opened, and of a frame.
      patterns: { javascript: ['$DOCUMENT.write(..., $HTML)', '$DOCUMENT.writeln(..., $HTML)'] },
      problem: ({ DOCUMENT, HTML, MATCH }) =>
        DOCUMENT.text !== 'document' && isDocument(DOCUMENT) && HTML.isBuiltText
          ? problemIn(HTML, MATCH.callee.text)
          : undefined,
    }),
    check({
      // Maps take text for HTML, and elements as well.
      patterns: {
        javascript: [
          '$LAYER.bindPopup($HTML, ...)',
          '$LAYER.bindTooltip($HTML, ...)',
          '$LAYER.setPopupContent($HTML)',
          '$LAYER.setTooltipContent($HTML)',
          '$LAYER.setHTML($HTML)',
        ],
      },
      problem: ({ HTML, MATCH }) => {
        if (!HTML.isBuiltText || HTML.holes.every((hole) => hole.is('call_expression') || MEASURED.test(hole.lastName)))
          return undefined;
        const problem = problemIn(HTML, MATCH.callee.lastName);
        return problem && { ...problem, ...(!/<\w/.test(HTML.origin.text) && { confidence: 'possible' as const }) };
      },
    }),
    check({
      // `renderer.setProperty(element, 'innerHTML', html)` of Angular, `frame.setAttribute('srcdoc', html)`.
      patterns: {
        javascript: ['$RENDERER.setProperty($ELEMENT, $NAME, $HTML)', '$ELEMENT.setAttribute($NAME, $HTML)'],
      },
      problem: ({ NAME, HTML, RENDERER, MATCH }) =>
        NAME.constant === (RENDERER.exists ? 'innerHTML' : 'srcdoc') && !isInSandbox(MATCH)
          ? problemIn(HTML, MATCH.callee.text)
          : undefined,
    }),
    check({
      patterns: {
        javascript: [
          '$QUERY.html($HTML)',
          '$QUERY.append($HTML)',
          '$QUERY.prepend($HTML)',
          '$QUERY.after($HTML)',
          '$QUERY.before($HTML)',
        ],
      },
      problem: ({ HTML, QUERY, MATCH }) => {
        if (!/^(\$|jQuery)\(|^\$\w/.test(QUERY.origin.text) && !/^\$\w/.test(QUERY.text)) return undefined;
        // Elements are appended as well as text; only text with markup in it is told.
        if (MATCH.callee.lastName !== 'html' && !HTML.isBuiltText) return undefined;
        return problemIn(HTML, MATCH.callee.text.length > 40 ? MATCH.callee.lastName : MATCH.callee.text);
      },
    }),
    check({
      // Text that begins with markup is no selector: elements are made of it.
      patterns: { javascript: ['$($HTML)', 'jQuery($HTML)'] },
      problem: ({ HTML, MATCH }) => {
        if (!HTML.isBuiltText || !/^\s*<[a-z]/i.test(skeleton(HTML))) return undefined;
        const problem = problemIn(HTML, MATCH.callee.text);
        // What is written into a tag is most often a class or an id of the program's own.
        const isInTag = /^[^?]*<[^>?]*\s\?\s/.test(skeleton(HTML));
        return problem && { ...problem, ...(isInTag && { confidence: 'possible' as const }) };
      },
    }),
  ],
  flows: [
    {
      to: ['dom'],
      from: ['browser', 'user', 'userParameter', 'remote', 'structured'],
      where: (hit) =>
        !hit.call.is('jsx_attribute') &&
        !templateSinkOf(hit.call) &&
        !isTrustingCall(hit.call) &&
        !isChild(hit.call) &&
        !/^(bypass|trustAs)/.test(hit.call.callee.lastName) &&
        !isSelector(hit) &&
        !isInSandbox(hit.call),
      message: ({ at, call }) => {
        const target = call.is('call_expression', 'new_expression') ? call.callee : call.field('left');
        return `\`${shortText(at.text)}\` becomes part of the page as HTML through \`${shortText(target.text.length > 40 ? target.lastName : target.text)}\`: a script in it runs as the reader.`;
      },
      reaches: 'It becomes part of the page here.',
    },
  ],
});

/** `h('cite', name)`, `h('li', [text])`: the second argument may be what stands in the element, and is text then. */
const isChild = (call: Expression): boolean =>
  /^(h|createVNode|createElement)$/.test(call.callee.lastName) && !call.argument(1).origin.is('object');

/** What a map writes beside its places, by the name: numbers. */
const MEASURED =
  /^(lat|lng|lon|long|latitude|longitude|latlng|coords?|zoom|x|y|z|km|miles|dist(ance)?|count|total|index|i|n|id|mag(nitude)?|temp(erature)?|elevation|altitude|depth|population|speed|radius|area|year|time|date|timestamp)$/i;

const isDocument = (written: Expression): boolean =>
  /(^|[._])(document|contentDocument|doc)$|Doc(ument)?$/.test(written.text.slice(-60)) ||
  /(\.document|\.contentDocument)$/.test(written.origin.text.slice(-60));

/** jQuery takes text for markup only where it begins with `<`; `location.hash` begins with `#`. */
function isSelector({ call, data }: FlowHit): boolean {
  if (!call.callee.is('identifier') || !/^(\$|jQuery)$/i.test(call.callee.text)) return false;
  const first = data.origin.is('template_string') ? data.origin.text.slice(1) : data.origin.operands[0]?.constant;
  return /^[#.\w]/.test(first ?? '') || /location\.hash$/.test(data.origin.text);
}

function problemIn(html: Expression, target: string): Problem | undefined {
  if (isHarmlessHtml(html)) return undefined;
  const { origin } = html;
  const hole = origin.isBuiltText ? origin.holes.find((part) => !isHarmlessHtml(part)) : undefined;
  const culprit = hole && hole.start >= html.start && hole.end <= html.end ? hole : html;
  return {
    at: culprit.range,
    message: `\`${shortText(culprit.text)}\` becomes part of the page as HTML through \`${shortText(target)}\`: a script in it runs as the reader.`,
    // A value whose name says that it is HTML is most often made for this place.
    ...(!hole && isNamedHtml(html) && { confidence: 'possible' as const }),
  };
}

const isNamedHtml = (html: Expression): boolean =>
  /html|svg|markup|template|fragment|icon|snippet|highlight/i.test(html.lastName || html.origin.callee.lastName);

const isMarkup = (html: Expression): boolean => /[<>]/.test(html.origin.text) || isNamedHtml(html);
