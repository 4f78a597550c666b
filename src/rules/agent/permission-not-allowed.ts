import type { RuleInfo } from '../../engine/rule.ts';

/** Told only where the team's `assay.json` says something of it. */
export default {
  id: 'agent/permission-not-allowed',
  title: 'Permission the team gives to no agent',
  severity: 'high',
  confidence: 'certain',
  cwe: [250, 862],
  owasp: ['LLM06:2025', 'ASI02:2026'],
  remedy: 'Take the permission out, and let the agent ask.',
} satisfies RuleInfo;
