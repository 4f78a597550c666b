import type { RuleInfo } from '../../engine/rule.ts';

export default {
  id: 'package/missing-version',
  title: 'Version that does not exist',
  severity: 'medium',
  confidence: 'certain',
  cwe: [1357],
  owasp: ['A06:2021', 'A03:2025', 'LLM09:2025'],
  remedy: 'Ask for a version that exists.',
} satisfies RuleInfo;
