import type { RuleInfo } from '../../engine/rule.ts';

/** Told only where the team's `assay.json` says something of it. */
export default {
  id: 'ai/token-limit-exceeded',
  title: 'More tokens than the team allows',
  severity: 'low',
  confidence: 'certain',
  cwe: [770, 400],
  owasp: ['LLM10:2025'],
  remedy: 'Lower the limit to what assay.json allows.',
} satisfies RuleInfo;
