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
  return secrets.length === 0 ? file : { ...file, text: secrets.reduce(blank, file.text) };
}

/** Quotation marks at the ends and line ends stay. */
function blank(text: string, { start, end }: Range): string {
  const inner = text
    .slice(start, end)
    .replace(/[^\r\n]/g, (character, at: number) =>
      (at === 0 || at === end - start - 1) && /['"`]/.test(character) ? character : '•',
    );
  return text.slice(0, start) + inner + text.slice(end);
}
