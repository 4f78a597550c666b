import type { RuleInfo } from '../../engine/rule.ts';

export default {
  id: 'package/hallucinated',
  title: 'Invented package',
  severity: 'high',
  confidence: 'certain',
  cwe: [1357, 829],
  owasp: ['A06:2021', 'A03:2025', 'LLM09:2025'],
  remedy: 'Replace the name with that of the package you meant, or remove it.',
} satisfies RuleInfo;
