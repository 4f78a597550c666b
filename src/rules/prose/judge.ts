import type { Severity } from '../../engine/finding.ts';
import type { TextFile } from '../../engine/text/text-rule.ts';
import { installerHostIn } from '../shell/official-installers.ts';
import { shellRisksOf } from '../shell/shell-risk.ts';
import { CHECK_SIGNALS } from './check-signals.ts';
import { CONSENT_SIGNALS } from './consent-signals.ts';
import { EXFIL_SIGNALS } from './exfil-signals.ts';
import { INJECTION_SIGNALS } from './injection-signals.ts';
import { isAboutAttacks, meaningOf } from './meaning.ts';
import { isMeant, type Reading, readingsOf } from './reading/readings.ts';
import type { Sentence } from './sentence.ts';
import { sentencesOf } from './sentences.ts';
import type { Signal, SignalGroup } from './signal.ts';
import { WEAKENING_SIGNALS } from './weakening-signals.ts';

const SIGNALS: readonly Signal[] = [
  ...INJECTION_SIGNALS,
  ...CONSENT_SIGNALS,
  ...EXFIL_SIGNALS,
  ...WEAKENING_SIGNALS,
  ...CHECK_SIGNALS,
];

/** What counts as told, and what as high and critical: the catalogue's values. */
const TOLD = 4;
const HIGH = 7;
const CRITICAL = 10;

export type Hit = {
  readonly sentence: Sentence;
  readonly signal: Signal;
  readonly points: number;
  /** The words from which it was read, where no known phrase stands there. */
  readonly words?: string;
};

/** What a part of a text says that good instructions do not, for one rule. */
export type Verdict = {
  readonly group: SignalGroup;
  /** The sentence that weighs most. */
  readonly sentence: Sentence;
  readonly hits: readonly Hit[];
  readonly severity: Severity;
};

export type Judgement = {
  readonly sentences: readonly Sentence[];
  readonly hits: readonly Hit[];
  readonly verdicts: readonly Verdict[];
};

let last: { readonly text: string; readonly path: string; readonly judgement: Judgement } | undefined;

/** Weighs a text of instructions, sentence by sentence; all rules about such texts share the answer. */
export function judge({ text, path, kind }: TextFile): Judgement {
  if (last?.text !== text || last.path !== path)
    last = { text, path, judgement: weigh(text, path, kind === 'markdown') };
  return last.judgement;
}

function weigh(text: string, path: string, isMarkdown: boolean): Judgement {
  const sentences = sentencesOf(text, isMarkdown);
  const isAttacks = isAboutAttacks(path, text);
  const hits = hitsAmong(sentences).map((hit) =>
    isAttacks ? { ...hit, points: hit.points * (hit.signal.isCommand ? 0.3 : 0.5) } : hit,
  );
  return { sentences, hits, verdicts: verdictsOf(hits) };
}

/** What sentences that stand together say; what counts only beside something else is left out where that is missing. */
export function hitsAmong(sentences: readonly Sentence[]): Hit[] {
  const bySentence = sentences.map((sentence) => hitsIn(sentence));
  return bySentence.flatMap((hits, at) =>
    hits.filter(
      ({ signal: { near } }) =>
        near === undefined ||
        bySentence
          .slice(Math.max(0, at - 2), at + 3)
          .some((others) => others.some(({ signal }) => near.includes(signal.id))),
    ),
  );
}

/** A sentence that has been read is remembered: of a text that is being edited all but one are known. */
const known = new Map<
  string,
  readonly { readonly signal: Signal; readonly index: number; readonly length: number }[]
>();
const MOST_KNOWN = 4_000;

/** What a sentence says, with the points that are left of it where it stands. */
export function hitsIn(sentence: Sentence, signals: readonly Signal[] = SIGNALS): Hit[] {
  const hits = found(sentence.plain, signals).flatMap(({ signal, index, length }) => {
    const points = signal.points * meaningOf(sentence, index, length, signal);
    return points > 0 ? [{ sentence, signal, points }] : [];
  });
  if (signals !== SIGNALS) return hits;
  const known = [...hits, ...commandHits(sentence)];
  return [...known, ...readHits(sentence, known)];
}

/** Readings of sentences, remembered as patterns are. */
const read = new Map<string, readonly Reading[]>();

/**
 * What no known phrase says, once for each group: readings of one sentence are views of one thing, and what is told in known words already
 * is not told a second time.
 */
function readHits(sentence: Sentence, known: readonly Hit[]): Hit[] {
  const { plain, place } = sentence;
  // What is shown means little, and blocks of code are most of what is shown.
  if (place.isShown) return [];
  const readings = read.get(plain) ?? readingsOf(plain);
  if (read.size > MOST_KNOWN) read.clear();
  read.set(plain, readings);
  const heaviest = new Map<SignalGroup, Hit>();
  for (const reading of readings) {
    const { signal, words } = reading;
    const { group, points } = signal;
    if (points <= (heaviest.get(group)?.points ?? 0) || !isMeant(sentence, reading)) continue;
    if (sumOf(known.filter((hit) => hit.signal.group === group)) < TOLD)
      heaviest.set(group, { sentence, signal, points, words });
  }
  return [...heaviest.values()];
}

function found(plain: string, signals: readonly Signal[]) {
  const key = signals === SIGNALS ? plain : undefined;
  const seen = key === undefined ? undefined : known.get(key);
  if (seen) return seen;
  const all = signals.flatMap((signal) =>
    signal.unless?.test(plain) || !(signal.also ?? []).every((pattern) => pattern.test(plain))
      ? []
      : placesOf(signal, plain).map((place) => ({ signal, ...place })),
  );
  if (known.size > MOST_KNOWN) known.clear();
  if (key !== undefined) known.set(key, all);
  return all;
}

/** Where a sentence says something, at most three times: the first may be turned round, and the second meant. */
function placesOf({ pattern }: Signal, plain: string): { readonly index: number; readonly length: number }[] {
  const places: { index: number; length: number }[] = [];
  for (let from = 0; places.length < 3; ) {
    const match = pattern.exec(from === 0 ? plain : plain.slice(from));
    if (!match) break;
    places.push({ index: from + match.index, length: match[0].length });
    from += match.index + 1;
  }
  return places;
}

const command = (id: string, points: number, says: string): Signal => ({
  id,
  group: 'exfil',
  points,
  says,
  pattern: /$^/,
  isCommand: true,
});

/** What command lines say, by what they do in a shell. Sending a file is everyday work; sending keys is not. */
const COMMANDS: Readonly<Record<string, Signal>> = {
  'runs-download': command('pipe-to-shell', 6, 'to run a script from the network unread'),
  'runs-encoded': command('encoded-command', 8, 'to decode a hidden script and run it'),
  'opens-shell': command('remote-shell', 8, 'to open a shell to another machine'),
  'sends-data': command('keys-command', 8, 'to send away files that hold keys'),
};
const HOLDS_KEYS =
  /(?<![\w.])\.env\b(?!\.(?:example|sample))|\.(?:ssh|aws|gnupg|kube|netrc|npmrc)\b|\bid_(?:rsa|ed25519)|\bprintenv\b|\benv\s*(?:\||\))|\/etc\/(?:passwd|shadow)|environ\b|\$\((?:whoami|hostname|id|uname|cat|env|git config|pwd|ls)\b/;

/** Command lines, within the text and in blocks of code: the agent runs them as they stand. */
function commandHits(sentence: Sentence): Hit[] {
  if (!/[|$<`(&]|\/dev\/|\s-e/.test(sentence.raw)) return [];
  const risks = shellRisksOf(sentence.raw.replace(/`/g, ' '));
  return risks.flatMap(({ id }) => {
    const signal = COMMANDS[id];
    if (!signal || (id === 'sends-data' && !HOLDS_KEYS.test(sentence.raw))) return [];
    const meaning = meaningOf(
      sentence,
      Math.max(0, sentence.plain.search(/\b(?:curl|wget|bash|sh|base64|nc|iwr|irm|powershell)\b/)),
      20,
      signal,
    );
    // Projects install themselves from the host that has their code.
    const host = installerHostIn(sentence.raw);
    const share =
      id === 'runs-download' && (host === undefined || /githubusercontent\.com$|^github\.com$/.test(host)) ? 0.5 : 1;
    return meaning > 0 ? [{ sentence, signal, points: signal.points * meaning * share }] : [];
  });
}

/** Points of different signals of one part of the text add up; what other rules see there makes it worse. */
function verdictsOf(hits: readonly Hit[]): Verdict[] {
  const sections = groupBySection(hits);
  return [...sections.values()].flatMap((inSection) => {
    const total = sumOf(inSection);
    return (['injection', 'exfil', 'weakening'] as const).flatMap((group) => {
      const own = inSection.filter(({ signal }) => signal.group === group);
      const sum = sumOf(own);
      if (sum < TOLD) return [];
      const told = own.filter(({ points }) => points >= 1.5);
      return splitBySentence(told, group, total);
    });
  });
}

function groupBySection(hits: readonly Hit[]): Map<number, Hit[]> {
  const sections = new Map<number, Hit[]>();
  for (const hit of hits) {
    const { section } = hit.sentence.place;
    const known = sections.get(section);
    if (known) known.push(hit);
    else sections.set(section, [hit]);
  }
  return sections;
}

/** Sentences that are enough by themselves are told one by one; what only adds up is told at the heaviest. */
function splitBySentence(hits: readonly Hit[], group: SignalGroup, total: number): Verdict[] {
  const sentences = [...new Set(hits.map(({ sentence }) => sentence))];
  const heavy = sentences.filter((sentence) => sumOf(hits.filter((hit) => hit.sentence === sentence)) >= TOLD);
  const of = (sentence: Sentence, own: readonly Hit[]): Verdict => ({
    group,
    sentence,
    hits: own,
    severity: severityOf(Math.max(sumOf(own), Math.min(total, sumOf(own) * 2))),
  });
  if (heavy.length > 0)
    return heavy.map((sentence) =>
      of(
        sentence,
        hits.filter((hit) => hit.sentence === sentence),
      ),
    );
  const heaviest = [...hits].sort((a, b) => b.points - a.points)[0];
  return heaviest ? [of(heaviest.sentence, hits)] : [];
}

const severityOf = (points: number): Severity => (points >= CRITICAL ? 'critical' : points >= HIGH ? 'high' : 'medium');

/** Points of distinct things said: saying one twice makes it no worse. */
export function sumOf(hits: readonly Hit[]): number {
  const best = new Map<string, number>();
  for (const { signal, points } of hits) best.set(signal.says, Math.max(points, best.get(signal.says) ?? 0));
  return [...best.values()].reduce((sum, points) => sum + points, 0);
}

/** The parts of a score in words: "to ignore earlier instructions (5) and to hide what it does from the user (5)". */
export function wordsOf(hits: readonly Hit[]): string {
  const said = new Map<string, Hit>();
  for (const hit of hits) {
    const { says } = hit.signal;
    if (hit.points > (said.get(says)?.points ?? 0)) said.set(says, hit);
  }
  const parts = [...said].map(
    ([says, { points, words }]) => `${says} (${words === undefined ? '' : `“${words}”, `}${Math.round(points)})`,
  );
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
