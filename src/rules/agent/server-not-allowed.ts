import type { RuleInfo } from '../../engine/rule.ts';

/** Told only where the team's `assay.json` says something of it. */
export default {
  id: 'agent/server-not-allowed',
  title: 'MCP server the team has not agreed on',
  severity: 'medium',
  confidence: 'certain',
  cwe: [829, 1357],
  owasp: ['LLM03:2025', 'ASI04:2026'],
  remedy: 'Use a server of the list in assay.json, or have this one added to it.',
} satisfies RuleInfo;
