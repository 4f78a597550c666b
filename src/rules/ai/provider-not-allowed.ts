import type { RuleInfo } from '../../engine/rule.ts';

export default {
  id: 'ai/provider-not-allowed',
  title: 'Provider that the team does not allow',
  severity: 'medium',
  confidence: 'certain',
  cwe: [923],
  owasp: ['LLM03:2025'],
  remedy: 'Use a provider, an address and a region that assay.json names, or have the team add this one.',
} satisfies RuleInfo;
