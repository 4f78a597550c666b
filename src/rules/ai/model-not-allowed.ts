import type { RuleInfo } from '../../engine/rule.ts';

export default {
  id: 'ai/model-not-allowed',
  title: 'Model that the team does not allow',
  severity: 'low',
  confidence: 'certain',
  cwe: [1104],
  owasp: ['LLM03:2025', 'LLM10:2025'],
  remedy: 'Use a model and a length of answers that assay.json names, or have the team add this one.',
} satisfies RuleInfo;
