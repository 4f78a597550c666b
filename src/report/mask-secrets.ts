import type { Range } from '../engine/finding.ts';
import type { FileReport, Report } from './report.ts';

/** Weaknesses whose finding stands on a secret itself: hard-coded passwords, keys, credentials. */
const SECRET_WEAKNESSES: readonly number[] = [259, 321, 798];

/**
 * A report in which the secrets that were found are blanked out of the files' text, since a report ends up in logs that more people read than
 * the code. The length of the texts stays, so that every range still holds.
 */
export function withoutSecrets(report: Report): Report {
  const about = new Set(report.rules.filter(({ rule }) => isAboutSecret(rule)).map(({ rule }) => rule.id as string));
  return { ...report, files: report.files.map((file) => masked(file, about)) };
}

const isAboutSecret = ({ id, cwe }: Report['rules'][number]['rule']): boolean =>
  id.startsWith('secret/') || cwe.some((number) => SECRET_WEAKNESSES.includes(number));

function masked(file: FileReport, about: ReadonlySet<string>): FileReport {
  const findings = [...file.findings, ...file.suppressed.map(({ finding }) => finding)];
  const secrets = findings.filter(({ rule }) => about.has(rule)).map(({ range }) => range);
  return secrets.length === 0 ? file : { ...file, text: blanked(file.text, secrets) };
}

/** Quotation marks at the ends and line ends stay. */
function blanked(text: string, secrets: readonly Range[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of [...secrets].sort((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    const inner = text.slice(from, end).replace(/[^\r\n]/g, (character, index: number) => {
      const place = from + index;
      return (place === start || place === end - 1) && /['"`]/.test(character) ? character : '•';
    });
    parts.push(text.slice(at, from), inner);
    at = end;
  }
  return parts.join('') + text.slice(at);
}
