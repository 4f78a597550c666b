import type { RuleInfo } from '../../engine/rule.ts';

export default {
  id: 'package/deprecated',
  title: 'Deprecated package',
  severity: 'low',
  confidence: 'certain',
  cwe: [1104],
  owasp: ['A06:2021', 'A03:2025'],
  remedy: 'Use the package or version that its maintainers name instead.',
} satisfies RuleInfo;
