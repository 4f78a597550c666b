import { version } from '../../package.json';
import type { Confidence } from '../engine/finding.ts';
import { printable } from '../report/printable.ts';
import type { Report } from '../report/report.ts';
import { RULES } from '../rules/index.generated.ts';
import { calledAs } from './called-as.ts';
import { collect, shownPath } from './collect.ts';
import { NO_COLOURS, toolColours } from './colours.ts';
import { loadScanner } from './load-scanner.ts';
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
  const {
    crashes,
    hasFailedRules,
    packages: _,
    ...collected
  } = await collect(scanner, paths).finally(() => scanner.end());
  const report: Report = { ...collected, rules: RULES, version };
  await deliver(report, options);
  for (const { path, error } of crashes) tellBug(error, shownPath(path));
  if (crashes.length > 0 || hasFailedRules) return EXIT.bug;
  // A path that was named and gave no file at all is a slip: a green light would hide it.
  if (report.errors.length > 0 || (report.scanned === 0 && report.notes.length === 0)) return EXIT.usage;
  return report.files.some(({ findings }) => findings.length > 0) ? EXIT.findings : EXIT.clean;
}

/** Writes a report where it is wanted, and says briefly how it went where a program reads it. */
export async function deliver(
  report: Report,
  { format, output }: Pick<ScanOptions, 'format' | 'output'>,
): Promise<void> {
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
  return (await import('../report/text.ts')).toText(
    report,
    toTerminal ? toolColours(process.stdout) : NO_COLOURS,
    calledAs(),
  );
}
