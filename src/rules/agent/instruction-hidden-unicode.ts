import type { Fix } from '../../engine/finding.ts';
import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import { findHidden, type Hidden } from '../hidden-characters.ts';
import { isMixedScript } from '../prose/plain-text.ts';

const WORDS: Readonly<Record<Hidden['sort'], readonly [one: string, many: string]>> = {
  bidi: ['character that turns the direction of the text', 'characters that turn the direction of the text'],
  'zero-width': ['character without width', 'characters without width'],
  tag: ['tag character', 'tag characters'],
  variation: ['variation selector', 'variation selectors'],
  'private-use': ['character without a meaning', 'characters without a meaning'],
  filler: ['letter that is drawn as nothing', 'letters that are drawn as nothing'],
};
/** Told of one file: a text that is full of them needs no list. */
const MOST = 20;

export default defineTextRule({
  id: 'agent/instruction-hidden-unicode',
  title: 'Invisible characters in what an agent reads',
  severity: 'high',
  confidence: 'certain',
  cwe: [1007, 451, 116, 1427],
  owasp: ['LLM01:2025', 'ASI01:2026', 'ASI06:2026'],
  remedy: 'Remove the invisible characters, and find out who put them there.',
  when: ({ path, kind }) => agentFileOf(path) !== undefined || kind === 'markdown',
  look: (file) => {
    const hidden = findHidden(file.text);
    // In other prose only what spells something is meant for a model.
    const told = agentFileOf(file.path)
      ? hidden
      : hidden.filter(({ sort, decoded }) => sort === 'tag' || decoded !== undefined);
    return [
      ...turnsIn(told, file.text)
        .slice(0, MOST)
        .map((turn) => toldTurn(turn) ?? toProblem(turn[0], file)),
      ...mixedWords(file),
    ];
  },
});

/** An invisible character, or several of which the later ones end what the first ones begin. */
type Turn = readonly [Hidden, ...Hidden[]];

/** What turns the text of a line, with what turns it back: one thing to tell. */
function turnsIn(hidden: readonly Hidden[], text: string): readonly Turn[] {
  const turns: [Hidden, ...Hidden[]][] = [];
  let open = 0;
  for (const one of hidden) {
    const last = turns.at(-1);
    const isWithin =
      last && one.sort === 'bidi' && open > 0 && !text.slice(last[0].range.start, one.range.start).includes('\n');
    if (isWithin) last.push(one);
    else {
      turns.push([one]);
      open = 0;
    }
    if (one.sort === 'bidi')
      for (const control of text.slice(one.range.start, one.range.end)) open += CLOSES.test(control) ? -1 : 1;
  }
  return turns;
}

const CLOSES = /[\u202c\u2069]/;

function toldTurn([first, ...others]: Turn): Problem | undefined {
  const last = others.at(-1);
  if (!last) return undefined;
  const edits = [first, ...others].map(({ range }) => ({ ...range, text: '' }));
  return {
    at: { start: first.range.start, end: last.range.end },
    message: 'Invisible characters turn the direction of this text, so the agent reads it otherwise than you do.',
    fixes: [{ title: 'Remove the invisible characters', safety: 'safe', edits }],
  };
}

function toProblem({ range, sort, decoded }: Hidden, { text }: TextFile): Problem {
  const count = [...text.slice(range.start, range.end)].length;
  const [one, many] = WORDS[sort];
  const what = count === 1 ? `An invisible ${one} stands` : `${count} invisible ${many} stand`;
  const message =
    decoded === undefined
      ? `${what} here, which the agent reads and you do not see.`
      : `${count} invisible ${many} spell \`${shortDecoded(decoded)}\`, which the agent reads and you do not see.`;
  return {
    at: range,
    message,
    fixes: [removing(range)],
    ...(decoded !== undefined && { severity: 'critical' as const }),
    ...(isWeak(sort, count) && { severity: 'medium' as const }),
  };
}

const isWeak = (sort: Hidden['sort'], count: number): boolean =>
  count < 3 && (sort === 'private-use' || sort === 'filler' || sort === 'variation');

const removing = (range: Hidden['range']): Fix => ({
  title: 'Remove the invisible characters',
  safety: 'safe',
  edits: [{ ...range, text: '' }],
});

const shortDecoded = (decoded: string): string => (decoded.length > 120 ? `${decoded.slice(0, 119)}…` : decoded);

/** Words that mix alphabets, so that a reader sees one word and a search finds another. */
function mixedWords({ text, path }: TextFile): Problem[] {
  if (!agentFileOf(path) || !/[\u0370-\u058f]/.test(text)) return [];
  return [...text.matchAll(/[\p{Letter}\p{Mark}]{3,60}/gu)]
    .filter(([word]) => isMixedScript(word))
    .slice(0, MOST)
    .map(({ 0: word, index }) => ({
      at: { start: index, end: index + word.length },
      message: `\`${shortText(word)}\` mixes letters of several alphabets that look alike.`,
      severity: 'medium' as const,
      confidence: 'likely' as const,
    }));
}
