import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Finding, Level, Range } from '../engine/finding.ts';
import type { Lines } from '../engine/lines.ts';
import type { OpenDocument, Told } from './open-document.ts';

const SEVERITIES: Record<Level, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** More are a fault of ours or of a generated file; nobody reads them. */
const MOST_PER_FILE = 100;
const MOST_ALIKE = 20;

export const SOURCE = 'Assay';

/** What a told document looks like to a client; too many are cut, and said to be. */
export function toDiagnostics(
  { findings, notes }: Told,
  { uri, lines }: Pick<OpenDocument, 'uri' | 'lines'>,
  uriScheme: string,
): Diagnostic[] {
  const alike = new Map<string, number>();
  const shown = findings.filter(({ rule, message }) => {
    const key = `${rule} ${message}`;
    alike.set(key, (alike.get(key) ?? 0) + 1);
    return (alike.get(key) ?? 0) <= MOST_ALIKE;
  });
  const diagnostics = shown.slice(0, MOST_PER_FILE).map((finding) => toDiagnostic(finding, uri, lines, uriScheme));
  const hidden = findings.length - diagnostics.length;
  const more = hidden > 0 ? [`${hidden} more findings in this file are not shown; \`assay scan\` lists them all.`] : [];
  return [...diagnostics, ...[...notes, ...more].map(toNote)];
}

function toDiagnostic(finding: Finding, uri: string, lines: Lines, uriScheme: string): Diagnostic {
  const { rule, range, message, level, trace, tag, subject } = finding;
  return {
    range: toSpan(lines, range),
    message,
    severity: SEVERITIES[level],
    source: SOURCE,
    code: rule,
    codeDescription: { href: pageLink(uriScheme, rule) },
    ...(trace.length > 0 && {
      relatedInformation: trace.map((step) => ({
        location: { uri, range: toSpan(lines, step.range) },
        message: step.message,
      })),
    }),
    ...(tag && { tags: [tag === 'deprecated' ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary] }),
    data: { rule, ...(subject !== undefined && { subject }) },
  };
}

const toNote = (message: string): Diagnostic => ({
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  message,
  severity: DiagnosticSeverity.Information,
  source: SOURCE,
});

export const toSpan = (lines: Lines, { start, end }: Range) => ({
  start: lines.positionAt(start),
  end: lines.positionAt(end),
});

/** Opens a rule's page in the editor: the extension handles URIs of its own. */
export const pageLink = (uriScheme: string, rule: string): string => `${uriScheme}://assay.assay/rule/${rule}`;
