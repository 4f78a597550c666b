import type { PackageReference } from '../reference.ts';
import { createdPackage } from './created-package.ts';
import { type OptionKind, optionKind } from './manager-options.ts';
import { type PackageSpec, packageSpecIn } from './package-spec.ts';
import type { Passage } from './passage.ts';
import { commandsIn, type ShellOptions, type Word } from './shell-words.ts';

/** What a package manager does with its arguments: fetch them all, run the first, or run what `create-` makes of it. */
type Verb = 'install' | 'run' | 'create';

const NPM_INSTALL = 'install i in ins inst insta instal isnt isnta isntal isntall add install-test it'.split(' ');

/** The verbs that fetch packages. `pnpm exec`, `yarn exec` and `yarn run` run what is installed, and are none. */
const VERBS = new Map<string, ReadonlyMap<string, Verb>>([
  ['npm', verbs({ install: NPM_INSTALL, run: ['exec', 'x'], create: ['init', 'create', 'innit'] })],
  ['pnpm', verbs({ install: ['add', 'install', 'i'], run: ['dlx'], create: ['create'] })],
  ['yarn', verbs({ install: ['add'], run: ['dlx'], create: ['create'] })],
  ['bun', verbs({ install: ['add', 'install', 'i', 'a'], run: ['x'], create: ['create', 'c'] })],
]);
const RUNNERS = new Map([
  ['npx', 'npx'],
  ['pnpx', 'pnpm'],
  ['bunx', 'bun'],
]);

/** Words before a command that leave it what it is. */
const BEFORE = new Set(
  'sudo env time exec command nohup then do else if while until ! corepack cross-env dotenv xargs RUN run: @'.split(
    ' ',
  ),
);
/** Signs of a prompt, and what precedes them. */
const PROMPT = /^(?:\$|%|>|>>|❯|➜|»|λ|~|PS|[A-Z]:\\[\w\\]*>?|[\w.-]+@[\w.-]+(?::\S*)?[$#%]?)$/;

/** A sentence in which a command stands, rather than the command: whose words could be taken for names. */
const PROSE = new Set(
  `to and or the with for from then is are was were failed fails failing succeeded command commands completed successfully before after again first
  inside it via using on at into will should when if of by as that this which because but not your our must can done finished took`.split(
    /\s+/,
  ),
);

/** Deeper than anybody writes `sh -c "sh -c ..."`. */
const DEEPEST = 4;

/** The packages that the commands of a text would fetch from the registry, in order. */
export function referencesInCommands(passage: Passage, options: ShellOptions = {}): PackageReference[] {
  return referencesIn(passage, options, 0);
}

/** The same of a command that is given as words already, such as `["npx", "-y", "x"]`. */
export const referencesInWords = (words: readonly Word[]): PackageReference[] =>
  referencesInCommand(words, (index) => index, 0);

function referencesIn(passage: Passage, options: ShellOptions, depth: number): PackageReference[] {
  return commandsIn(passage, options).flatMap((words) => referencesInCommand(words, passage.at, depth));
}

function referencesInCommand(words: readonly Word[], at: Passage['at'], depth: number): PackageReference[] {
  const start = startOf(words);
  const [first, ...rest] = words.slice(start);
  if (first === undefined || words.slice(0, start).some(isOfOtherRegistry)) return [];
  const program = programOf(first.text);
  if (/^(?:ba|z|k|da|a)?sh$/.test(program)) return inShell(rest, at, depth);
  if (/^cmd$/i.test(program)) return inCommandPrompt(rest, at, depth);
  const runner = RUNNERS.get(program);
  const found = runner === undefined ? forManager(program, rest) : forVerb('run', runner, rest);
  return found.map((reference) => ({
    ...reference,
    range: { start: at(reference.range.start), end: at(reference.range.end - 1) + 1 },
    versionRange: reference.versionRange && {
      start: at(reference.versionRange.start),
      end: at(reference.versionRange.end - 1) + 1,
    },
  }));
}

/** `sh -c "..."`: what stands in the word is a text of commands again. */
function inShell(words: readonly Word[], at: Passage['at'], depth: number): PackageReference[] {
  const flag = words.findIndex(({ text }) => /^-[a-z]*c$/.test(text));
  const script = flag < 0 ? undefined : words[flag + 1];
  if (script === undefined || depth >= DEEPEST) return [];
  return referencesIn({ text: script.text, at: (index) => at(script.at(index)) }, {}, depth + 1);
}

/** `cmd /c npx x`, as one word or as several. */
function inCommandPrompt(words: readonly Word[], at: Passage['at'], depth: number): PackageReference[] {
  const flag = words.findIndex(({ text }) => /^\/[ck]$/i.test(text));
  const [first, ...rest] = flag < 0 ? [] : words.slice(flag + 1);
  if (first === undefined || depth >= DEEPEST) return [];
  if (rest.length > 0 || !first.text.includes(' ')) return referencesInCommand([first, ...rest], at, depth + 1);
  return referencesIn({ text: first.text, at: (index) => at(first.at(index)) }, {}, depth + 1);
}

function forManager(manager: string, words: readonly Word[]): PackageReference[] {
  if (!VERBS.has(manager)) return [];
  let at = nextArgument(words, 0, manager);
  if (manager === 'yarn' && words[at]?.text === 'global') at = nextArgument(words, at + 1, manager);
  if (manager === 'yarn' && words[at]?.text === 'workspace')
    at = nextArgument(words, nextArgument(words, at + 1, manager) + 1, manager);
  const verb = VERBS.get(manager)?.get(words[at]?.text ?? '');
  if (verb === undefined) return [];
  // `pnpm --package=x dlx y`: options may stand before the verb too.
  const before = manager === 'pnpm' ? words.slice(0, at) : words.slice(0, at).filter(isOfOtherRegistry);
  const named = manager === 'npm' && verb === 'run' ? 'npx' : manager;
  return forVerb(verb, named, [...before, ...words.slice(at + 1)]);
}

function forVerb(verb: Verb, manager: string, words: readonly Word[]): PackageReference[] {
  // What a program is given may well be a sentence.
  if (words.some(isOfOtherRegistry) || isProse(verb === 'install' ? words : words.slice(0, 4))) return [];
  if (verb === 'install')
    return argumentsOf(words, manager).flatMap((word) => referenceTo(word, packageSpecIn(word.text), false));
  if (verb === 'create') {
    const [first] = argumentsOf(words, manager);
    return first === undefined ? [] : referenceTo(first, createdPackage(first.text, manager), false);
  }
  return toRun(words, manager);
}

/** `npx`, `dlx`, `bunx`: the packages that `--package` names, else the first argument. What follows belongs to the program. */
function toRun(words: readonly Word[], manager: string): PackageReference[] {
  const named: PackageReference[] = [];
  let hasPackages = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as Word; // the loop's condition
    if (/^(?:--no-install|--no|-c|--call)$/.test(word.text)) return /^--no/.test(word.text) ? [] : named;
    const option = /^(?:--package|-p)(=?)/.exec(word.text);
    if (option && (option[1] === '=' || /^(?:--package|-p)$/.test(word.text))) {
      hasPackages = true;
      const value = option[1] === '=' ? partOfWord(word, option[0].length) : words[++at];
      if (value) named.push(...referenceTo(value, packageSpecIn(value.text), false));
    } else if (word.text.startsWith('-')) {
      // Behind `--` stands what is run.
      if (word.text !== '--' && kindOf(word, manager) !== 'switch') at++;
    } else {
      return hasPackages ? named : referenceTo(word, packageSpecIn(word.text), true);
    }
  }
  return named;
}

/** Arguments that are no options, nor values of such. */
function argumentsOf(words: readonly Word[], manager: string): Word[] {
  const found: Word[] = [];
  for (let at = nextArgument(words, 0, manager); at < words.length; at = nextArgument(words, at + 1, manager))
    found.push(words[at] as Word); // the loop's condition
  return found;
}

function nextArgument(words: readonly Word[], from: number, manager: string): number {
  let at = from;
  for (; at < words.length; at++) {
    const word = words[at] as Word; // the loop's condition
    if (word.text === '--') return words.length;
    if (!word.text.startsWith('-')) return at;
    if (kindOf(word, manager) !== 'switch') at++;
  }
  return at;
}

const kindOf = (word: Word, manager: string): OptionKind => optionKind(word.text, manager);

function referenceTo(word: Word, spec: PackageSpec | undefined, mayBeCommand: boolean): PackageReference[] {
  if (spec === undefined || isOpenAt(word, spec)) return [];
  const length = Math.min(spec.name.length, word.text.length - spec.at);
  const end = spec.version === undefined ? 0 : spec.versionAt + spec.version.length;
  const isKnownVersion = spec.version !== undefined && !/[$<{*[%]/.test(spec.version);
  const shown = word.text.startsWith(spec.name, spec.at) ? length : nameLength(word.text, spec.at);
  return [
    {
      name: spec.name,
      specifier: word.text,
      range: { start: word.at(spec.at), end: word.at(spec.at + shown - 1) + 1 },
      version: isKnownVersion ? spec.version : undefined,
      versionRange: isKnownVersion ? { start: word.at(spec.versionAt), end: word.at(end - 1) + 1 } : undefined,
      statement: undefined,
      origin: 'command',
      typeOnly: false,
      guarded: false,
      ...(mayBeCommand && { mayBeCommand }),
    },
  ];
}

/** Of what is written for `create-...`: up to its version. */
function nameLength(text: string, at: number): number {
  const version = text.indexOf('@', at + 1);
  return (version < 0 ? text.length : version) - at;
}

/** A variable in the version leaves the name known, one in the name does not: the name's pattern has refused those that are left as they are. */
const isOpenAt = ({ isOpen, text }: Word, { name, at, version }: PackageSpec): boolean =>
  isOpen && (version === undefined || !text.startsWith(name, at));

/** Where the command begins, behind prompts, variables that are set for it, and words such as `sudo`. */
function startOf(words: readonly Word[]): number {
  let at = 0;
  for (; at < words.length; at++) {
    const { text } = words[at] as Word; // the loop's condition
    const isOption = at > 0 && text.startsWith('-') && BEFORE.has(words[0]?.text ?? '');
    if (!(BEFORE.has(text) || isOption || PROMPT.test(text) || /^[A-Za-z_]\w*=/.test(text))) break;
  }
  return at;
}

const programOf = (text: string): string =>
  text
    .slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1)
    .replace(/^@/, '')
    .replace(/\.(?:cmd|exe|ps1)$/i, '')
    .replace(/^(pnpm|yarn|npm|npx|bun)@[\w.-]+$/, '$1');

/** What another registry holds is not for this one to say. */
const isOfOtherRegistry = ({ text }: Word): boolean =>
  /^(?:--registry\b|--@[\w.-]+:registry|(?:npm|yarn|pnpm|bun)_config_registry=)/i.test(text);

const isProse = (words: readonly Word[]): boolean =>
  words.some(
    ({ text }) => !text.startsWith('-') && (PROSE.has(text.toLowerCase()) || /[,:;!?…)]$|[^.]\.$|^…$/.test(text)),
  );

function verbs(spelt: Readonly<Record<Verb, readonly string[]>>): ReadonlyMap<string, Verb> {
  const { install, run, create } = spelt;
  return new Map([
    ...install.map((verb) => [verb, 'install'] as const),
    ...run.map((verb) => [verb, 'run'] as const),
    ...create.map((verb) => [verb, 'create'] as const),
  ]);
}

const partOfWord = (word: Word, from: number): Word => ({
  text: word.text.slice(from),
  at: (index) => word.at(from + index),
  isOpen: word.isOpen,
});
