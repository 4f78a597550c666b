import type { Range } from '../../engine/finding.ts';
import type { Problem } from '../../engine/rule.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { asciiTwin, twinOf } from '../confusable-letters.ts';
import { lineBefore, openQuote } from '../string-quotes.ts';

/** Beyond ASCII and the accents of Latin, which look like what they are. */
const SUSPECT = /[\u0261\u0370-\u03ff\u0400-\u058f\uff10-\uff5a]/;
const WORD = /[\w$\u0261\u0370-\u03ff\u0400-\u058f\uff10-\uff5a]{2,200}/g;

const CODE = new Set<TextFile['kind']>(['javascript', 'typescript', 'tsx', 'python', 'source']);

export default defineTextRule({
  id: 'agent/confusable-name',
  title: 'Name with letters of another script',
  severity: 'high',
  confidence: 'likely',
  cwe: [1007],
  owasp: ['A08:2025', 'A03:2025'],
  remedy: 'Type the name again with letters of one script, and find out how the other letter came there.',
  when: () => true,
  look: ({ text, kind, path, says }) => {
    if (!says(SUSPECT)) return [];
    const problems: Problem[] = [];
    for (const { 0: word, index } of text.matchAll(WORD)) {
      const twin = SUSPECT.test(word) ? asciiTwin(word) : undefined;
      if (twin === undefined) continue;
      const range = { start: index, end: index + word.length };
      const what = whatStands(text, range, kind, path);
      if (what) problems.push(toProblem(word, twin, range, what, text));
    }
    return problems;
  },
});

/** What a name is of; undefined in prose, comments and strings, where words of two scripts meet. */
function whatStands(text: string, { start, end }: Range, kind: TextFile['kind'], path: string): string | undefined {
  const before = lineBefore(text, start);
  if (/https?:\/\/[^\s/'"`<>()]*$/.test(before.slice(-260))) return 'host';
  const open = openQuote(before);
  if (/(?:^|[\\/])package\.json$/.test(path))
    return open !== undefined && /^[^"\n]*"\s*:/.test(text.slice(end, end + 240)) ? 'package' : undefined;
  if (!CODE.has(kind)) return undefined;
  if (open !== undefined)
    return /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*$/.test(before.slice(0, open)) ? 'package' : undefined;
  if (/\/\/|^\s*(?:\*|#)|#\s/.test(before) || isInBlockComment(text, start)) return undefined;
  return isInText(text, start, end) ? undefined : 'name';
}

function isInBlockComment(text: string, at: number): boolean {
  const opened = text.lastIndexOf('/*', at);
  return opened >= 0 && text.indexOf('*/', opened) >= at;
}

/** Between words of the same line that are no code: what a template or markup says. */
const isInText = (text: string, start: number, end: number): boolean =>
  /\p{L}\s+$/u.test(text.slice(Math.max(0, start - 3), start)) &&
  /^[\s,.!?]+\p{L}/u.test(text.slice(end, end + 4)) &&
  !/\b(?:const|let|var|function|class|def|return|typeof|await|new|export|async|in|of)\s+$/.test(
    text.slice(Math.max(0, start - 12), start),
  );

function toProblem(word: string, twin: string, range: Range, what: string, text: string): Problem {
  const letter = [...word].find((character) => character > '\u007f' && twinOf(character) !== undefined) ?? '';
  const code = `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const other = { name: 'another name', package: 'another package', host: 'another host' }[what] ?? 'another name';
  return {
    at: range,
    message: `\`${word}\` has ${code} where \`${twin}\` has \`${twinOf(letter)}\`: it is ${other} that looks the same.`,
    ...(new RegExp(`(?<![\\w$])${twin.replaceAll('$', '\\$')}(?![\\w$])`).test(text) && { confidence: 'certain' }),
    fixes: [{ title: `Write \`${twin}\``, safety: 'review', edits: [{ ...range, text: twin }] }],
  };
}
