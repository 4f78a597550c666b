import { type Entry, entriesOf, type Kind } from './lexicon.ts';

/** One thing that a word, or the words that begin with it, may be. */
export type Tag = {
  readonly kind: Kind;
  /** Forms of a verb, as bits; 0 for a thing. */
  readonly form: number;
  /** How many words it takes, and where its particle stands: "turn (it) off". */
  readonly length: number;
};

export type Word = {
  readonly text: string;
  /** The same without the mark of a possessor: "server's". */
  readonly key: string;
  /** Offsets in the plain sentence. */
  readonly start: number;
  readonly end: number;
  /** What ends after it: nothing, a part of a sentence (`,`), a sentence. */
  readonly stop: '' | ',' | ';';
  readonly tags: readonly Tag[];
};

/** More words than a sentence has; what is longer is a list or no prose. */
const MOST_WORDS = 160;
const OPENING = /^["'`([{<*_|]+/;
const CLOSING = /["'`\])}>*_|.,;:!?–—]+$/;
const PARTICLE = /^(?:off|out|up|back|down|over|on|away)$/;
/** What follows a particle that stands apart from its verb. */
const AFTER_PARTICLE = /^(?:of|so|when|whenever|if|and|before|after|until|from|for|in|at|again)$/;

/** Takes a plain sentence apart and says of each word what it may be. Linear. */
export function readWords(plain: string): readonly Word[] {
  const words = bareWords(plain);
  for (const [at, { tags }] of words.entries()) tagWord(words, at, tags);
  if (!/\b(?:without|no)\b/.test(plain)) return words;
  for (const [at, { tags }] of words.entries()) {
    const length = unconsentedLength(words, at);
    if (length > 0) tags.push({ kind: 'unconsented', form: 0, length });
  }
  return words;
}

/** "without any further approval", "no sign-off": how many words it takes. */
function unconsentedLength(words: readonly Word[], at: number): number {
  if (!/^(?:without|no)$/.test(words[at]?.text ?? '')) return 0;
  for (let next = at + 1; next <= at + 5 && words[next - 1]?.stop === ''; next++) {
    const consent = words[next]?.tags.find(({ kind }) => kind === 'consent');
    if (consent) return next - at + consent.length;
  }
  return 0;
}

/** A word that is still being read. */
type BareWord = Omit<Word, 'tags' | 'stop'> & { readonly tags: Tag[]; stop: Word['stop'] };

function bareWords(plain: string): BareWord[] {
  const words: BareWord[] = [];
  for (const { 0: written, index } of plain.matchAll(/\S+/g)) {
    if (words.length >= MOST_WORDS) break;
    const last = words.at(-1);
    if (/^(?:[-–—=>|•:]+|->|→)$/.test(written)) {
      if (last) last.stop = ';';
      continue;
    }
    const opened = OPENING.exec(written)?.[0].length ?? 0;
    const rest = written.slice(opened);
    const closing = CLOSING.exec(rest)?.[0] ?? '';
    const text = /^\w+\(\W*\)/.test(rest)
      ? rest.replace(/[.,;:!?"'`]+$/, '')
      : rest.slice(0, rest.length - closing.length);
    if (text === '') continue;
    const isBefore = opened > 0 && /[([{]/.test(written.slice(0, opened)) && last;
    if (isBefore && last.stop === '') last.stop = ',';
    words.push({
      text,
      start: index + opened,
      end: index + opened + text.length,
      key: text.includes("'") ? text.replace(/(?<!^(?:let|it|that|what|he|she|who))'s?$/, '') : text,
      stop: closing === '' ? '' : /[;:!?.–—]/.test(closing) ? ';' : /[,)\]]/.test(closing) ? ',' : '',
      tags: [],
    });
  }
  return words;
}

function tagWord(words: readonly BareWord[], at: number, tags: Tag[]): void {
  const word = words[at];
  if (!word) return;
  const add = (tag: Tag): void => {
    // The longest phrase of a kind counts, and the longest come first.
    if (!tags.some(({ kind }) => kind === tag.kind)) tags.push(tag);
  };
  for (const entry of entriesOf(word.key)) {
    const length = entry.length === 1 ? 1 : lengthOf(words, at, entry);
    if (length > 0) add(length === entry.length ? entry : { kind: entry.kind, form: entry.form, length });
  }
  // Most words are letters only.
  if (!/[^a-z'-]/.test(word.text)) return;
  const shape = shapeOf(word.text, words[at - 1]?.text ?? '');
  if (shape) add({ kind: shape, form: 0, length: 1 });
  for (const [kind, pattern] of SHAPES) if (pattern.test(word.text)) add({ kind, form: 0, length: 1 });
}

/** How many words a phrase takes from here; 0 where it does not stand here. */
function lengthOf(words: readonly BareWord[], at: number, { rest, form, length }: Entry): number {
  if (rest.every((text, step) => words[at + step]?.stop === '' && words[at + step + 1]?.key === text)) return length;
  const particle = rest[0];
  if (form === 0 || !particle || !PARTICLE.test(particle)) return 0;
  // The particle after its object.
  for (let next = at + 1; next <= at + 7; next++) {
    if (words[next - 1]?.stop !== '') return 0;
    const word = words[next];
    if (!word) return 0;
    if (word.text !== particle) continue;
    const follows = words[next + 1]?.text;
    if (rest[1] !== undefined) return follows === rest[1] ? 1 : 0;
    return word.stop !== '' || follows === undefined || AFTER_PARTICLE.test(follows) ? 1 : 0;
  }
  return 0;
}

const SECRET_SHAPE =
  /(?:^|\/)\.env(?!\.(?:example|sample|template|dist))(?:\.\w+)?$|^(?:~|\$home|\/root|\/home\/\w+)?\/?\.(?:ssh|aws|gnupg|kube|netrc|npmrc|git-credentials|pypirc|docker)(?:\/[\w./-]*)?$|^id_(?:rsa|ed25519|ecdsa)$|^\/etc\/(?:passwd|shadow)$|^\$?\{?[a-z][a-z0-9]*(?:_[a-z0-9]+)*_(?:keys?|tokens?|secrets?|passwords?|pat)\}?$|^process\.env(?:\.\w+)?$/;
const OUTSIDE_SHAPE =
  /^https?:\/\/(?!localhost|127\.|\[::1|0\.0\.0\.0|[\w-]+(?:[:/]|$))[\w.-]+|^(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?$|^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$|^(?:[a-z0-9-]+\.){2,5}(?:com|net|org|io|cc|dev|app|site|xyz|top|ru|cn|sh|zone|host|tools|info|me|co|example|test)(?:\/\S*)?$|^(?:transfer\.sh|webhook\.site|pastebin\.com|0x0\.st|file\.io|termbin\.com|requestbin\.\w+)(?:\/\S*)?$/;
/** Other shapes by which a word is known. */
const SHAPES: readonly (readonly [kind: Kind, pattern: RegExp])[] = [
  ['plainAddress', /^http:\/\/(?!localhost|127\.|[\w-]+(?:[:/]|$))/],
  [
    'keyFile',
    /(?:^|\/)\.(?:ssh|aws|gnupg|kube|netrc|git-credentials|pypirc)\b|\.config\/(?:gh|gcloud)\b|\.pem$|^id_(?:rsa|ed25519)/,
  ],
  ['localPath', /^(?!~|\.?\/|[a-z]+:)[\w.@-]+\/[\w./*@-]*$/],
  ['publicPath', /^(?:\.?\/)?(?:public|static|www|htdocs|public_html)\/\S/],
  ['rawAddress', /^https?:\/\/(?:pastebin\.com|gist\.|raw\.|rentry\.|paste\.)\S*|^https?:\/\/\S+\.(?:txt|md|prompt)$/],
  ['passage', /^(?:https?:\/\/\S+|\/[\w/-]*)?[?&][\w-]+=[\w-]+$/],
];
const LOCAL_SHAPE = /^(?:127\.|0\.0\.0\.0|10\.|192\.168\.|169\.254\.)/;

function shapeOf(text: string, before: string): Kind | undefined {
  if (SECRET_SHAPE.test(text)) return 'secret';
  if (OUTSIDE_SHAPE.test(text) && !LOCAL_SHAPE.test(text)) return 'outside';
  if (/^(?:to|at)$/.test(before) && /^[a-z0-9-]+\.(?:com|net|org|io|cc|dev|app|site|xyz|ru|cn|sh)$/.test(text))
    return 'outside';
  return undefined;
}
