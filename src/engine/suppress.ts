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
  /** `unknown` where the comment is written wrongly: it then silences nothing. */
  readonly scope: 'line' | 'next-line' | 'file' | 'unknown';
  readonly rules: readonly string[];
  readonly reason: string;
  /** The last day on which it holds, as YYYY-MM-DD. */
  readonly until: string | undefined;
  /** The comment. */
  readonly range: Range;
  /** 0-based line that it silences; -1 for the file. */
  readonly line: number;
};

const COMMENT = /^(?:#|--|\/\/|\/\*{1,8}|<!--)\s{0,200}assay-ignore\b(?:-([a-z-]{1,40}))?/;
const UNTIL = /(?:^|\s)until\b\s{0,20}(\S{0,40})/;

/** Longer comments are texts, not instructions. */
const LONGEST = 2000;

export function findSuppressions(text: string, comments: readonly number[]): Suppression[] {
  if (!text.includes('assay-ignore')) return [];
  const lines = new Lines(text);
  const found: Suppression[] = [];
  for (let at = 0; at < comments.length; at += 2) {
    const range = { start: comments[at] ?? 0, end: comments[at + 1] ?? 0 };
    const comment = text.slice(range.start, Math.min(range.end, range.start + LONGEST));
    const match = COMMENT.exec(comment);
    if (!match) continue;
    const scope = SCOPES.find((name) => name === match[1]) ?? 'unknown';
    const { head, reason } = partsOf(comment.slice(match[0].length));
    const until = UNTIL.exec(head);
    const first = lines.positionAt(range.start).line;
    const line = scope === 'file' ? -1 : scope === 'line' ? first : lines.positionAt(range.end).line + 1;
    const rules = (until ? head.slice(0, until.index) : head).split(/[\s,]+/).filter((rule) => rule !== '');
    found.push({ scope, rules, reason, until: until?.[1], range, line });
  }
  return found;
}

const SCOPES = ['line', 'next-line', 'file'] as const;

/** What stands before and after `--`, without the end of the comment. */
function partsOf(comment: string): { head: string; reason: string } {
  const body = comment.replace(/(\*\/|-->)$/, '');
  const dashes = body.indexOf('--');
  return dashes < 0
    ? { head: body.trim(), reason: '' }
    : { head: body.slice(0, dashes).trim(), reason: body.slice(dashes + 2).trim() };
}

/** Whether it is a day of the calendar, written as YYYY-MM-DD. */
const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

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
 * @param isKnown whether there is such a rule.
 * @param isChecked whether a rule was looked for at all: a suppression of a rule that is off, or not known here, is not called unused.
 */
export function suppress(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  text: string,
  today: string,
  isChecked: (rule: string) => boolean,
  isKnown: (rule: string) => boolean = () => true,
): { findings: Finding[]; suppressed: Suppressed[] } {
  if (suppressions.length === 0) return { findings: [...findings], suppressed: [] };
  const lines = new Lines(text);
  const byLine = new Map<number, Suppression[]>();
  for (const suppression of suppressions) {
    if (suppression.scope === 'unknown' || (suppression.until !== undefined && !isDay(suppression.until))) continue;
    byLine.set(suppression.line, [...(byLine.get(suppression.line) ?? []), suppression]);
  }
  const used = new Set<string>();
  const told: Finding[] = [];
  const suppressed: Suppressed[] = [];
  for (const finding of findings) {
    const first = lines.positionAt(finding.range.start).line;
    const by = [...(byLine.get(first) ?? []), ...(byLine.get(-1) ?? [])].find(
      (suppression) => suppression.rules.includes(finding.rule) && !isExpired(suppression, today),
    );
    if (!by) {
      told.push(finding);
      continue;
    }
    used.add(`${by.range.start} ${finding.rule}`);
    suppressed.push({ finding, reason: by.reason, comment: by.range });
  }
  for (const suppression of suppressions) told.push(...faultsOf(suppression, text, today, used, isChecked, isKnown));
  return { findings: told, suppressed };
}

const isExpired = ({ until }: Suppression, today: string): boolean => until !== undefined && until < today;

function faultsOf(
  suppression: Suppression,
  text: string,
  today: string,
  used: ReadonlySet<string>,
  isChecked: (rule: string) => boolean,
  isKnown: (rule: string) => boolean,
): Finding[] {
  const { range, rules, until, scope } = suppression;
  const wrong = (message: string) => [fault(UNUSED_SUPPRESSION, range, message, text)];
  if (scope === 'unknown')
    return wrong(
      'Written so it silences nothing: say `assay-ignore-line`, `assay-ignore-next-line` or `assay-ignore-file`.',
    );
  if (until !== undefined && !isDay(until))
    return wrong(`\`until ${until}\` is no day, so this silences nothing: write it as 2027-03-31.`);
  if (isExpired(suppression, today))
    return [fault(EXPIRED_SUPPRESSION, range, `This suppression of ${listOf(rules)} ended on ${until}.`, text)];
  if (rules.length === 0)
    return [fault(UNUSED_SUPPRESSION, range, 'This suppression names no rule, so it silences nothing.', text)];
  const unknown = rules.filter((rule) => !isKnown(rule));
  if (unknown.length > 0) return wrong(`There is no rule ${listOf(unknown)}, so nothing is silenced by that name.`);
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
