import { version } from '../../package.json';
import { withoutSecrets } from '../report/mask-secrets.ts';
import { escapedJson } from '../report/printable.ts';
import type { Notice, Report } from '../report/report.ts';
import { toldNotice } from '../report/text.ts';
import { RULES } from '../rules/index.generated.ts';
import { type Collected, collect, shownPath } from './collect.ts';
import { NO_COLOURS, toolColours } from './colours.ts';
import { loadScanner } from './load-scanner.ts';
import { type PackageRow, packageRows } from './package-rows.ts';
import { packageTable } from './package-table.ts';
import { deliver } from './scan.ts';
import { tellBug } from './tell-error.ts';
import { EXIT, UserError } from './user-error.ts';
import { writeOutput } from './write-output.ts';

export type PackagesOptions = {
  readonly format: 'text' | 'json' | 'sarif';
  readonly output?: string;
  readonly offline: boolean;
  /** With commas between them. */
  readonly failOn?: string;
};

/** The version of the shape of `--format json`. It grows when a field changes or goes; new fields do not count. */
const FORMAT = 1;

/** Shorter words for verdicts whose rules have longer names. */
const SHORT: Readonly<Record<string, string>> = {
  suspect: 'squat-suspect',
  placeholder: 'security-placeholder',
  vulnerable: 'known-vulnerable',
};

/** Silence would look like a clean bill. */
const NO_ADVISORIES: Notice = {
  path: '',
  message: 'The registry keeps no advisories, so `known-vulnerable` was not checked.',
};

const VERDICTS: readonly string[] = RULES.map(({ rule }) => rule.id)
  .filter((id) => id.startsWith('package/'))
  .map((id) => id.slice('package/'.length));

/**
 * Lists packages and what is known of them; gives the exit code.
 * @throws UserError for a path or verdict that cannot be meant.
 */
export async function packages(paths: readonly string[], options: PackagesOptions): Promise<number> {
  if (paths.includes('')) throw new UserError('A path is empty.', 'Name a file or folder; `.` is this folder.');
  const isFailure = failuresOf(options.failOn);
  const scanner = await loadScanner({
    offline: options.offline,
    minimumConfidence: undefined,
    jobs: 1,
    onlyPackages: true,
  });
  const found = await collect(scanner, paths).finally(() => scanner.end());
  const wantsAdvisories = options.failOn !== undefined && isFailure('known-vulnerable');
  const isBlind = wantsAdvisories && scanner.lacksAdvisories;
  const collected = isBlind ? { ...found, notes: [...found.notes, NO_ADVISORIES] } : found;
  const rows = packageRows(collected);
  await tell(rows, collected, options);
  for (const { path, error } of collected.crashes) tellBug(error, shownPath(path));
  if (collected.crashes.length > 0) return EXIT.bug;
  if (collected.errors.length > 0 || (collected.scanned === 0 && collected.notes.length === 0)) return EXIT.usage;
  return rows.some(({ verdicts }) => verdicts.some(isFailure)) ? EXIT.findings : EXIT.clean;
}

/** Which verdicts fail: those that are named, or else all that are told as findings. */
function failuresOf(named: string | undefined): (verdict: string) => boolean {
  if (named === undefined) return (verdict) => VERDICTS.includes(verdict);
  const wanted = named.split(',').map((word) => SHORT[word.trim()] ?? word.trim());
  for (const verdict of wanted)
    if (verdict !== 'unknown' && !VERDICTS.includes(verdict))
      throw new UserError(
        `There is no verdict \`${verdict}\`.`,
        `Name some of ${[...VERDICTS, ...Object.keys(SHORT), 'unknown'].sort().join(', ')}.`,
      );
  return (verdict) => wanted.includes(verdict);
}

async function tell(rows: readonly PackageRow[], collected: Collected, options: PackagesOptions): Promise<void> {
  if (options.format === 'sarif') return deliver(reportOf(collected), { ...options, format: 'sarif' });
  const { output, format } = options;
  const text = format === 'json' ? toJson(rows, collected) : toText(rows, collected, output === undefined);
  if (output === undefined) await new Promise<void>((done) => process.stdout.write(text, () => done()));
  else await writeOutput(output, text);
}

function reportOf({ files, scanned, errors, notes }: Collected): Report {
  const rules = RULES.filter(({ rule }) => rule.id.startsWith('package/'));
  return withoutSecrets({ files, scanned, errors, notes, rules, version });
}

function toJson(rows: readonly PackageRow[], { scanned, notes, errors }: Collected): string {
  const listed = rows.map(({ name, version: known, verdicts, findings, places }) => ({
    name,
    ...(known !== undefined && { version: known }),
    verdicts,
    messages: [...new Set(findings.map(({ finding }) => finding.message))],
    places,
  }));
  return `${escapedJson({ format: FORMAT, version, scanned, packages: listed, notes, errors })}\n`;
}

function toText(rows: readonly PackageRow[], { scanned, notes, errors }: Collected, toTerminal: boolean): string {
  const colours = toTerminal ? toolColours(process.stdout) : NO_COLOURS;
  const said = [
    ...notes.map((notice: Notice) => colours.dim(`note   ${toldNotice(notice)}`)),
    ...errors.map((notice: Notice) => `${colours.red('error')}  ${toldNotice(notice)}`),
  ];
  const blocks = [
    ...(rows.length > 0 ? [packageTable(rows, colours)] : []),
    ...(said.length > 0 ? [said.join('\n')] : []),
    `${counted(rows.length, 'package')} in ${counted(scanned, 'file')}${countsOf(rows)}.`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function countsOf(rows: readonly PackageRow[]): string {
  const counts = new Map<string, number>();
  for (const { verdicts } of rows) for (const verdict of verdicts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const told = [...VERDICTS, 'unknown'].flatMap((verdict) =>
    counts.has(verdict) ? [`${counts.get(verdict)} ${verdict}`] : [],
  );
  return told.length === 0 ? '' : `: ${told.join(', ')}`;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
