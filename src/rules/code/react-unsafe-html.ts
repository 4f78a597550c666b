import { namesOfSinks, templateSinkOf } from '../../engine/embedded/template-sinks.ts';
import { isTrustingCall, TRUSTING_CALLS } from '../../engine/embedded/trusting-calls.ts';
import type { Fix } from '../../engine/finding.ts';
import { importingWhole } from '../../engine/fix.ts';
import { DATA } from '../../engine/flow/data.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type FlowHit, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { isHarmlessHtml } from '../html-sanitizers.ts';
import { isInSandbox } from '../sandboxed-frame.ts';
import { foreignnessOf } from '../template-html.ts';
import { shownAsHtml } from '../vue-template-text.ts';

export default defineRule({
  id: 'code/react-unsafe-html',
  title: "HTML past the framework's escaping",
  severity: 'high',
  confidence: 'likely',
  cwe: [79],
  owasp: ['A03:2021', 'A05:2025'],
  leavesOwn: true,
  remedy: 'Let the framework write the text, or clean the HTML first: `DOMPurify.sanitize(html)`.',
  yieldsTo: ['ai/model-output-to-html'],
  checks: [
    check({
      nodes: { javascript: ['jsx_attribute'] },
      problem: ({ MATCH }) => {
        const [name, value] = MATCH.children;
        if (!name || !value || !/^(dangerouslySetInnerHTML|innerHTML|srcDoc)$/.test(name.text)) return undefined;
        const [inner] = value.is('jsx_expression') ? value.children : [value];
        if (!inner || isInSandbox(MATCH)) return undefined;
        return problemIn(name.text === 'dangerouslySetInnerHTML' ? htmlIn(inner) : inner, name.text);
      },
    }),
    check({
      // Of an element made without JSX. In JSX the attribute itself is told.
      members: { javascript: ['dangerouslySetInnerHTML'] },
      problem: ({ MATCH }) => problemIn(htmlIn(MATCH.field('value')), 'dangerouslySetInnerHTML'),
    }),
    check({
      // `h('div', { innerHTML: html })` of Vue.
      members: { javascript: ['innerHTML'] },
      problem: ({ MATCH }) =>
        /^(h|createElement|createVNode|_?createElementVNode)$/.test(MATCH.parent.parent.parent.callee.lastName) ||
        MATCH.parent.parent.key === 'domProps'
          ? problemIn(MATCH.field('value'), 'innerHTML')
          : undefined,
    }),
    check({
      patterns: {
        javascript: [
          '$SANITIZER.bypassSecurityTrustHtml($HTML)',
          '$SANITIZER.bypassSecurityTrustScript($HTML)',
          '$SANITIZER.bypassSecurityTrustUrl($HTML)',
          '$SANITIZER.bypassSecurityTrustResourceUrl($HTML)',
          '$SANITIZER.bypassSecurityTrustStyle($HTML)',
        ],
      },
      problem: ({ HTML, MATCH }) => problemIn(HTML, MATCH.callee.lastName),
    }),
    check({
      // A component of Vue whose template is a string.
      members: { javascript: ['template'] },
      problem: ({ MATCH }) => {
        const template = MATCH.field('value');
        if (!template.is('string', 'template_string') || !MATCH.names.says(/\bv-html="/)) return undefined;
        return shownAsHtml(template).map(({ text, range, isFetched }) => ({
          at: range,
          message: `\`${shortText(text)}\` is written as HTML by \`v-html\`: a script in it runs as the reader.`,
          ...(!isFetched && { confidence: 'possible' as const }),
        }));
      },
    }),
    check({
      // Of Lit, Mithril, Ember; what a component of the project makes is its own.
      patterns: {
        javascript: TRUSTING_CALLS.map(({ module, name }): `${string}($HTML)` => `"${module}".${name}($HTML)`),
      },
      problem: ({ HTML, MATCH }) => {
        const problem = problemIn(HTML, MATCH.callee.lastName);
        const confidence = problem && foreignnessOf(HTML);
        return confidence && { ...problem, confidence };
      },
    }),
    check({
      // `v-html`, `{@html}`, `set:html` in the template of a component.
      patterns: { javascript: namesOfSinks('html').map((name): `${string}$HTML)` => `${name}($HTML)`) },
      problem: ({ HTML, MATCH }) => {
        const problem = problemIn(HTML, toldSink(MATCH));
        const confidence = problem && foreignnessOf(HTML);
        return confidence && { ...problem, confidence };
      },
    }),
  ],
  flows: [
    {
      to: ['dom'],
      from: ['browser', 'user', 'userParameter', 'remote', 'structured'],
      where: (hit) =>
        (hit.call.is('jsx_attribute') && !isInSandbox(hit.call)) ||
        isTrustingCall(hit.call) ||
        (templateSinkOf(hit.call) !== undefined && !isPicture(hit)) ||
        /^(bypass|trustAs)/.test(hit.call.callee.lastName),
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` is written as HTML by \`${call.is('jsx_attribute') ? (call.children[0]?.text ?? '') : toldSink(call)}\`: a script in it runs as the reader.`,
      reaches: 'It becomes part of the page here.',
    },
  ],
});

/** A picture that a server draws for its page: the code that a telephone scans. */
const isPicture = ({ at, kinds }: FlowHit): boolean =>
  (kinds & ~(DATA.remote | DATA.structured)) === 0 &&
  /^(svg|icon|qr|captcha)|(svg|icon|qr_?code|captcha)$/i.test(at.lastName);

/** By what a template writes HTML, as its author calls it. */
const toldSink = (call: Expression): string => templateSinkOf(call)?.told ?? call.callee.lastName;

/** The value of `__html`, also behind a constant or a function that makes the object. */
function htmlIn(value: Expression): Expression {
  const html = value.property('__html');
  return html.exists ? html : value.origin.property('__html');
}

function problemIn(html: Expression, name: string): Problem | undefined {
  if (!html.exists || isHarmlessHtml(html) || isScriptData(html)) return undefined;
  return {
    at: html.range,
    message: `\`${shortText(html.text)}\` is written as HTML by \`${name}\`: a script in it runs as the reader.`,
    fixes: fixesOf(html, name),
  };
}

/** JSON in a script element of its own: whether it is escaped is asked where it is made. */
const isScriptData = (html: Expression): boolean => {
  const element = html.enclosing('jsx_self_closing_element', 'jsx_opening_element');
  return (
    element.exists &&
    /^<(script|style)\b/.test(element.text) &&
    html.origin.is('identifier', 'member_expression', 'template_string')
  );
};

function fixesOf(html: Expression, name: string): readonly Fix[] {
  if (name.startsWith('bypass')) return [];
  const { names } = html;
  // A script of the page may make it known to all; what Astro writes it writes on the server, which has no document.
  const known = names.says(/\bDOMPurify\.sanitize\b/) ? { name: 'DOMPurify', edits: [] } : undefined;
  const { name: purifier, edits } =
    known ?? importingWhole(html, name === 'set:html' ? 'isomorphic-dompurify' : 'dompurify', 'DOMPurify');
  return [
    {
      title: 'Clean it with DOMPurify',
      safety: 'review',
      edits: [html.replacedBy(`${purifier}.sanitize(${html.text})`), ...edits],
    },
  ];
}
