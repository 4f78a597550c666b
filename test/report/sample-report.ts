import { type Finding, levelOf } from '../../src/engine/finding.ts';
import type { Colours } from '../../src/report/colours.ts';
import type { Report } from '../../src/report/report.ts';
import { RULES } from '../../src/rules/index.generated.ts';

export const TEXT = "const a = 1;\nconst digest = createHash('md5');\n";

/** A finding at a piece of a text. */
export function findingAt(text: string, piece: string, more: Partial<Finding> = {}): Finding {
  const start = text.indexOf(piece);
  const range = { start, end: start + piece.length };
  return {
    rule: 'code/weak-hash',
    range,
    message: '`md5` is broken.',
    remedy: 'Use SHA-256.',
    severity: 'medium',
    level: levelOf('medium'),
    confidence: 'likely',
    trace: [{ range: { start: 6, end: 7 }, message: 'it begins here' }],
    fixes: [{ title: 'Use SHA-256', safety: 'review', edits: [{ ...range, text: "'sha256'" }] }],
    ...more,
  };
}

/** A repair that changes `package.json`, one folder above the file of the finding. */
export const ELSEWHERE: Partial<Finding> = {
  fixes: [
    {
      title: 'Add it',
      safety: 'review',
      edits: [],
      elsewhere: [{ path: '../package.json', text: '{\n}\n', edits: [{ start: 2, end: 3, text: 'new' }] }],
    },
  ],
};

/** A report on one file, with one finding told and one silenced, an error and a note. */
export function sampleReport(text = TEXT, piece = "'md5'", more: Partial<Finding> = {}): Report {
  const finding = () => findingAt(text, piece, more);
  return {
    files: [
      {
        path: 'src/a b.ts',
        text,
        findings: [finding()],
        suppressed: [{ finding: finding(), reason: 'the protocol', comment: { start: 0, end: 1 } }],
      },
    ],
    scanned: 3,
    errors: [{ path: 'assay.json', line: 2, column: 5, message: 'There is no rule `x`.' }],
    notes: [{ path: '', message: 'A note.' }],
    rules: RULES.map(({ rule, page }) => ({ rule, page })),
    version: '1.2.3',
  };
}

const plain = (text: string): string => text;
export const PLAIN: Colours = {
  bold: plain,
  dim: plain,
  red: plain,
  yellow: plain,
  blue: plain,
  cyan: plain,
  green: plain,
};
