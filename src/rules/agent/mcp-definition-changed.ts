import type { RuleInfo } from '../../engine/rule.ts';

/** Told only where the team's `assay.json` says which definitions are approved. */
export default {
  id: 'agent/mcp-definition-changed',
  title: 'MCP server that is not defined as it was approved',
  severity: 'medium',
  confidence: 'certain',
  cwe: [353, 345],
  owasp: ['LLM03:2025', 'ASI04:2026', 'MCP03:2025'],
  remedy: 'Read what the server starts now; then approve it with `assay approve`, or take the change back.',
} satisfies RuleInfo;
