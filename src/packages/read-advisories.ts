import { satisfies, validRange } from 'semver';
import { SEVERITIES } from '../engine/finding.ts';
import type { Advisory } from './facts.ts';
import { isRecord } from './manifest.ts';

const SEVERITY_OF: ReadonlyMap<unknown, Advisory['severity']> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['moderate', 'medium'],
  ['medium', 'medium'],
]);

const MOST = 20;
const LONGEST_RANGE = 500;
const LONGEST_TITLE = 200;

/** What an answer of npm's audit holds against a version of a package, worst first. Undefined when it is no such answer. */
export function advisoriesIn(json: unknown, name: string, version: string): readonly Advisory[] | undefined {
  if (!isRecord(json)) return undefined;
  const listed = Object.hasOwn(json, name) ? json[name] : [];
  if (!Array.isArray(listed)) return undefined;
  return listed
    .slice(0, MOST)
    .flatMap((one: unknown) => advisoryIn(one) ?? [])
    .filter(({ vulnerable }) => satisfies(version, vulnerable, { includePrerelease: true }))
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

function advisoryIn(value: unknown): Advisory | undefined {
  if (!isRecord(value)) return undefined;
  const { title, severity, vulnerable_versions: vulnerable } = value;
  if (typeof title !== 'string' || typeof vulnerable !== 'string' || vulnerable.length > LONGEST_RANGE)
    return undefined;
  if (validRange(vulnerable) === null) return undefined;
  return {
    title: title.slice(0, LONGEST_TITLE).replace(/\s+/g, ' ').trim(),
    severity: SEVERITY_OF.get(severity) ?? 'low',
    vulnerable,
  };
}
