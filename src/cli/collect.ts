import { isAbsolute, relative, resolve, sep } from 'node:path';
import { Lines } from '../engine/lines.ts';
import type { Judged } from '../packages/problem.ts';
import type { PolicyProblem } from '../project/policy/policy.ts';
import type { Crash, ProjectScanner, ScannedFile } from '../project/project-scanner.ts';
import type { FileReport, Notice, Report } from '../report/report.ts';
import { Progress } from './progress.ts';

/** The packages that a file mentions. */
export type FilePackages = { readonly path: string; readonly text: string; readonly judged: readonly Judged[] };

export type Collected = Pick<Report, 'files' | 'scanned' | 'errors' | 'notes'> & {
  readonly packages: readonly FilePackages[];
  readonly crashes: readonly Crash[];
  readonly hasFailedRules: boolean;
};

/** Scans paths to the end, with progress on a terminal, and gives what is to be told, ordered by path. */
export async function collect(scanner: ProjectScanner, paths: readonly string[]): Promise<Collected> {
  const progress = new Progress(process.stderr);
  const files: FileReport[] = [];
  const packages: FilePackages[] = [];
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
      if (file.packages.length > 0) packages.push({ path, text: file.text, judged: file.packages });
      if (isWorthTelling(file))
        files.push({ path, text: file.text, findings: file.findings, suppressed: file.suppressed });
    }
    progress.tell(`${scanned} files, ${path}`);
  }
  progress.end();
  return {
    files: files.sort(byPath),
    packages: packages.sort(byPath),
    notes: [...notes.sort(byPath), ...scanner.notes().map((message) => ({ path: '', message }))],
    errors: [...scanner.policyProblems().map(toNotice), ...errors],
    scanned,
    crashes,
    hasFailedRules,
  };
}

/** Relative to the working directory, with `/`; absolute where it lies outside. */
export function shownPath(path: string): string {
  const inside = relative(process.cwd(), path);
  const isOutside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return (isOutside ? path : inside || '.').split(sep).join('/');
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;

const isWorthTelling = (file: ScannedFile): boolean => file.findings.length > 0 || file.suppressed.length > 0;

/** A problem of a policy with its line and column. */
export function toNotice({ path, range, message, text }: PolicyProblem & { readonly text: string }): Notice {
  const { line, character } = new Lines(text).positionAt(range.start);
  return { path: shownPath(path), line: line + 1, column: character + 1, message };
}
