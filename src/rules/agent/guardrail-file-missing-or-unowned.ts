import type { RuleInfo } from '../../engine/rule.ts';

/** Told in the team's `assay.json` only, and only where it says in `agents.guardrails` what there must be. */
export default {
  id: 'agent/guardrail-file-missing-or-unowned',
  title: 'Guardrails for agents that are missing or owned by nobody',
  severity: 'low',
  confidence: 'certain',
  cwe: [1053],
  owasp: ['LLM01:2025', 'ASI06:2026'],
  remedy: 'Write what is missing, or take it out of `guardrails`.',
} satisfies RuleInfo;
