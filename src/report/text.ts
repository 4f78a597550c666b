import { type Category, categoryOf, type Finding, SEVERITIES } from '../engine/finding.ts';
import { Lines } from '../engine/lines.ts';
import { codeFrame } from './code-frame.ts';
import { type Colours, styleOf } from './colours.ts';
import { withoutSecrets } from './mask-secrets.ts';
import { toldPlace } from './place.ts';
import { printable } from './printable.ts';
import type { FileReport, Notice, Report } from './report.ts';
import { worstOf } from './worst.ts';

const CATEGORIES: readonly Category[] = ['code', 'ai', 'package', 'secret', 'agent'];
const CATEGORY_NAMES: Record<Category, string> = {
  code: 'code',
  ai: 'AI',
  package: 'package',
  secret: 'secret',
  agent: 'agent',
};

/** A report as a person likes to read it in a terminal. `command`: how they called this program. */
export function toText(report: Report, colours: Colours, command = 'assay'): string {
  const { files, errors, notes, rules } = withoutSecrets(report);
  const titles = new Map(rules.map(({ rule }) => [rule.id as string, rule.title]));
  const found = files.flatMap((file) => fileBlocks(file, titles, colours));
  const said = [
    ...notes.map((notice) => colours.dim(`note   ${toldNotice(notice)}`)),
    ...errors.map((notice) => `${colours.red('error')}  ${toldNotice(notice)}`),
  ];
  const worst = worstOf(files, titles, colours, command);
  const blocks = [...found, ...(said.length > 0 ? [said.join('\n')] : []), ...(worst === undefined ? [] : [worst])];
  return `${[...blocks, toSummary(report, colours)].join('\n\n')}\n`;
}

/** A notice in one line, with its place. */
export function toldNotice({ path, line, column, message }: Notice): string {
  const place = [path, line, column].filter((part) => part !== undefined && part !== '').join(':');
  return printable(place === '' ? message : `${place}: ${message}`);
}

/** The last line of a report: how much there is, how bad, and of which sort. */
export function toSummary({ files, scanned, errors, notes }: Report, colours: Colours): string {
  const findings = files.flatMap((file) => file.findings);
  const silenced = files.reduce((sum, { suppressed }) => sum + suppressed.length, 0);
  const where = `${scanned} ${scanned === 1 ? 'file' : 'files'}`;
  const concerned = files.filter((file) => file.findings.length > 0).length;
  const tail = silenced > 0 ? `, ${silenced} suppressed` : '';
  if (findings.length === 0 && scanned === 0) return `${colours.yellow('!')} There was no file to look at.`;
  if (findings.length === 0) {
    const isWhole = errors.length === 0 && notes.length === 0;
    return `${colours.green('✓')} ${isWhole ? 'All clean. ' : ''}Nothing found in ${where}${tail}.`;
  }
  const severities = SEVERITIES.flatMap((severity) =>
    counted(findings, (finding) => finding.severity === severity, severity),
  );
  const categories = CATEGORIES.flatMap((category) =>
    counted(findings, ({ rule }) => categoryOf(rule) === category, CATEGORY_NAMES[category]),
  );
  const number = `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
  return `${colours.bold(number)} in ${concerned === scanned ? where : `${concerned} of ${where}`}: ${severities.join(', ')} (${categories.join(', ')})${tail}.`;
}

function counted(findings: readonly Finding[], matches: (finding: Finding) => boolean, name: string): string[] {
  const count = findings.filter(matches).length;
  return count === 0 ? [] : [`${count} ${name}`];
}

function fileBlocks(file: FileReport, titles: ReadonlyMap<string, string>, colours: Colours): string[] {
  const lines = new Lines(file.text);
  return file.findings.map((finding) => findingBlock(file, lines, finding, titles.get(finding.rule) ?? '', colours));
}

function findingBlock(
  { path, text }: FileReport,
  lines: Lines,
  finding: Finding,
  title: string,
  colours: Colours,
): string {
  const { bold, dim, green } = colours;
  const style = styleOf(finding.level, colours);
  const place = (offset: number): string => toldPlace(path, lines, offset);
  const [best] = finding.fixes;
  const steps = finding.trace.map(
    ({ range, message }, index) => `  ${dim(`${index + 1}. ${place(range.start)}`)}  ${printable(message)}`,
  );
  return [
    `${bold(place(finding.range.start))}  ${style(finding.severity)}  ${title}  ${dim(finding.rule)}`,
    ...codeFrame(text, lines, finding.range, style, colours),
    `  ${printable(finding.message)}`,
    ...steps,
    `  ${green('→')} ${printable(finding.remedy)}${best ? dim(`  [fix: ${printable(best.title)}]`) : ''}`,
  ].join('\n');
}
