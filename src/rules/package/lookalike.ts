import type { RuleInfo } from '../../engine/rule.ts';

export default {
  id: 'package/lookalike',
  title: 'Lookalike of a well-known package',
  severity: 'high',
  confidence: 'likely',
  cwe: [1357, 829],
  owasp: ['A06:2021', 'A03:2025'],
  remedy: 'Replace the name with that of the well-known package, if that is what you meant.',
} satisfies RuleInfo;
