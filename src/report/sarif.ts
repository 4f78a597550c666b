import { categoryOf, type Edit, type Finding, type Fix, type Range } from '../engine/finding.ts';
import { Lines } from '../engine/lines.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { withoutSecrets } from './mask-secrets.ts';
import { pathBeside } from './path-beside.ts';
import { placeOf } from './place.ts';
import { escapedJson } from './printable.ts';
import type { FileReport, Notice, Report } from './report.ts';
import { SarifArtifacts } from './sarif-artifacts.ts';
import { SARIF_LEVELS, toSarifRule } from './sarif-rule.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** A report as SARIF 2.1.0. */
export function toSarif(report: Report): string {
  const { version, rules, files, errors, notes } = withoutSecrets(report);
  const artifacts = new SarifArtifacts();
  const indexes = new Map(rules.map(({ rule }, index) => [rule.id as string, index]));
  const run = {
    tool: {
      driver: {
        name: 'Assay',
        semanticVersion: version,
        rules: rules.map(({ rule, page }) => toSarifRule(rule, page)),
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder in which Assay ran.' } } },
    invocations: [
      {
        executionSuccessful: errors.length === 0,
        toolExecutionNotifications: [
          ...errors.map((notice) => toNotification(notice, 'error', artifacts)),
          ...notes.map((notice) => toNotification(notice, 'note', artifacts)),
        ],
      },
    ],
    results: files.flatMap((file) => new FileResults(file, indexes, artifacts).all()),
    artifacts: artifacts.list(),
  };
  return `${escapedJson({ $schema: SCHEMA, version: '2.1.0', runs: [run] })}\n`;
}

const toNotification = (
  { path, line, column, message }: Notice,
  level: 'error' | 'note',
  artifacts: SarifArtifacts,
) => ({
  level,
  message: { text: plain(message) },
  ...(path !== '' && {
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifacts.refer(path),
          ...(line !== undefined && { region: { startLine: line, startColumn: column ?? 1 } }),
        },
      },
    ],
  }),
});

/** In a SARIF message `[text](target)` is a link; code that looks like one is not. */
const plain = (message: string): string => message.replace(/\[([^\]]*)\](?=\()/g, '\\[$1\\]');

class FileResults {
  readonly #file: FileReport;
  readonly #lines: Lines;
  readonly #fingerprints: ReadonlyMap<Finding, string>;
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #artifacts: SarifArtifacts;

  constructor(file: FileReport, indexes: ReadonlyMap<string, number>, artifacts: SarifArtifacts) {
    this.#file = file;
    this.#lines = new Lines(file.text);
    this.#fingerprints = fingerprintsOf(file);
    this.#indexes = indexes;
    this.#artifacts = artifacts;
  }

  all(): object[] {
    return [
      ...this.#file.findings.map((finding) => this.#result(finding)),
      ...this.#file.suppressed.map(({ finding, reason }) => ({
        ...this.#result(finding),
        suppressions: [{ kind: 'inSource', ...(reason && { justification: reason }) }],
      })),
    ];
  }

  #result(finding: Finding): object {
    const { rule, range, message, remedy, level, trace, fixes, severity, confidence } = finding;
    const index = this.#indexes.get(rule);
    return {
      ruleId: rule,
      ...(index !== undefined && { ruleIndex: index }),
      level: SARIF_LEVELS[level],
      message: { text: plain(`${message} ${remedy}`) },
      locations: [{ physicalLocation: this.#location(range) }],
      partialFingerprints: { 'assay/v1': this.#fingerprints.get(finding) },
      ...(trace.length > 0 && { codeFlows: [this.#codeFlow(finding)] }),
      ...(fixes.length > 0 && { fixes: fixes.map((fix) => this.#fix(fix)) }),
      properties: { category: categoryOf(rule), severity, confidence },
    };
  }

  #location(range: Range) {
    return { artifactLocation: this.#artifacts.refer(this.#file.path), region: regionOf(this.#lines, range) };
  }

  #codeFlow({ trace }: Finding) {
    const locations = trace.map(({ range, message }) => ({
      location: { physicalLocation: this.#location(range), message: { text: plain(message) } },
    }));
    return { threadFlows: [{ locations }] };
  }

  #fix({ title, edits, elsewhere = [] }: Fix) {
    const change = (path: string, lines: Lines, those: readonly Edit[]) => ({
      artifactLocation: this.#artifacts.refer(path),
      replacements: those.map((edit) => ({
        deletedRegion: regionOf(lines, edit),
        insertedContent: { text: edit.text },
      })),
    });
    const artifactChanges = [
      ...(edits.length > 0 ? [change(this.#file.path, this.#lines, edits)] : []),
      ...elsewhere.map((other) => change(pathBeside(this.#file.path, other.path), new Lines(other.text), other.edits)),
    ];
    return { description: { text: plain(title) }, artifactChanges };
  }
}

function regionOf(lines: Lines, range: Range) {
  const { line, column, endLine, endColumn } = placeOf(lines, range);
  return { startLine: line, startColumn: column, endLine, endColumn };
}
