import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/ldap-injection',
  title: 'LDAP filter made of foreign text',
  severity: 'high',
  confidence: 'likely',
  cwe: [90],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: 'Escape it with `ldap-escape`, or build the filter from objects: `new EqualityFilter({ attribute, value })`.',
  leavesOwn: true,
  checks: [
    check({
      // `{ scope: 'sub', filter: `(uid=${name})` }`, wherever the name is from.
      members: { javascript: ['filter'] },
      problem: ({ MATCH }) => {
        return problemIn(MATCH.field('value'));
      },
    }),
    check({
      // `find(client, `(uid=${name})`)`: put together here, and asked in another function.
      nodes: { javascript: ['template_string', 'binary_expression'] },
      says: /['"](ldapjs|ldapts|ldapjs-client|ldapjs-promise|ldap-client|ldap-async|simple-ldap-search|activedirectory2?|ldapauth-fork)['"]/,
      problem: ({ MATCH }) =>
        MATCH.parent.is(...HANDED_ON) && /\)['"`]$/.test(MATCH.text) && !SAYS.test(MATCH.parent.parent.callee.lastName)
          ? problemIn(MATCH)
          : undefined,
    }),
  ],
  flows: [
    {
      to: ['ldap'],
      where: ({ isJoined }) => isJoined,
      message: ({ at, call }) =>
        /^bind$/.test(call.callee.lastName)
          ? `\`${shortText(at.text)}\` is written into the name of an LDAP entry: \`,\` in it leads to another one.`
          : `\`${shortText(at.text)}\` is written into the LDAP filter: \`*)(uid=*\` in it matches everybody.`,
      reaches: 'It is part of what the directory is asked here.',
    },
  ],
});

const HANDED_ON = ['arguments', 'variable_declarator', 'return_statement', 'assignment_expression', 'arrow_function'];
/** What is only told to somebody. */
const SAYS = /^(log|info|debug|warn|error|trace|verbose|\w*Error)$/;

function problemIn(filter: Expression): Problem | undefined {
  if (!filter.isBuiltText || !FILTER.test(textBefore(filter))) return undefined;
  const hole = filter.holes.find((part) => !isEscaped(part));
  if (!hole) return undefined;
  return {
    at: hole.start >= filter.start && hole.end <= filter.end ? hole.range : filter.range,
    message: `\`${shortText(hole.text)}\` is written into the LDAP filter: \`*)(uid=*\` in it matches everybody.`,
  };
}

/** `(uid=` and `(&(objectClass=person)(`: how a filter begins. */
const FILTER = /^\(\s*([&|!]\s*\(|[\w.;-]+\s*[~<>]?=)/;

const textBefore = ({ origin }: Expression): string =>
  origin.is('template_string') ? origin.text.slice(1, 200) : (origin.operands[0]?.constant ?? '');

/** Escaped, or the program's own: a constant in capitals, what its configuration says. */
const isEscaped = (hole: Expression): boolean =>
  /escape|sanitiz|encode|^(Number|parseInt)$/i.test(hole.origin.callee.text || hole.callee.text) ||
  /^[A-Z][A-Z0-9_]*$/.test(hole.lastName) ||
  /(^|\.)(env|config|settings|options|opts)\b/.test(hole.text);
