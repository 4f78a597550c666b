import type { Confidence, Edit, Fix, Range } from '../../engine/finding.ts';
import type { Problem } from '../../engine/rule.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { findHidden, type Hidden, SOME_HIDDEN } from '../hidden-characters.ts';
import { namesOfHidden } from '../hidden-text.ts';
import { isSamplePlace } from '../secret-place.ts';
import { quoteAround } from '../string-quotes.ts';

/** On one line they are one finding, unless the line was made by a machine. UTF-16 units. */
const TOGETHER = 200;

/** Texts that people write for people: there what takes no room often comes from a web page. */
const PROSE = new Set<TextFile['kind']>(['markdown', 'prose', 'html', 'notebook']);
const TRANSLATIONS = /(?:^|[\\/])(?:locales?|i18n|lang|langs|languages?|translations?|l10n)[\\/]/i;

export default defineTextRule({
  id: 'agent/trojan-source',
  title: 'Invisible characters in a file',
  severity: 'high',
  confidence: 'certain',
  cwe: [1007, 451],
  owasp: ['LLM01:2025', 'A08:2025'],
  remedy: 'Remove the characters, or write them as escapes where they are meant; then read the line again.',
  // It says what they do to an agent.
  yieldsTo: ['agent/instruction-hidden-unicode'],
  when: () => true,
  look: (file) =>
    file.says(SOME_HIDDEN) ? groupsOf(findHidden(file.text), file.text).map((group) => toProblem(group, file)) : [],
});

type Group = readonly [Hidden, ...Hidden[]];

function groupsOf(hidden: readonly Hidden[], text: string): Group[] {
  const groups: [Hidden, ...Hidden[]][] = [];
  for (const one of hidden) {
    const group = groups.at(-1);
    const last = group?.at(-1)?.range.end ?? 0;
    if (group && one.range.start - last < TOGETHER && !text.slice(last, one.range.start).includes('\n'))
      group.push(one);
    else groups.push([one]);
  }
  return groups;
}

function toProblem(group: Group, file: TextFile): Problem {
  const [first] = group;
  const at: Range = { start: first.range.start, end: group.at(-1)?.range.end ?? first.range.end };
  return {
    at,
    message: messageOf(group, file.text),
    confidence: confidenceOf(group, file),
    fixes: [fixOf(group, file)],
  };
}

function messageOf(group: Group, text: string): string {
  const run = group.map(({ range }) => text.slice(range.start, range.end)).join('');
  const names = namesOfHidden(run);
  const decoded = group.flatMap((hidden) => hidden.decoded ?? []).join(' ');
  if (decoded !== '') return `Characters that nobody sees spell “${decoded}” here: ${names}.`;
  if (group.some(({ sort }) => sort === 'bidi'))
    return `${names} ${run.length > 1 ? 'turn' : 'turns'} the text around, so this line is read otherwise than it runs.`;
  return `${names} ${run.length > 1 ? 'stand' : 'stands'} here and cannot be seen.`;
}

function confidenceOf(group: Group, { text, kind, path }: TextFile): Confidence {
  if (group.some(({ decoded }) => decoded !== undefined)) return 'certain';
  if (isSamplePlace({ path }) || TRANSLATIONS.test(path)) return 'possible';
  const isTold = group.some(({ sort, range }) => {
    if (sort === 'bidi' || sort === 'tag') return true;
    if (sort === 'private-use') return false;
    if (PROSE.has(kind)) return range.end - range.start >= 8;
    if (sort === 'variation') return range.end - range.start >= 4;
    // Within a name, or in place of one.
    return sort === 'filler' ? text[range.start] !== '\u2800' : isWithinWord(text, range);
  });
  return isTold ? 'likely' : 'possible';
}

const isWithinWord = (text: string, { start, end }: Range): boolean =>
  /[\w$]/.test(text[start - 1] ?? '') && /[\w$]/.test(text[end] ?? '');

/** In a string they become escapes, which change nothing; elsewhere they go. */
function fixOf(group: Group, { text, kind }: TextFile): Fix {
  const edits: Edit[] = group.map(({ range }) => ({ ...range, text: '' }));
  const isCode = kind === 'javascript' || kind === 'typescript' || kind === 'tsx' || kind === 'json';
  const quotes = isCode ? group.map(({ range }) => quoteAround(text, range.start)) : [];
  if (!quotes.some((quote) => quote === "'" || quote === '"'))
    return { title: 'Remove the invisible characters', safety: 'review', edits };
  const written = edits.map((edit, index) =>
    quotes[index] === "'" || quotes[index] === '"'
      ? { ...edit, text: escapes(text.slice(edit.start, edit.end)) }
      : edit,
  );
  return { title: 'Write them as escapes', safety: 'review', edits: written };
}

const escapes = (run: string): string =>
  Array.from({ length: run.length }, (_, at) => `\\u${run.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
