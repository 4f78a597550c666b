import { GERUND, PAST, PLAIN } from './lexicon.ts';
import type { Word } from './words.ts';

/** How a verb is said: ordered or allowed, forbidden, declared needless ("need not", "without asking"), or only told. */
export type Mood = 'order' | 'ban' | 'freed' | 'without' | 'told';

export const isNegator = (text: string): boolean =>
  /n't$|^(?:never|not|cannot|dont|nor|neither|nobody|no-one|none|nothing)$/.test(text);
/** What may stand between an order and what makes it one. */
const ADVERB =
  /^(?:always|just|simply|please|also|first|then|immediately|automatically|ever|again|directly|instead|now|next|finally|really|freely|silently|quietly|secretly|permanently|under|any|circumstances|explicitly|afterwards|otherwise|only|even|unprompted|merely|often|later|at|all|once|straight)$/;
const AGENT = /^(?:you|agent|assistant|claude|copilot|cursor|gemini|codex|we|i)$/;
const DUTY = /^(?:must|should|shall)$/;
const LEAVE = /^(?:may|can|could|might|will|would|'ll)$/;
const DUTY_TO =
  /^(?:need|needs|necessary|needed|essential|mandatory|have|has|required|obliged|supposed|expected|bound|got|is|are)$/;
const FREE_TO =
  /^(?:free|sure|allowed|cleared|welcome|ok|okay|fine|safe|remember|want|authorized|authorised|permitted|going|instructed|told|proceed|continue|best|better)$/;
const CONTEXT =
  /^(?:if|when|whenever|before|after|until|unless|that|which|what|where|as|while|once|because|since|who|how|why|whatever)$/;
const JOINS = /^(?:and|or|nor|then|but|&)$/;

/** How the verb at a place is said. The verbs before it are known already, since "and" and "or" repeat their mood. */
export function moodAt(words: readonly Word[], at: number, form: number, before: ReadonlyMap<number, Mood>): Mood {
  let back = at - 1;
  let isFresh = false;
  while (back >= 0 && words[back]?.stop === '' && ADVERB.test(words[back]?.text ?? '')) {
    if (/^(?:always|instead|just|then)$/.test(words[back]?.text ?? '')) isFresh = true;
    back--;
  }
  const context: Context = { words, back, isFresh, before };
  if (form & PLAIN) {
    const mood = plainMood(context);
    if (mood !== 'told') return mood;
  }
  if (form & PAST) {
    const mood = passiveMood(words, back);
    if (mood !== 'told') return mood;
  }
  return form & GERUND ? gerundMood(context) : 'told';
}

type Context = {
  readonly words: readonly Word[];
  /** The word before the verb and its adverbs. */
  readonly back: number;
  readonly isFresh: boolean;
  readonly before: ReadonlyMap<number, Mood>;
};

function plainMood({ words, back, isFresh, before }: Context): Mood {
  const word = words[back];
  if (!word) return 'order';
  if (word.stop !== '') return word.stop === ',' && !isFresh && repeatsTold(words, before, back) ? 'told' : 'order';
  const { text } = word;
  const previous = words[back - 1]?.text ?? '';
  if (isNegator(text)) return isForbidden(words, back) ? 'ban' : 'told';
  if (text === 'need' || text === "needn't") return 'freed';
  if (text === 'to') return moodOfTo(words, back);
  if (text === 'and' && /^(?:ahead|go|proceed)$/.test(previous)) return 'order';
  if (JOINS.test(text)) return isFresh || text === 'then' || text === 'but' ? 'order' : lastMood(before, back);
  if (DUTY.test(text)) return CONTEXT.test(previous) ? 'told' : isNobody(words, back - 1) ? 'freed' : 'order';
  if (LEAVE.test(text) && isNobody(words, back - 1)) return 'ban';
  if (LEAVE.test(text))
    return AGENT.test(previous) &&
      (previous === 'you' || !/^w/.test(text)) &&
      !CONTEXT.test(words[back - 2]?.text ?? '')
      ? 'order'
      : 'told';
  if (/^(?:you|we)$/.test(text)) {
    if (DUTY.test(previous))
      return words.slice(0, back).some((other) => /^(?:no|never)$/.test(other.text)) ? 'ban' : 'told';
    return CONTEXT.test(previous) ? 'told' : 'order';
  }
  return /^(?:do|go|please|let's|lets|help|ahead|needn't)$/.test(text) ? 'order' : 'told';
}

const isNobody = (words: readonly Word[], at: number): boolean =>
  /^(?:nobody|no-one|none)$/.test(words[at]?.text ?? '') || (words[at]?.text === 'one' && words[at - 1]?.text === 'no');

/** "Do not", "you must not"; "the tool does not" and "if you do not" only tell. */
function isForbidden(words: readonly Word[], at: number): boolean {
  const text = words[at]?.text ?? '';
  if (/^(?:never|nor|mustn't|shouldn't|shan't)$/.test(text)) return !CONTEXT.test(words[at - 1]?.text ?? '');
  const isSplit = text === 'not';
  const verb = isSplit ? (words[at - 1]?.text ?? '') : text;
  if (DUTY.test(verb)) return true;
  if (!/^(?:do|don't|dont)$/.test(verb) && verb !== '') return false;
  const subject = words[at - (isSplit ? 2 : 1)];
  if (subject?.stop !== '' || JOINS.test(subject.text) || ADVERB.test(subject.text)) return true;
  return AGENT.test(subject.text) && !CONTEXT.test(words[at - (isSplit ? 3 : 2)]?.text ?? '');
}

function moodOfTo(words: readonly Word[], to: number): Mood {
  const head = words[to - 1]?.text ?? '';
  const around = [words[to - 2], words[to - 3], words[to - 4]].map((word) => word?.text ?? '');
  const isNegative = around.some((text) => isNegator(text) || text === 'no' || text === 'longer');
  if (isNegator(head)) return /^(?:is|are|be|try|care|sure)$/.test(around[0] ?? '') ? 'ban' : 'told';
  if (/^(?:stop|pause|wait|halt|hesitate)$/.test(head) && isNegative) return 'ban';
  if (isNoNeedFor(words, to)) return 'freed';
  if (head === 'need' && around[0] === 'no') return 'freed';
  if (DUTY_TO.test(head)) return isNegative ? (/^(?:is|are|supposed|expected)$/.test(head) ? 'ban' : 'freed') : 'order';
  if (FREE_TO.test(head)) return isNegative ? 'ban' : 'order';
  return 'told';
}

/** "There is no need for anybody to". */
function isNoNeedFor(words: readonly Word[], to: number): boolean {
  const texts = words.slice(Math.max(0, to - 6), to).map(({ text }) => text);
  const need = texts.indexOf('need');
  return need > 0 && texts[need - 1] === 'no' && texts[need + 1] === 'for';
}

function passiveMood(words: readonly Word[], back: number): Mood {
  if (words[back]?.text !== 'be') return 'told';
  const texts = [1, 2, 3].map((step) => words[back - step]?.text ?? '');
  if ([1, 2, 3].some((step) => isNobody(words, back - step))) return 'ban';
  if (texts[0] === 'need' || (texts[0] === 'not' && texts[1] === 'need') || texts[0] === "needn't") return 'freed';
  if (texts.some((text, step) => step < 2 && isNegator(text)))
    return texts.some((text) => /^(?:can|could|would|will|can't|cannot|won't|couldn't)$/.test(text)) ? 'told' : 'ban';
  return texts[0] === 'to'
    ? moodOfTo(words, back - 1)
    : texts.some((text) => DUTY.test(text) || /^(?:may|can)$/.test(text))
      ? 'order'
      : 'told';
}

/** "Deleting old logs is fine", "without asking", "tidy up by wiping". */
function gerundMood({ words, back, before }: Context): Mood {
  const word = words[back];
  if (word?.stop !== '') return isCalledFine(words, back + 1) ? 'order' : 'told';
  const { text } = word;
  if (text === 'without') return 'without';
  if (/^(?:never|not|avoid|skip|don't)$/.test(text)) return 'ban';
  if (/^(?:stop|quit|cease|forgo)$/.test(text)) return 'ban';
  if (text === 'from' && /^(?:refrain|abstain|desist)$/.test(words[back - 1]?.text ?? '')) return 'ban';
  if (text === 'for' && words[back - 1]?.text === 'need' && words[back - 2]?.text === 'no') return 'freed';
  return /^(?:by|and|or)$/.test(text) ? lastMood(before, back) : 'told';
}

function isCalledFine(words: readonly Word[], from: number): boolean {
  for (let at = from; at < Math.min(words.length, from + 14); at++) {
    const verb = words[at]?.text ?? '';
    if (!/^(?:is|are)$/.test(verb)) continue;
    const next = [words[at + 1], words[at + 2]];
    return next.some((word) => word?.tags.some(({ kind }) => kind === 'fine')) && !isNegator(next[0]?.text ?? '');
  }
  return false;
}

function lastMood(before: ReadonlyMap<number, Mood>, at: number): Mood {
  let mood: Mood = 'told';
  for (const [index, known] of before) if (index >= at - 12 && index < at && known !== 'told') mood = known;
  return mood;
}

/** "They can post, approve, close": a list goes on as it began, unless "if" or "when" began it. */
function repeatsTold(words: readonly Word[], before: ReadonlyMap<number, Mood>, at: number): boolean {
  const moods = [...before].filter(([index]) => index >= at - 12).map(([, mood]) => mood);
  if (moods.some((mood) => mood === 'ban' || mood === 'without')) return true;
  const earlier = words.slice(Math.max(0, at - 12), at);
  return (
    !OPENS.test(words[0]?.text ?? '') && earlier.some(({ text }) => LEAVE.test(text) || /^(?:you|i|we)'ve$/.test(text))
  );
}

const OPENS = /^(?:if|when|whenever|before|after|once|at|for|in|on|while|since|as|where|wherever|each|every)$/;
