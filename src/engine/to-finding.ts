import { type Finding, levelOf } from './finding.ts';
import type { Problem, RuleInfo } from './rule.ts';

/** What is told of a problem: what the problem leaves open is as its rule says. */
export function toFinding(rule: RuleInfo, { at, about, message, confidence, severity, fixes }: Problem): Finding {
  const actual = severity ?? rule.severity;
  return {
    rule: rule.id,
    range: { start: at.start, end: at.end },
    message,
    ...(about && { about: { start: about.start, end: about.end } }),
    remedy: rule.remedy,
    severity: actual,
    level: levelOf(actual),
    confidence: confidence ?? rule.confidence,
    trace: [],
    fixes: fixes ?? [],
  };
}
