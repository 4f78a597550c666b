import {
  type Category,
  type Confidence,
  categoryOf,
  type Finding,
  type Level,
  type Severity,
} from '../engine/finding.ts';
import { Lines } from '../engine/lines.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { withoutSecrets } from './mask-secrets.ts';
import { pathBeside } from './path-beside.ts';
import { type Place, placeOf } from './place.ts';
import { escapedJson } from './printable.ts';
import type { FileReport, Notice, Report } from './report.ts';

/** The version of this shape. It grows when a field changes or goes; new fields do not count. */
const FORMAT = 1;

/** What `--format json` prints. Paths are relative to the working directory; lines and columns as in {@link Place}. */
export type JsonReport = {
  readonly format: typeof FORMAT;
  /** Assay's version. */
  readonly version: string;
  /** How many files were looked at. */
  readonly scanned: number;
  /** Ordered by path, then place. */
  readonly findings: readonly JsonFinding[];
  /** Silenced by a comment in the code. */
  readonly suppressed: readonly (JsonFinding & { readonly reason: string })[];
  /** What could not be checked, and why. */
  readonly notes: readonly Notice[];
  /** Unreadable paths and errors in `assay.json`. */
  readonly errors: readonly Notice[];
};

export type JsonFinding = Place & {
  readonly path: string;
  readonly rule: string;
  readonly category: Category;
  readonly severity: Severity;
  /** How loudly it is told: the team's policy may change it. */
  readonly level: Level;
  readonly confidence: Confidence;
  readonly message: string;
  readonly remedy: string;
  /** Stays when lines above the finding come or go. */
  readonly fingerprint: string;
  /** The package it is about, where it is about one. */
  readonly package?: string;
  readonly trace: readonly (Place & { readonly message: string })[];
  /** Best first. */
  readonly fixes: readonly {
    readonly title: string;
    readonly safety: 'safe' | 'review';
    /** `path` where it is another file that is changed. */
    readonly edits: readonly (Place & { readonly path?: string; readonly text: string })[];
  }[];
};

/** A report as JSON, in the shape of {@link JsonReport}. */
export function toJson(report: Report): string {
  const { version, scanned, errors, notes, files } = withoutSecrets(report);
  const told = files.map(toldOf);
  const json: JsonReport = {
    format: FORMAT,
    version,
    scanned,
    findings: told.flatMap(({ findings }) => findings),
    suppressed: told.flatMap(({ suppressed }) => suppressed),
    notes,
    errors,
  };
  return `${escapedJson(json)}\n`;
}

function toldOf(file: FileReport): Pick<JsonReport, 'findings' | 'suppressed'> {
  const lines = new Lines(file.text);
  const fingerprints = fingerprintsOf(file);
  const tell = (finding: Finding): JsonFinding => toFinding(file.path, lines, finding, fingerprints.get(finding) ?? '');
  return {
    findings: file.findings.map(tell),
    suppressed: file.suppressed.map(({ finding, reason }) => ({ ...tell(finding), reason })),
  };
}

function toFinding(path: string, lines: Lines, finding: Finding, fingerprint: string): JsonFinding {
  return {
    path,
    ...placeOf(lines, finding.range),
    rule: finding.rule,
    category: categoryOf(finding.rule),
    severity: finding.severity,
    level: finding.level,
    confidence: finding.confidence,
    message: finding.message,
    remedy: finding.remedy,
    fingerprint,
    ...(finding.subject !== undefined && { package: finding.subject }),
    trace: finding.trace.map(({ range, message }) => ({ ...placeOf(lines, range), message })),
    fixes: finding.fixes.map(({ title, safety, edits, elsewhere = [] }) => ({
      title,
      safety,
      edits: [
        ...edits.map((edit) => ({ ...placeOf(lines, edit), text: edit.text })),
        ...elsewhere.flatMap((other) => {
          const otherLines = new Lines(other.text);
          const otherPath = pathBeside(path, other.path);
          return other.edits.map((edit) => ({ path: otherPath, ...placeOf(otherLines, edit), text: edit.text }));
        }),
      ],
    })),
  };
}
