import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';

const WHAT = 'everything a template writes is markup from now on';

export default defineRule({
  id: 'code/escaping-disabled',
  title: "Template's escaping switched off",
  severity: 'high',
  confidence: 'likely',
  cwe: [79, 116],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: 'Leave escaping on, and mark the few values that are markup where they are written.',
  yieldsTo: ['ai/model-output-to-html'],
  checks: [
    check({
      patterns: {
        javascript: [
          'handlebars.compile($TEMPLATE, $OPTIONS)',
          'Handlebars.compile($TEMPLATE, $OPTIONS)',
          'nunjucks.configure($PATH, $OPTIONS)',
          'nunjucks.configure($OPTIONS)',
          'new nunjucks.Environment($LOADER, $OPTIONS)',
          '"serialize-javascript"($VALUE, $OPTIONS)',
          'ejs.render($TEMPLATE, $DATA, $OPTIONS)',
          'ejs.compile($TEMPLATE, $OPTIONS)',
          'marked.setOptions($OPTIONS)',
          'monaco.editor.create($ELEMENT, $OPTIONS)',
        ],
      },
      problem: ({ OPTIONS, MATCH }) => {
        const off = OFF.map(({ name, value }) => ({ option: OPTIONS.property(name), value, name })).find(
          ({ option, value }) => option.exists && option.value === value,
        );
        if (!off) return undefined;
        const at = off.option.start >= MATCH.start && off.option.end <= MATCH.end ? off.option.parent : MATCH.callee;
        return { at: at.range, message: `With \`${off.name}: ${String(off.value)}\` ${WHAT}.` };
      },
    }),
    check({
      patterns: {
        javascript: ['mustache.escape = $FUNCTION', 'Mustache.escape = $FUNCTION', '$TEMPLATE.escape = $FUNCTION'],
      },
      where: ({ FUNCTION, MATCH }) =>
        /mustache/i.test(`${MATCH.field('left').name ?? ''} ${MATCH.field('left').text}`) && givesBack(FUNCTION.origin),
      message: () => `This escape function gives back what it is given: ${WHAT}.`,
    }),
    check({
      patterns: { javascript: ['$TEMPLATE.escapeMarkup = false', '$TEMPLATE.escapeHTML = false'] },
      message: () => `Escaping is off: ${WHAT}.`,
    }),
    check({
      patterns: { javascript: ['$PROVIDER.enabled(false)'] },
      where: ({ PROVIDER }) => /^\$sceProvider$/.test(PROVIDER.text),
      message: () => `Without strict contextual escaping ${WHAT}.`,
    }),
    check({
      patterns: { javascript: ['$PROVIDER.resourceUrlWhitelist($LIST)', '$PROVIDER.trustedResourceUrlList($LIST)'] },
      where: ({ LIST }) =>
        LIST.origin.children.some((entry) => /^\*\*$|^(https?:\/\/)?\*\*/.test(entry.constant ?? '')),
      at: ({ LIST }) => LIST.range,
      message: () => 'With `**` in this list templates are loaded from any site, and run as your own.',
    }),
    check({
      patterns: { javascript: ['$PROVIDER.translations($LANGUAGE, $TABLE)'] },
      where: ({ PROVIDER }) =>
        /^\$translateProvider$/.test(PROVIDER.text) && !PROVIDER.names.says(/useSanitizeValueStrategy/),
      at: ({ MATCH }) => MATCH.callee.range,
      message: () =>
        'Translations are written as markup, and no sanitizing strategy is chosen with `useSanitizeValueStrategy`.',
    }),
    check({
      nodes: { javascript: ['jsx_attribute'] },
      where: ({ MATCH }) => {
        const [name, value] = MATCH.children;
        const element = MATCH.parent.field('name').text;
        if (!name || !/Markdown/.test(element)) return false;
        if (/^(allowDangerousHtml|allowDangerousHTML)$/.test(name.text))
          return value === undefined || value.children[0]?.value === true;
        if (name.text === 'escapeHtml') return value?.children[0]?.value === false;
        return (
          name.text === 'transformLinkUri' &&
          (value?.children[0]?.text === 'null' || givesBack(value?.children[0]?.origin ?? MATCH))
        );
      },
      message: ({ MATCH }) =>
        `\`${MATCH.children[0]?.text ?? ''}\` lets markup and links in the text through: a script in it runs as the reader.`,
    }),
    check({
      nodes: { javascript: ['decorator'] },
      where: ({ MATCH }) => /^@Header\(\s*['"]X-XSS-Protection['"]\s*,\s*['"]0/i.test(MATCH.text),
      message: () => "The browser's filter is switched off for this answer.",
    }),
  ],
});

const OFF = [
  { name: 'noEscape', value: true },
  { name: 'autoescape', value: false },
  { name: 'unsafe', value: true },
  { name: 'supportHtml', value: true },
] as const;

/** A function that returns its own parameter. */
function givesBack(fn: Expression): boolean {
  if (!fn.is('arrow_function', 'function_expression', 'function_declaration')) return false;
  const [parameter] = fn.field('parameter').exists ? [fn.field('parameter')] : fn.field('parameters').children;
  const name = parameter?.is('required_parameter') ? parameter.field('pattern').text : parameter?.text;
  const body = fn.field('body').text.replace(/\s+/g, ' ');
  return (
    name !== undefined &&
    (body === name || new RegExp(`^\\{ ?return ${name.replaceAll('$', '\\$')};? ?\\}$`).test(body))
  );
}
