import type { RuleInfo } from '../../engine/rule.ts';

/** Told only where the team's `assay.json` says something of it. */
export default {
  id: 'ai/provider-not-allowed',
  title: 'Provider the team has not agreed on',
  severity: 'medium',
  confidence: 'certain',
  cwe: [1357],
  owasp: ['LLM03:2025'],
  remedy: 'Use a provider of the list in assay.json, or have this one added to it.',
} satisfies RuleInfo;
