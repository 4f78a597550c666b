import { type Category, categoryOf, type Finding, type Level, type Severity } from '../engine/finding.ts';
import { Lines } from '../engine/lines.ts';
import { withoutSecrets } from './mask-secrets.ts';
import type { FileReport, Report } from './report.ts';

type Style = (text: string) => string;
export type Colours = {
  readonly bold: Style;
  readonly dim: Style;
  readonly red: Style;
  readonly yellow: Style;
  readonly blue: Style;
  readonly cyan: Style;
  readonly green: Style;
};

const LEVEL_STYLE: Record<Level, 'red' | 'yellow' | 'blue'> = { error: 'red', warning: 'yellow', information: 'blue' };
const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low'];
const CATEGORY_NAMES: Record<Category, string> = {
  code: 'code',
  ai: 'AI',
  package: 'package',
  secret: 'secret',
  agent: 'agent',
};

/** Longer lines are cut around the finding. */
const WIDTH = 120;

/** A report as a person likes to read it in a terminal. `file:line:column` is what terminals turn into links. */
export function toText(report: Report, colours: Colours): string {
  const { files } = withoutSecrets(report);
  const blocks = files.filter(({ findings }) => findings.length > 0).map((file) => fileBlock(file, colours));
  for (const { path, message } of report.errors)
    blocks.push(`${colours.red('error')} ${path ? `${path}: ` : ''}${message}`);
  for (const { path, message } of report.notes) blocks.push(colours.dim(`note ${path ? `${path}: ` : ''}${message}`));
  return `${[...blocks, summaryOf(report, colours)].join('\n\n')}\n`;
}

function fileBlock(file: FileReport, colours: Colours): string {
  const lines = new Lines(file.text);
  return file.findings.map((finding) => findingBlock(file, lines, finding, colours)).join('\n\n');
}

function findingBlock({ path, text }: FileReport, lines: Lines, finding: Finding, colours: Colours): string {
  const style = colours[LEVEL_STYLE[finding.level]];
  const { line, character } = lines.positionAt(finding.range.start);
  const place = (offset: number): string => {
    const at = lines.positionAt(offset);
    return `${path}:${at.line + 1}:${at.character + 1}`;
  };
  const [best] = finding.fixes;
  return [
    `${colours.bold(place(finding.range.start))}  ${style(finding.severity)}  ${colours.dim(finding.rule)}`,
    `  ${finding.message}`,
    ...codeLines(text, lines, line, character, finding, style, colours),
    ...finding.trace.map(
      ({ range, message }, index) => `  ${colours.dim(`${index + 1}. ${place(range.start)}`)}  ${message}`,
    ),
    `  ${colours.green('→')} ${finding.remedy}${best ? colours.dim(`  [fix: ${best.title}]`) : ''}`,
  ].join('\n');
}

function codeLines(
  text: string,
  lines: Lines,
  line: number,
  column: number,
  { range }: Finding,
  style: Style,
  colours: Colours,
): string[] {
  const whole = text.slice(lines.startOf(line), lines.startOf(line + 1)).replace(/[\r\n]+$/, '');
  const indent = /^\s*/.exec(whole)?.[0].length ?? 0;
  // A long line begins a little before what is looked at.
  const from = Math.min(column, whole.length - indent > WIDTH ? Math.max(indent, column - 40) : indent);
  // Control characters in a file must not reach the terminal; a tab is one column here.
  const shown = printable(whole.slice(from, from + WIDTH));
  const length = Math.max(1, Math.min(range.end - range.start, whole.length - column, WIDTH - (column - from)));
  const number = String(line + 1);
  const gutter = ' '.repeat(number.length);
  return [
    `  ${colours.dim(`${number} │`)} ${shown}`,
    `  ${colours.dim(`${gutter} │`)} ${' '.repeat(Math.max(0, column - from))}${style('~'.repeat(length))}`,
  ];
}

/** Escapes and other control characters, made visible; bidirectional controls too, which could turn the line around. */
const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  text.replace(/\t/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');

function summaryOf(report: Report, colours: Colours): string {
  const findings = report.files.flatMap((file) => file.findings);
  const files = `${report.scanned} ${report.scanned === 1 ? 'file' : 'files'}`;
  const silenced = report.files.reduce((sum, { suppressed }) => sum + suppressed.length, 0);
  const tail = silenced > 0 ? `, ${silenced} suppressed` : '';
  if (findings.length === 0) return `${colours.green('✓')} Nothing found in ${files}${tail}.`;
  const severities = SEVERITIES.map(
    (severity) => [findings.filter((finding) => finding.severity === severity).length, severity] as const,
  );
  const categories = new Map<Category, number>();
  for (const { rule } of findings) categories.set(categoryOf(rule), (categories.get(categoryOf(rule)) ?? 0) + 1);
  const parts = severities.filter(([count]) => count > 0).map(([count, severity]) => `${count} ${severity}`);
  const kinds = [...categories].map(([category, count]) => `${count} ${CATEGORY_NAMES[category]}`);
  const noun = findings.length === 1 ? 'finding' : 'findings';
  return `${colours.bold(`${findings.length} ${noun}`)} in ${files}: ${parts.join(', ')} (${kinds.join(', ')})${tail}.`;
}
