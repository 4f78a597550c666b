import { isAbsolute, relative, resolve, sep } from 'node:path';
import { version } from '../../package.json';
import type { Confidence } from '../engine/finding.ts';
import { Lines } from '../engine/lines.ts';
import type { PolicyProblem } from '../project/policy/policy.ts';
import type { Crash, ProjectScanner, ScannedFile } from '../project/project-scanner.ts';
import { printable } from '../report/printable.ts';
import type { FileReport, Notice, Report } from '../report/report.ts';
import { RULES } from '../rules/index.generated.ts';
import { NO_COLOURS, toolColours } from './colours.ts';
import { loadScanner } from './load-scanner.ts';
import { Progress } from './progress.ts';
import { tellBug } from './tell-error.ts';
import { EXIT, UserError } from './user-error.ts';
import { writeOutput } from './write-output.ts';

export type ScanOptions = {
  readonly format: 'text' | 'json' | 'sarif';
  readonly output?: string;
  readonly offline: boolean;
  readonly minConfidence?: Confidence;
  /** Threads that look at code. */
  readonly jobs: number;
};

/** Scans and tells; gives the exit code. */
export async function scan(paths: readonly string[], options: ScanOptions): Promise<number> {
  // An empty variable of a shell script must not mean the whole folder.
  if (paths.includes('')) throw new UserError('A path is empty.', 'Name a file or folder; `.` is this folder.');
  const scanner = await loadScanner({
    offline: options.offline,
    minimumConfidence: options.minConfidence,
    jobs: options.jobs,
  });
  const { crashes, hasFailedRules, ...collected } = await collect(scanner, paths).finally(() => scanner.end());
  const report: Report = { ...collected, rules: RULES.map(({ rule, page }) => ({ rule, page })), version };
  await deliver(report, options);
  for (const { path, error } of crashes) tellBug(error, shownPath(path));
  if (crashes.length > 0 || hasFailedRules) return EXIT.bug;
  // A path that was named and gave no file at all is a slip: a green light would hide it.
  if (report.errors.length > 0 || (report.scanned === 0 && report.notes.length === 0)) return EXIT.usage;
  return report.files.some(({ findings }) => findings.length > 0) ? EXIT.findings : EXIT.clean;
}

type Collected = Pick<Report, 'files' | 'scanned' | 'errors' | 'notes'> & {
  readonly crashes: readonly Crash[];
  readonly hasFailedRules: boolean;
};

async function collect(scanner: ProjectScanner, paths: readonly string[]): Promise<Collected> {
  const progress = new Progress(process.stderr);
  const files: FileReport[] = [];
  const notes: Notice[] = [];
  const errors: Notice[] = [];
  const crashes: Crash[] = [];
  let scanned = 0;
  let hasFailedRules = false;
  for await (const file of scanner.scan(paths.map((path) => resolve(path)))) {
    const path = shownPath(file.path);
    if (file.is === 'crash') crashes.push(file);
    else if (file.is === 'error') errors.push({ path, message: file.error });
    else if (file.is === 'unchecked') notes.push({ path, message: file.note });
    else {
      scanned++;
      hasFailedRules ||= (file.failedRules?.length ?? 0) > 0;
      notes.push(...file.notes.map((message) => ({ path, message })));
      if (isWorthTelling(file))
        files.push({ path, text: file.text, findings: file.findings, suppressed: file.suppressed });
    }
    progress.tell(`${scanned} files, ${path}`);
  }
  progress.end();
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    notes: [
      ...notes.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
      ...scanner.notes().map((message) => ({ path: '', message })),
    ],
    errors: [...scanner.policyProblems().map(toNotice), ...errors],
    scanned,
    crashes,
    hasFailedRules,
  };
}

const isWorthTelling = (file: ScannedFile): boolean => file.findings.length > 0 || file.suppressed.length > 0;

function toNotice({ path, range, message, text }: PolicyProblem & { readonly text: string }): Notice {
  const { line, character } = new Lines(text).positionAt(range.start);
  return { path: shownPath(path), line: line + 1, column: character + 1, message };
}

/** Relative to the working directory, with `/`; absolute where it lies outside. */
function shownPath(path: string): string {
  const inside = relative(process.cwd(), path);
  const isOutside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return (isOutside ? path : inside || '.').split(sep).join('/');
}

async function deliver(report: Report, { format, output }: ScanOptions): Promise<void> {
  const text = await formatted(report, format, output === undefined);
  if (output === undefined) await new Promise<void>((done) => process.stdout.write(text, () => done()));
  else await writeOutput(output, text);
  if (output !== undefined || format !== 'text') await tellBriefly(report, output);
}

/** Where the report itself is read by a program, a person still learns how it went. */
async function tellBriefly(report: Report, output: string | undefined): Promise<void> {
  const { toldNotice, toSummary } = await import('../report/text.ts');
  const colours = toolColours(process.stderr);
  for (const error of report.errors) process.stderr.write(`${colours.red('error')}  ${toldNotice(error)}\n`);
  if (output !== undefined) process.stderr.write(`${toSummary(report, colours)} Written to ${printable(output)}\n`);
}

async function formatted(report: Report, format: ScanOptions['format'], toTerminal: boolean): Promise<string> {
  if (format === 'json') return (await import('../report/json.ts')).toJson(report);
  if (format === 'sarif') return (await import('../report/sarif.ts')).toSarif(report);
  return (await import('../report/text.ts')).toText(report, toTerminal ? toolColours(process.stdout) : NO_COLOURS);
}
