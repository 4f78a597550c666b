import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { fileSays } from '../code-text.ts';
import { isOtherType } from '../html-answer.ts';
import { isHarmlessHtml } from '../html-sanitizers.ts';

const MOST_HOLES = 20;
const SCRIPT = /<script[\s>]/i;

const isJson = (child: Expression): boolean =>
  child.is('template_substitution') && /^JSON\.stringify$/.test(child.children[0]?.callee.text ?? '');

/** Whether a script element is open where a part of a text stands. */
function isInScript(text: Expression, part: Expression): boolean {
  const before = text.text.slice(0, part.start - text.start).toLowerCase();
  return before.lastIndexOf('<script') > before.lastIndexOf('</script');
}

/** What the program knows of itself. */
const OWN_DATA =
  /config|settings|options|env|manifest|locale|messages|translations|theme|version|assets?|routes|nonce|base|port|host|url|path|id$|^[A-Z][A-Z0-9_]*$/i;

/** Tags at the beginning of a text. */
const MARKUP = /['"`]\s*<(!doctype|[a-z][a-z0-9-]*)[\s>]/i;

/** Numbers, dates and keys, by their names; of a list of texts what stands in each. */
function isOwnName(value: Expression): boolean {
  const holes = value.descendants('template_substitution').flatMap(({ children }) => children);
  const parts = holes.length > 0 ? holes : [value];
  return parts.every(
    (part) => OWN_NAME.test(part.lastName.replace(/([a-z])([A-Z])/g, '$1_$2')) || isHarmlessHtml(part),
  );
}

const OWN_NAME =
  /(^|_)(id|uuid|slug|count|total|price|amount|cost|qty|quantity|year|date|time|at|on|number|size|width|height|score|rating|index|status|lat|lng|length)$/i;

/** Hands a page to a browser of the server's own: for a PDF, for a picture. */
const prints = (call: Expression): boolean =>
  call.is('call_expression') && PRINTS.test(`${call.callee.lastName} ${call.callee.name ?? ''}`);

const PRINTS = /^setContent\b|pdf|html-to-image/i;

export default defineRule({
  id: 'code/reflected-xss',
  title: 'Text of the sender in the answer',
  severity: 'high',
  confidence: 'likely',
  cwe: [79],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: 'Escape what is put into HTML, let a template do it, or answer with `res.json`.',
  yieldsTo: ['ai/model-output-to-html'],
  checks: [
    check({
      // `<script>window.state = ${JSON.stringify(state)}</script>`: JSON leaves `</script>` as it is.
      nodes: { javascript: ['template_string'] },
      says: SCRIPT,
      problem: ({ MATCH }) => {
        if (!MATCH.names.says(/JSON\.stringify\(/)) return undefined;
        const holes = MATCH.children.filter(isJson).slice(0, MOST_HOLES);
        const hole = holes.find((child) => isInScript(MATCH, child));
        const json = hole?.children[0];
        const [written] = json?.arguments ?? [];
        if (!json || !written || isHarmlessHtml(json) || OWN_DATA.test(written.lastName || written.text))
          return undefined;
        return {
          at: json.range,
          message: `\`${shortText(written.text)}\` is written into a script as JSON, which leaves \`</script>\` as it is: a text in it ends the script and begins another.`,
        };
      },
    }),
  ],
  flows: [
    {
      to: ['html'],
      from: ['user', 'host', 'parameter', 'userParameter'],
      // A page that is chosen whole is told as a request that the sender makes.
      where: (hit) => (prints(hit.call) ? hit.isJoined : !isOtherType(hit)),
      message: ({ at, call }) =>
        prints(call)
          ? `\`${shortText(at.text)}\` becomes part of the page that is printed: a script or a frame in it runs in the server's own browser, within its network.`
          : `\`${shortText(at.text)}\` is sent back as part of a page: a script in it runs in the reader's session.`,
      reaches: 'It is sent as HTML here.',
    },
    {
      // What somebody wrote down comes back to everybody.
      to: ['html'],
      from: ['record'],
      confidence: 'likely',
      when: (call) =>
        call.is('call_expression', 'new_expression', 'assignment_expression') &&
        call.callee.lastName !== 'sendMail' &&
        fileSays(call.names, MARKUP),
      where: (hit) => hit.isJoined && !prints(hit.call) && !isOtherType(hit) && !isOwnName(hit.at),
      message: ({ at }) =>
        `\`${shortText(at.text)}\` comes from the data base and is sent as part of a page: a script that somebody stored runs in every reader's session.`,
      reaches: 'It is sent as HTML here.',
    },
  ],
});
