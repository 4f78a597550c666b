import type { RuleInfo } from '../../engine/rule.ts';

/** Told only where the team's `assay.json` says something of it. */
export default {
  id: 'ai/endpoint-not-allowed',
  title: 'Model asked where the team does not ask',
  severity: 'medium',
  confidence: 'certain',
  cwe: [923, 1357],
  owasp: ['LLM02:2025', 'LLM03:2025'],
  remedy: 'Ask through the hosts and regions that assay.json names.',
} satisfies RuleInfo;
