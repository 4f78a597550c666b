import { type Finding, levelOf, type Range } from './finding.ts';
import { Lines } from './lines.ts';
import type { RuleInfo } from './rule.ts';
import type { Suppressed } from './scan-result.ts';

/**
 * Comments that silence findings:
 *
 *     // assay-ignore-next-line code/weak-hash -- the protocol demands it
 *     // assay-ignore-line code/weak-hash, code/eval until 2027-03-31 -- replaced by then
 *     // assay-ignore-file code/weak-hash -- reference vectors
 *
 * Without rule ids they silence nothing: a comment that silences everything hides what comes later. One that is not used, or whose
 * day has passed, is itself a finding.
 */
export type Suppression = {
  readonly scope: 'line' | 'next-line' | 'file';
  readonly rules: readonly string[];
  readonly reason: string;
  /** The last day on which it holds, as YYYY-MM-DD. */
  readonly until: string | undefined;
  /** The comment. */
  readonly range: Range;
  /** 0-based line that it silences; -1 for the file. */
  readonly line: number;
};

const COMMENT = /^(?:\/\/|\/\*+|<!--)\s*assay-ignore-(next-line|line|file)\b\s*([\s\S]*?)\s*(?:\*\/|-->)?$/;
const PARTS = /^(.*?)(?:\s+until\s+(\d{4}-\d{2}-\d{2}))?\s*(?:--\s*([\s\S]*))?$/;

export function findSuppressions(text: string, comments: readonly number[]): Suppression[] {
  if (!text.includes('assay-ignore-')) return [];
  const lines = new Lines(text);
  const found: Suppression[] = [];
  for (let at = 0; at < comments.length; at += 2) {
    const range = { start: comments[at] ?? 0, end: comments[at + 1] ?? 0 };
    const match = COMMENT.exec(text.slice(range.start, range.end));
    const parts = match && PARTS.exec(match[2] ?? '');
    if (!match || !parts) continue;
    const scope = match[1] as Suppression['scope'];
    const first = lines.positionAt(range.start).line;
    const line = scope === 'file' ? -1 : scope === 'line' ? first : lines.positionAt(range.end).line + 1;
    const rules = (parts[1] ?? '').split(/[\s,]+/).filter((rule) => rule !== '');
    found.push({ scope, rules, reason: (parts[3] ?? '').trim(), until: parts[2], range, line });
  }
  return found;
}

/** Told of a suppression that silences nothing, or whose day has passed. */
export const UNUSED_SUPPRESSION: RuleInfo = {
  id: 'code/unused-suppression',
  title: 'Suppression that silences nothing',
  severity: 'low',
  confidence: 'certain',
  cwe: [1164],
  owasp: [],
  remedy: 'Remove the comment, so that it cannot hide a fault made later.',
};

export const EXPIRED_SUPPRESSION: RuleInfo = {
  id: 'code/expired-suppression',
  title: 'Suppression past its date',
  severity: 'medium',
  confidence: 'certain',
  cwe: [1164],
  owasp: [],
  remedy: 'Repair what it hides, or set a new date with a reason.',
};

/**
 * Divides findings into told and silenced, and adds what is wrong with the suppressions themselves.
 * @param today as YYYY-MM-DD.
 * @param isChecked whether a rule was looked for at all: a suppression of a rule that is off, or not known here, is not called unused.
 */
export function suppress(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  text: string,
  today: string,
  isChecked: (rule: string) => boolean,
): { findings: Finding[]; suppressed: Suppressed[] } {
  if (suppressions.length === 0) return { findings: [...findings], suppressed: [] };
  const lines = new Lines(text);
  const used = new Set<string>();
  const told: Finding[] = [];
  const suppressed: Suppressed[] = [];
  for (const finding of findings) {
    const first = lines.positionAt(finding.range.start).line;
    const by = suppressions.find(
      (suppression) =>
        suppression.rules.includes(finding.rule) &&
        (suppression.scope === 'file' || suppression.line === first) &&
        !isExpired(suppression, today),
    );
    if (!by) {
      told.push(finding);
      continue;
    }
    used.add(`${by.range.start} ${finding.rule}`);
    suppressed.push({ finding, reason: by.reason, comment: by.range });
  }
  for (const suppression of suppressions) told.push(...faultsOf(suppression, text, today, used, isChecked));
  return { findings: told, suppressed };
}

const isExpired = ({ until }: Suppression, today: string): boolean => until !== undefined && until < today;

function faultsOf(
  suppression: Suppression,
  text: string,
  today: string,
  used: ReadonlySet<string>,
  isChecked: (rule: string) => boolean,
): Finding[] {
  const { range, rules, until } = suppression;
  if (isExpired(suppression, today))
    return [fault(EXPIRED_SUPPRESSION, range, `This suppression of ${listOf(rules)} ended on ${until}.`, text)];
  if (rules.length === 0)
    return [fault(UNUSED_SUPPRESSION, range, 'This suppression names no rule, so it silences nothing.', text)];
  const unused = rules.filter((rule) => isChecked(rule) && !used.has(`${range.start} ${rule}`));
  if (unused.length === 0) return [];
  return [fault(UNUSED_SUPPRESSION, range, `Nothing here is reported by ${listOf(unused)}.`, text)];
}

const listOf = (rules: readonly string[]): string => rules.map((rule) => `\`${rule}\``).join(', ');

function fault(rule: RuleInfo, range: Range, message: string, text: string): Finding {
  const { severity, confidence, remedy } = rule;
  const fixes = [
    { title: 'Remove the suppression', safety: 'safe', edits: [{ ...wholeLine(range, text), text: '' }] },
  ] as const;
  return {
    rule: rule.id,
    range,
    message,
    remedy,
    severity,
    level: levelOf(severity),
    confidence,
    trace: [],
    fixes,
    tag: 'unnecessary',
  };
}

/** The range, widened to its line with the line's end when nothing else stands on it, else to the blanks before it. */
export function wholeLine({ start, end }: Range, text: string): Range {
  let from = start;
  while (from > 0 && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--;
  const rest = /^[ \t]*(\r\n|\n|\r|$)/.exec(text.slice(end, end + 200));
  const isAlone = from === 0 || text[from - 1] === '\n' || text[from - 1] === '\r';
  return isAlone && rest ? { start: from, end: end + rest[0].length } : { start: from, end };
}
