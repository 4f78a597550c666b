import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'code/ldap-injection',
  title: 'LDAP filter made of foreign text',
  severity: 'high',
  confidence: 'likely',
  cwe: [90],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: 'Escape it with `ldap-escape`, or build the filter from objects: `new EqualityFilter({ attribute, value })`.',
  flows: [
    {
      to: ['ldap'],
      where: ({ isJoined }) => isJoined,
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is written into the LDAP filter: \`*)(uid=*\` in it matches everybody.`,
      reaches: 'It is part of a filter here.',
    },
  ],
});
