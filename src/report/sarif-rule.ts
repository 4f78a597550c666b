import { type Confidence, categoryOf, type Level, levelOf, type Severity } from '../engine/finding.ts';
import { type Page, shownMarkdown } from '../engine/page.ts';
import type { RuleInfo } from '../engine/rule.ts';

export const SARIF_LEVELS: Record<Level, string> = { error: 'error', warning: 'warning', information: 'note' };
const PRECISION: Record<Confidence, string> = { certain: 'very-high', likely: 'high', possible: 'medium' };
/** What code hosts read as CVSS-like numbers: over 9 critical, 7 high, 4 medium. */
const SECURITY_SEVERITY: Record<Severity, string> = { critical: '9.3', high: '8.0', medium: '5.5', low: '3.0' };

/** A rule as a SARIF `reportingDescriptor`. */
export function toSarifRule(rule: RuleInfo, page: Page) {
  return {
    id: rule.id,
    name: rule.id.replace(/(^|[/-])(\w)/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: page.summary },
    help: {
      text: `${page.summary}\n\n${rule.remedy}`,
      markdown: shownMarkdown(page, rule.remedy),
    },
    defaultConfiguration: { level: SARIF_LEVELS[levelOf(rule.severity)] },
    properties: {
      tags: [
        'security',
        categoryOf(rule.id),
        ...rule.cwe.map((cwe) => `external/cwe/cwe-${String(cwe).padStart(3, '0')}`),
        ...rule.owasp.map((id) => `external/owasp/${id}`),
      ],
      precision: PRECISION[rule.confidence],
      'security-severity': SECURITY_SEVERITY[rule.severity],
    },
  };
}
