import {
  type Confidence,
  categoryOf,
  type Finding,
  type Fix,
  type Level,
  type Range,
  type Severity,
} from '../engine/finding.ts';
import { Lines } from '../engine/lines.ts';
import { type Page, shownMarkdown } from '../engine/page.ts';
import type { RuleInfo } from '../engine/rule.ts';
import { Fingerprints } from './fingerprint.ts';
import type { FileReport, Notice, Report } from './report.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS: Record<Level, string> = { error: 'error', warning: 'warning', information: 'note' };
const PRECISION: Record<Confidence, string> = { certain: 'very-high', likely: 'high', possible: 'medium' };
/** What code hosts read as CVSS-like numbers: over 9 critical, 7 high, 4 medium. */
const SECURITY_SEVERITY: Record<Severity, string> = { critical: '9.3', high: '8.0', medium: '5.5', low: '3.0' };

/** A report as SARIF 2.1.0. */
export function toSarif(report: Report): string {
  const indexes = new Map(report.rules.map(({ rule }, index) => [rule.id as string, index]));
  const fingerprints = new Fingerprints();
  const run = {
    tool: {
      driver: {
        name: 'Assay',
        semanticVersion: report.version,
        rules: report.rules.map(({ rule, page }) => toRule(rule, page)),
      },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: report.errors.length === 0,
        toolExecutionNotifications: [
          ...report.errors.map((notice) => toNotification(notice, 'error')),
          ...report.notes.map((notice) => toNotification(notice, 'note')),
        ],
      },
    ],
    results: report.files.flatMap((file) => resultsOf(file, indexes, fingerprints)),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function toRule(rule: RuleInfo, page: Page) {
  return {
    id: rule.id,
    name: rule.id.replace(/(^|[/-])(\w)/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: page.summary },
    help: {
      text: `${page.summary}\n\n${rule.remedy}`,
      markdown: `${shownMarkdown(page)}\n\n**What to do:** ${rule.remedy}`,
    },
    defaultConfiguration: {
      level: rule.severity === 'low' ? 'note' : rule.severity === 'medium' ? 'warning' : 'error',
    },
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

function resultsOf(file: FileReport, indexes: ReadonlyMap<string, number>, fingerprints: Fingerprints) {
  const lines = new Lines(file.text);
  const toldOf = (finding: Finding) => toResult(file, lines, finding, indexes, fingerprints);
  return [
    ...file.findings.map(toldOf),
    ...file.suppressed.map(({ finding, reason }) => ({
      ...toldOf(finding),
      suppressions: [{ kind: 'inSource', ...(reason && { justification: reason }) }],
    })),
  ];
}

function toResult(
  file: FileReport,
  lines: Lines,
  finding: Finding,
  indexes: ReadonlyMap<string, number>,
  fingerprints: Fingerprints,
) {
  const { rule, range, message, remedy, level, trace, fixes, severity, confidence } = finding;
  const index = indexes.get(rule);
  return {
    ruleId: rule,
    ...(index !== undefined && { ruleIndex: index }),
    level: LEVELS[level],
    message: { text: `${message} ${remedy}` },
    locations: [{ physicalLocation: locationOf(file.path, lines, range) }],
    partialFingerprints: { 'assay/v1': fingerprints.of(file.path, file.text, finding) },
    ...(trace.length > 0 && { codeFlows: [toCodeFlow(file.path, lines, finding)] }),
    ...(fixes.length > 0 && { fixes: fixes.map((fix) => toFix(file.path, lines, fix)) }),
    properties: { category: categoryOf(rule), severity, confidence },
  };
}

const locationOf = (path: string, lines: Lines, range: Range) => ({
  artifactLocation: artifactOf(path),
  region: regionOf(lines, range),
});

/** A relative URI: each segment escaped, the separators kept. */
const artifactOf = (path: string) => ({ uri: path.split('/').map(encodeURIComponent).join('/') });

function regionOf(lines: Lines, { start, end }: Range) {
  const from = lines.positionAt(start);
  const to = lines.positionAt(end);
  return {
    startLine: from.line + 1,
    startColumn: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
  };
}

const toCodeFlow = (path: string, lines: Lines, { trace }: Finding) => ({
  threadFlows: [
    {
      locations: trace.map(({ range, message }) => ({
        location: { physicalLocation: locationOf(path, lines, range), message: { text: message } },
      })),
    },
  ],
});

const toFix = (path: string, lines: Lines, { title, edits }: Fix) => ({
  description: { text: title },
  artifactChanges: [
    {
      artifactLocation: artifactOf(path),
      replacements: edits.map((edit) => ({
        deletedRegion: regionOf(lines, edit),
        insertedContent: { text: edit.text },
      })),
    },
  ],
});

const toNotification = ({ path, message }: Notice, level: 'error' | 'note') => ({
  level,
  message: { text: message },
  ...(path && { locations: [{ physicalLocation: { artifactLocation: artifactOf(path) } }] }),
});
