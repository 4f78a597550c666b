import type { RuleInfo } from '../../engine/rule.ts';

export default {
  id: 'package/known-vulnerable',
  title: 'Version with a known weakness',
  // Of a finding: as bad as the advisory says.
  severity: 'high',
  confidence: 'certain',
  cwe: [1395],
  owasp: ['A06:2021', 'A03:2025'],
  remedy: 'Ask for the next version without a known weakness.',
} satisfies RuleInfo;
