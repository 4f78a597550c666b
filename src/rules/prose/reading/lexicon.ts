import { THINGS } from './things.ts';
import { VERBS } from './verbs.ts';

export type VerbKind = keyof typeof VERBS;
/** Some are in no table: an address of another machine is known by its shape, "without any approval" by its two ends. */
export type ThingKind =
  | keyof typeof THINGS
  | 'outside'
  | 'plainAddress'
  | 'keyFile'
  | 'rawAddress'
  | 'localPath'
  | 'publicPath'
  | 'unconsented';
export type Kind = VerbKind | ThingKind;

/** A form of a verb, as bits: `put` is both its plain form and its past. */
export const PLAIN = 1;
export const THIRD = 2;
export const GERUND = 4;
export const PAST = 8;

/** What a word may begin: the words that have to follow, what they are together, in which forms, and how many words that takes. */
export type Entry = {
  readonly rest: readonly string[];
  readonly kind: Kind;
  readonly form: number;
  readonly length: number;
};

/** Made when the first sentence is read: most scans read none. */
let entries: ReadonlyMap<string, readonly Entry[]> | undefined;

/** What may begin with a word, the longest first. */
export function entriesOf(word: string): readonly Entry[] {
  entries ??= allEntries();
  return entries.get(word) ?? NONE;
}

const TABLES: Readonly<Record<string, string>> = { ...VERBS, ...THINGS };

/** How long the table of a kind is, in UTF-16 units; what is known by its shape has none. */
export const sizeOf = (kind: Kind): number => TABLES[kind]?.length ?? 1;

const NONE: readonly Entry[] = [];

function allEntries(): ReadonlyMap<string, readonly Entry[]> {
  const all = new Map<string, Entry[]>();
  const add = (first: string, rest: readonly string[], kind: Kind, form: number): void => {
    const known = all.get(first) ?? [];
    all.set(first, known);
    const same = known.findIndex((entry) => entry.kind === kind && entry.rest.join(' ') === rest.join(' '));
    const entry = { rest, kind, form: form | (known[same]?.form ?? 0), length: rest.length + 1 };
    if (same < 0) known.push(entry);
    else known[same] = entry;
  };
  for (const [kind, list] of Object.entries(VERBS))
    for (const verb of list.split(', '))
      for (const { first, rest, form } of formsOf(verb)) add(first, rest, kind as VerbKind, form);
  for (const [kind, list] of Object.entries(THINGS))
    for (const thing of list.split(', '))
      for (const name of new Set([thing, pluralOf(thing)])) {
        const [first = '', ...rest] = name.split(' ');
        add(first, rest, kind as ThingKind, 0);
      }
  for (const list of all.values()) list.sort((a, b) => b.rest.length - a.rest.length);
  return all;
}

/** All forms of `stop+p`, `take out/took out/taken out` and the like. */
function formsOf(written: string): { first: string; rest: readonly string[]; form: number }[] {
  const [base = '', ...pasts] = written.split('/');
  const [head = '', ...rest] = base.split(' ');
  const [plain = '', doubled = ''] = head.split('+');
  const stem = plain.endsWith('e') && !plain.endsWith('ee') ? plain.slice(0, -1) : plain + doubled;
  const past = pasts.length > 0 ? pasts.map((form) => form.split(' ')[0] ?? '') : [pastOf(plain, stem)];
  return [
    { first: plain, rest, form: PLAIN },
    { first: thirdOf(plain), rest, form: THIRD },
    { first: `${stem}ing`, rest, form: GERUND },
    ...past.map((first) => ({ first, rest, form: PAST })),
  ];
}

const pastOf = (plain: string, stem: string): string =>
  /[^aeiou]y$/.test(plain) ? `${plain.slice(0, -1)}ied` : `${stem}ed`;
const thirdOf = (plain: string): string =>
  /[^aeiou]y$/.test(plain) ? `${plain.slice(0, -1)}ies` : /(?:s|sh|ch|x|z|o)$/.test(plain) ? `${plain}es` : `${plain}s`;
const pluralOf = (thing: string): string => (/[a-z]$/.test(thing) && !thing.endsWith('s') ? thirdOf(thing) : thing);
