import type { Finding } from '../engine/finding.ts';
import { Lines } from '../engine/lines.ts';
import type { Judged } from '../packages/problem.ts';
import type { Reason } from '../packages/resolver.ts';
import type { Collected } from './collect.ts';

/** A package that is mentioned, in all files together. */
export type PackageRow = {
  readonly name: string;
  /** The version that is installed or would be, where that is known. */
  readonly version: string | undefined;
  /** Names of rules without their category; of a package that nothing is told of, one of {@link Standing}. */
  readonly verdicts: readonly string[];
  readonly findings: readonly { readonly path: string; readonly finding: Finding }[];
  /** 1-based. */
  readonly places: readonly { readonly path: string; readonly line: number; readonly column: number }[];
};

export type Standing = 'exists' | 'silenced' | 'allowed' | 'workspace' | 'private' | 'elsewhere' | 'types' | 'unknown';

/** Names that no registry is asked about, but that are packages all the same. */
const OURS: Partial<Record<Reason, Standing>> = {
  workspace: 'workspace',
  self: 'workspace',
  'private-scope': 'private',
  'declared-elsewhere': 'elsewhere',
  types: 'types',
};

/** The packages that are mentioned, those with findings first, each group by name. */
export function packageRows({ packages, files }: Pick<Collected, 'packages' | 'files'>): readonly PackageRow[] {
  const rows = new Map<
    string,
    { standing: Standing; version: string | undefined; places: PackageRow['places'][number][] }
  >();
  for (const { path, text, judged } of packages) {
    const lines = new Lines(text);
    for (const one of judged) {
      const standing = standingOf(one);
      if (standing === undefined) continue;
      const { name, range } = one.reference;
      const row = rows.get(name) ?? { standing, version: undefined, places: [] };
      rows.set(name, row);
      // Unknown in one file and known in another: the registry has answered meanwhile.
      if (row.standing === 'unknown') row.standing = standing;
      row.version ??= one.version;
      const { line, character } = lines.positionAt(range.start);
      row.places.push({ path, line: line + 1, column: character + 1 });
    }
  }
  const told = findingsByName(files);
  const all = [...rows].map(([name, { standing, version, places }]): PackageRow => {
    const findings = told.get(name) ?? [];
    const kinds = findings.map(({ finding }) => finding.rule.slice(finding.rule.indexOf('/') + 1));
    return { name, version, places, findings, verdicts: kinds.length > 0 ? [...new Set(kinds)] : [standing] };
  });
  return all.sort(
    (a, b) => Number(b.findings.length > 0) - Number(a.findings.length > 0) || (a.name < b.name ? -1 : 1),
  );
}

function standingOf({ reference, resolution, standing }: Judged): Standing | undefined {
  if (reference.name === '') return undefined;
  if (standing === 'ours') return resolution.kind === 'known' ? OURS[resolution.reason] : 'types';
  return standing === 'missing' ? 'silenced' : standing;
}

function findingsByName(files: Collected['files']): ReadonlyMap<string, PackageRow['findings'][number][]> {
  const told = new Map<string, PackageRow['findings'][number][]>();
  for (const { path, findings } of files)
    for (const finding of findings) {
      if (finding.subject === undefined || !finding.rule.startsWith('package/')) continue;
      const list = told.get(finding.subject) ?? [];
      told.set(finding.subject, list);
      list.push({ path, finding });
    }
  return told;
}
