import { templateSinkOf } from '../../engine/embedded/template-sinks.ts';
import { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { codeText, fileSays, saysAround } from '../code-text.ts';
import { isLinkTarget } from '../link-target.ts';

/** What people write into their profiles. */
const OF_OTHERS =
  /^(website|websiteUrl|website_url|homepage|homepageUrl|blogUrl|blog_url|profileUrl|profile_url|linkUrl|portfolio|portfolioUrl|externalUrl|external_url)$/;
/** Whose address it is, where no flow says where the record is from. */
const PERSON =
  /^(user|author|profile|member|comment|commenter|poster|person|customer|seller|owner|speaker|attendee|applicant|candidate|freelancer|artist|creator)$/i;
const LOOKED_AT =
  /https\?:|['"`]https?:?['"`/]|startsWith\(\s*['"`]\/|\.protocol\b|new URL\(|(sanitize|safe|isSafe|isValid|valid|check|normalize)_?(Url|Link|Href|URL)/i;

/** Parts of the page's own address that hold no scheme of the sender's. */
const OF_PAGE = /\.(origin|host|hostname|protocol|pathname|port)$/;

export default defineRule({
  id: 'code/script-url',
  title: 'Link that may run a script',
  severity: 'medium',
  confidence: 'likely',
  cwe: [79, 83],
  owasp: ['A03:2021', 'A05:2025'],
  remedy:
    "Look at the scheme first: `['https:', 'http:', 'mailto:'].includes(new URL(url, location.origin).protocol)`.",
  checks: [
    check({
      nodes: { javascript: ['template_string', 'binary_expression'] },
      says: /javascript:/i,
      problem: ({ MATCH }) => {
        if (!/^['"`]\s*javascript:/i.test(MATCH.names.tree.text.slice(MATCH.start, MATCH.start + 40))) return undefined;
        const part = MATCH.holes.find(
          (hole) => !/^(encodeURIComponent|JSON\.stringify|Number|String\.raw)\b/.test(hole.text),
        );
        if (!part || MATCH.parent.is('binary_expression') || MATCH.parent.is('call_expression')) return undefined;
        return { at: part.range, message: `\`${shortText(part.text)}\` becomes part of a script that the link runs.` };
      },
    }),
    check({
      nodes: { javascript: ['jsx_attribute'] },
      problem: ({ MATCH }) => {
        const [name, value] = MATCH.children;
        if (!name || !/^(href|to|formAction|xlinkHref|action)$/.test(name.text) || !value?.is('jsx_expression'))
          return undefined;
        return storedLink(value.children[0]);
      },
    }),
  ],
  flows: [
    {
      to: ['redirect'],
      from: ['user', 'browser', 'userParameter'],
      when: (call) => isLinkTarget(call) && runsScripts(call),
      where: ({ call, what, source, at }) =>
        what !== 'the address of the request' &&
        !saysAround(call, LOOKED_AT) &&
        !OF_PAGE.test(source.text) &&
        !(at.node === source.node && /(^|\.)(href|location)$/.test(at.text)),
      message: ({ at }) =>
        `\`${shortText(at.text)}\` becomes the address of a link: one that begins with \`javascript:\` runs as a script of this page.`,
      reaches: 'It becomes the address of a link here.',
    },
    {
      // A record that a template shows: what somebody wrote about themselves.
      to: ['redirect'],
      from: ['remote'],
      when: (call) =>
        templateSinkOf(call)?.writes === 'address' ||
        (call.is('jsx_attribute') && isLinkTarget(call) && runsScripts(call)),
      where: ({ at, call }) =>
        OF_OTHERS.test(at.lastName) && (!fileSays(call.names, LOOKED_AT) || isLookedAtElsewhere(at)),
      message: ({ at }) => toldOfStored(at),
      reaches: 'It becomes the address of a link here.',
      confidence: 'likely',
    },
  ],
});

/** Somebody's own address, from a record. */
function storedLink(value: Expression | undefined): Problem | undefined {
  if (!value?.is('member_expression') || !OF_OTHERS.test(value.lastName)) return undefined;
  if (fileSays(value.names, LOOKED_AT) && !isLookedAtElsewhere(value)) return undefined;
  return {
    at: value.range,
    message: toldOfStored(value),
    confidence: PERSON.test(value.object.lastName) ? 'likely' : 'possible',
  };
}

/** The file has a function that looks at schemes, and gives it other links than this one. */
function isLookedAtElsewhere(address: Expression): boolean {
  const program = new Expression(address.names, 0);
  const checks = program
    .descendants('function_declaration', 'arrow_function', 'function_expression')
    .filter((fn) => fn.end - fn.start < LONGEST_CHECK && LOOKED_AT.test(codeText(fn)))
    .flatMap((fn) => fn.field('name').text || fn.parent.field('name').text || []);
  if (checks.length === 0) return false;
  const code = codeText(program);
  // Nothing but these functions looks at an address, and none of them is given this one.
  if (new RegExp(`\\b${address.lastName}\\b[^\\n]{0,60}(startsWith|\\.test\\(|protocol|match\\()`).test(code))
    return false;
  const calls = program.descendants('call_expression').filter(({ callee }) => checks.includes(callee.text));
  return (
    calls.length > 0 &&
    calls.every((call) => !new RegExp(`\\b${address.lastName}\\b`).test(call.text)) &&
    !/\.(map|forEach)\(\s*(safe|sanitize|clean|normali[sz]e)/i.test(code)
  );
}

const LONGEST_CHECK = 1200;

const toldOfStored = (address: Expression): string =>
  `\`${shortText(address.text)}\` is what somebody wrote about themselves: a \`javascript:\` in it runs for whoever follows the link.`;

/** An address of a picture runs nothing; one of a frame does. */
function runsScripts(place: Expression): boolean {
  if (!place.is('jsx_attribute')) return true;
  if (place.children[0]?.text !== 'src') return true;
  const element = place.enclosing('jsx_self_closing_element', 'jsx_opening_element');
  return /^<(iframe|frame|embed)\b/.test(element.text);
}
