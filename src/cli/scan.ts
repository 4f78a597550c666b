import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { version } from '../../package.json';
import type { Confidence } from '../engine/finding.ts';
import { Lines } from '../engine/lines.ts';
import type { PolicyProblem } from '../project/policy/policy.ts';
import type { ProjectScanner, ScannedFile } from '../project/project-scanner.ts';
import type { FileReport, Notice, Report } from '../report/report.ts';
import { RULES } from '../rules/index.generated.ts';
import { NO_COLOURS, toolColours } from './colours.ts';
import { loadScanner } from './load-scanner.ts';
import { Progress } from './progress.ts';
import { EXIT, UserError } from './user-error.ts';

export type ScanOptions = {
  readonly format: 'text' | 'json' | 'sarif';
  readonly output?: string;
  readonly offline: boolean;
  readonly minConfidence?: Confidence;
};

/** Scans and tells; gives the exit code. */
export async function scan(paths: readonly string[], options: ScanOptions): Promise<number> {
  const progress = new Progress(process.stderr);
  const scanner = await loadScanner({ offline: options.offline, minimumConfidence: options.minConfidence });
  const collected = await collect(scanner, paths, progress);
  progress.end();
  const report: Report = {
    ...collected,
    rules: RULES.map(({ rule, page }) => ({ rule, page })),
    version,
  };
  await deliver(report, options);
  if (report.errors.length > 0) return EXIT.usage;
  return report.files.some(({ findings }) => findings.length > 0) ? EXIT.findings : EXIT.clean;
}

async function collect(scanner: ProjectScanner, paths: readonly string[], progress: Progress) {
  const files: FileReport[] = [];
  const notes: Notice[] = [];
  const errors: Notice[] = [];
  let scanned = 0;
  for await (const file of scanner.scan(paths.map((path) => resolve(path)))) {
    const path = shownPath(file.path);
    if (file.is === 'error') {
      errors.push({ path, message: file.error });
      continue;
    }
    scanned++;
    progress.tell(`${scanned} files, ${path}`);
    notes.push(...file.notes.map((message) => ({ path, message })));
    if (isWorthTelling(file))
      files.push({ path, text: file.text, findings: file.findings, suppressed: file.suppressed });
  }
  const problems = await Promise.all(scanner.policyProblems().map(toNotice));
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    notes: [...notes, ...scanner.notes().map((message) => ({ path: '', message }))],
    errors: [...problems, ...errors],
    scanned,
  };
}

const isWorthTelling = (file: ScannedFile): boolean => file.findings.length > 0 || file.suppressed.length > 0;

async function toNotice({ path, range, message, text }: PolicyProblem & { readonly text: string }): Promise<Notice> {
  const { line, character } = new Lines(text).positionAt(range.start);
  return { path: `${shownPath(path)}:${line + 1}:${character + 1}`, message };
}

/** Relative to the working directory, with `/`; absolute where it lies outside. */
function shownPath(path: string): string {
  const inside = relative(process.cwd(), path);
  return (inside === '' ? '.' : inside.startsWith('..') ? path : inside).split(sep).join('/');
}

async function deliver(report: Report, { format, output }: ScanOptions): Promise<void> {
  const text = await formatted(report, format, output === undefined);
  if (output === undefined) {
    await new Promise<void>((done) => process.stdout.write(text, () => done()));
    return;
  }
  const target = resolve(output);
  try {
    await mkdir(dirname(target), { recursive: true });
    // Whoever reads the file meanwhile sees the old one or the new one, never half of one.
    await writeFile(`${target}.tmp`, text);
    await rename(`${target}.tmp`, target);
  } catch (error) {
    throw new UserError(
      `${output} cannot be written: ${(error as Error).message}.`,
      'Name a file in a folder you may write to.',
    );
  }
}

async function formatted(report: Report, format: ScanOptions['format'], toTerminal: boolean): Promise<string> {
  if (format === 'json') return (await import('../report/json.ts')).toJson(report);
  if (format === 'sarif') return (await import('../report/sarif.ts')).toSarif(report);
  return (await import('../report/text.ts')).toText(report, toTerminal ? toolColours(process.stdout) : NO_COLOURS);
}
