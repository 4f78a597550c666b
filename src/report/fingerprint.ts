import type { Finding } from '../engine/finding.ts';
import type { FileReport } from './report.ts';

/**
 * Names each finding of a file, suppressed ones included, so that it is known again when lines above it come or go: a hash of the rule and of
 * its line without white space, and which of several alike it is. Ask with the text as it is reported, so that no hash is made of a secret.
 */
export function fingerprintsOf({ text, findings, suppressed }: FileReport): ReadonlyMap<Finding, string> {
  const all = [...findings, ...suppressed.map(({ finding }) => finding)].sort((a, b) => a.range.start - b.range.start);
  const seen = new Map<string, number>();
  // Many findings of one line share its text.
  const lines = new Map<number, string>();
  const lineOf = (offset: number): string => {
    const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
    const known = lines.get(start) ?? lineAt(text, offset).replace(/\s+/g, '').slice(0, MOST_OF_LINE);
    lines.set(start, known);
    return known;
  };
  return new Map(
    all.map((finding) => {
      const name = hash(`${finding.rule}\n${lineOf(finding.range.start)}`);
      const occurrence = seen.get(name) ?? 0;
      seen.set(name, occurrence + 1);
      return [finding, `${name}:${occurrence}`];
    }),
  );
}

/** Of a line made by a machine the beginning is enough. */
const MOST_OF_LINE = 1000;

function lineAt(text: string, offset: number): string {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end < 0 ? text.length : end);
}

/** FNV-1a, twice with different starts: 64 bits that need no library. It guards against accidents, not against people. */
function hash(text: string): string {
  const half = (start: number): string => {
    let value = start;
    for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
    return (value >>> 0).toString(16).padStart(8, '0');
  };
  return half(0x811c9dc5) + half(0x9e3779b9);
}
