import type { RuleInfo } from '../../engine/rule.ts';

export default {
  id: 'package/squat-suspect',
  title: 'Package that looks squatted',
  severity: 'high',
  confidence: 'likely',
  cwe: [1357, 829],
  owasp: ['A06:2021', 'A03:2025', 'LLM09:2025'],
  remedy: 'Look at the package and at who publishes it before you install it.',
} satisfies RuleInfo;
