import type { RuleInfo } from '../../engine/rule.ts';

export default {
  id: 'package/not-allowed',
  title: 'Package that the team does not allow',
  severity: 'medium',
  confidence: 'certain',
  cwe: [1357],
  owasp: ['A06:2021', 'A03:2025'],
  remedy: 'Remove the package, or ask your team to allow it in assay.json.',
} satisfies RuleInfo;
