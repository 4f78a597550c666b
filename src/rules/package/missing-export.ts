import type { RuleInfo } from '../../engine/rule.ts';

export default {
  id: 'package/missing-export',
  title: 'Invented export',
  severity: 'medium',
  confidence: 'likely',
  cwe: [573],
  owasp: ['LLM09:2025'],
  remedy: 'Use what the installed version exports, or install the version that has it.',
} satisfies RuleInfo;
