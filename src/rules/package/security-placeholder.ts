import type { RuleInfo } from '../../engine/rule.ts';

export default {
  id: 'package/security-placeholder',
  title: 'Placeholder of a harmful package',
  severity: 'high',
  confidence: 'certain',
  cwe: [506, 1357],
  owasp: ['A06:2021', 'A03:2025'],
  remedy: 'Remove the package, and find out who installed it while it did harm.',
} satisfies RuleInfo;
