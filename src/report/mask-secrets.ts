import type { Finding, Range } from '../engine/finding.ts';
import { KnownSecrets } from './known-secrets.ts';
import type { FileReport, Report } from './report.ts';

/** Weaknesses whose finding stands on a secret itself: hard-coded passwords, keys, credentials. */
const SECRET_WEAKNESSES: readonly number[] = [259, 321, 798];

/**
 * A report in which the secrets that were found are blanked out of the files' text and of what other findings say, since a report ends up in logs that more people read than
 * the code. The length of the texts stays, so that every range still holds.
 */
export function withoutSecrets(report: Report): Report {
  const about = new Set(report.rules.filter(({ rule }) => isAboutSecret(rule)).map(({ rule }) => rule.id as string));
  return { ...report, files: report.files.map((file) => masked(file, about)) };
}

const isAboutSecret = ({ id, cwe }: Report['rules'][number]['rule']): boolean =>
  // It stands on the name of a variable, which is no secret.
  (id.startsWith('secret/') && id !== 'secret/client-exposed-env') ||
  cwe.some((number) => SECRET_WEAKNESSES.includes(number));

function masked(file: FileReport, about: ReadonlySet<string>): FileReport {
  const findings = [...file.findings, ...file.suppressed.map(({ finding }) => finding)];
  const secrets = findings.filter(({ rule }) => about.has(rule));
  if (secrets.length === 0) return file;
  const known = secretsIn(file.text, secrets);
  return {
    ...file,
    text: blanked(
      file.text,
      secrets.map(({ range, about }) => about ?? range),
    ),
    findings: file.findings.map((finding) => silent(finding, known)),
    suppressed: file.suppressed.map((one) => ({ ...one, finding: silent(one.finding, known) })),
  };
}

/** The secrets themselves. Other rules may stand at the name of a secret, where it is used. */
function secretsIn(text: string, findings: readonly Finding[]): KnownSecrets {
  const values = findings.flatMap(({ rule, range, about }) => {
    const value = text.slice((about ?? range).start, (about ?? range).end);
    const quoted = /^(['"`])([\s\S]*)\1$/.exec(value)?.[2];
    return quoted ?? (rule.startsWith('secret/') ? value : []);
  });
  return new KnownSecrets(values);
}

/** A finding that repeats none of the secrets, whoever found it: a repair that would is left out. */
const silent = (finding: Finding, known: KnownSecrets): Finding => ({
  ...finding,
  message: known.takenOutOf(finding.message),
  trace: finding.trace.map((step) => ({ ...step, message: known.takenOutOf(step.message) })),
  fixes: finding.fixes.filter(({ title, edits }) => !known.isIn(title) && !edits.some(({ text }) => known.isIn(text))),
});

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
