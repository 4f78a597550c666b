import type { RuleInfo } from '../../engine/rule.ts';

export default {
  id: 'package/unpublished',
  title: 'Package that was taken back',
  severity: 'high',
  confidence: 'certain',
  cwe: [1357],
  owasp: ['A06:2021', 'A03:2025'],
  remedy: 'Remove the package, or look up what became of it.',
} satisfies RuleInfo;
