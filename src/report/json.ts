import { categoryOf, type Range } from '../engine/finding.ts';
import { Lines } from '../engine/lines.ts';
import type { FileReport, Report } from './report.ts';

/** The version of this shape. It grows when a field changes or goes; new fields do not count. */
const FORMAT = 1;

/** A report as JSON: lines and columns are 1-based, columns count UTF-16 units, ends are exclusive. */
export function toJson(report: Report): string {
  const { version, scanned, errors, notes } = report;
  const findings = report.files.flatMap(findingsOf);
  return `${JSON.stringify({ format: FORMAT, version, scanned, findings, notes, errors }, null, 2)}\n`;
}

function findingsOf({ path, text, findings }: FileReport) {
  const lines = new Lines(text);
  const placeOf = ({ start, end }: Range) => {
    const from = lines.positionAt(start);
    const to = lines.positionAt(end);
    return { line: from.line + 1, column: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1 };
  };
  return findings.map((finding) => ({
    path,
    ...placeOf(finding.range),
    rule: finding.rule,
    category: categoryOf(finding.rule),
    severity: finding.severity,
    level: finding.level,
    confidence: finding.confidence,
    message: finding.message,
    remedy: finding.remedy,
    ...(finding.subject !== undefined && { package: finding.subject }),
    trace: finding.trace.map(({ range, message }) => ({ ...placeOf(range), message })),
    fixes: finding.fixes.map(({ title, safety, edits }) => ({
      title,
      safety,
      edits: edits.map((edit) => ({ ...placeOf(edit), text: edit.text })),
    })),
  }));
}
