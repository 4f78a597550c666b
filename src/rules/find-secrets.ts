import type { Confidence, Range, Severity } from '../engine/finding.ts';
import { assignmentsIn } from './assignments.ts';
import { beginningsIn, isEscape } from './secret-formats/beginnings.ts';
import { addressOf } from './secret-formats/connection-strings.ts';
import type { SecretFormat, SecretRule } from './secret-formats/format.ts';
import { NAMED_FORMATS } from './secret-formats/named-formats.ts';
import { isPlaceholder } from './secret-formats/placeholder.ts';
import { wordsOf } from './secret-names.ts';

/** A secret of a known format that stands in a text. */
export type Secret = {
  readonly rule: SecretRule;
  /** Of what nobody may read, and no more. UTF-16 offsets. */
  readonly range: Range;
  /** "an OpenAI API key" */
  readonly what: string;
  /** The variable of the environment that is made for it. */
  readonly variable: string;
  /** What the text calls it; empty where it has no name. */
  readonly name: string;
  readonly confidence: Confidence;
  readonly severity?: Severity;
  /** Where it stands decides over whether it is one: a test's key, a document's example. */
  readonly isOftenSample: boolean;
  /** It is written like one, but not all of it fits, so it opens nothing as it stands. */
  readonly isMisfit?: true;
};

let last: { readonly text: string; readonly secrets: readonly Secret[] } | undefined;

/** Every secret of a known format, in order, none within another. The rules share one look at a text. */
export function secretsIn(text: string): readonly Secret[] {
  if (last?.text !== text) last = { text, secrets: look(text) };
  return last.secrets;
}

function look(text: string): Secret[] {
  const formats = [...formatted(text)];
  const isAddress = ({ rule }: Secret): boolean => rule === 'secret/connection-string';
  // The surest first: a token that is the password of an address is told as what it is.
  const candidates = [
    ...formats.filter((secret) => !isAddress(secret)),
    ...formats.filter(isAddress),
    ...named(text),
    ...formats.flatMap((secret) => besideAccessKey(text, secret)),
  ];
  return withoutOverlaps(candidates).sort((a, b) => a.range.start - b.range.start);
}

/** Of those that overlap, the first. */
function withoutOverlaps(secrets: readonly Secret[]): Secret[] {
  const kept: Secret[] = [];
  const byStart = secrets
    .map((secret, rank) => ({ secret, rank }))
    .sort((a, b) => a.secret.range.start - b.secret.range.start);
  let open: (typeof byStart)[number] | undefined;
  for (const next of byStart) {
    if (open && next.secret.range.start < open.secret.range.end) {
      if (next.rank < open.rank) open = next;
      continue;
    }
    if (open) kept.push(open.secret);
    open = next;
  }
  return open ? [...kept, open.secret] : kept;
}

const JOINED = /[A-Za-z0-9_]/;
const LONGEST_LEAD = 40;

function* formatted(text: string): Generator<Secret> {
  let from = 0;
  for (const { at, formats } of beginningsIn(text)) {
    if (at < from) continue;
    const secret = secretAt(text, at, formats);
    if (secret) yield secret;
    // Within an address another may begin: its password may be a token.
    if (secret && secret.rule !== 'secret/connection-string') from = secret.range.end;
  }
}

function secretAt(text: string, at: number, formats: readonly SecretFormat[]): Secret | undefined {
  for (const format of formats) {
    const lead = format.leads?.exec(text.slice(Math.max(0, at - LONGEST_LEAD), at))?.[0];
    if (format.leads && lead === undefined) continue;
    const start = at - (lead?.length ?? 0);
    // Letters before it make it part of something longer.
    if (JOINED.test(text.charAt(start - 1)) && !isEscape(text, start)) continue;
    format.shape.lastIndex = start;
    const match = format.shape.exec(text);
    if (!match) continue;
    const secret = match[1] ?? match[0];
    if (!format.isNoRandom && isPlaceholder(bodyOf(secret, format))) continue;
    if (format.isReal && !format.isReal(match)) continue;
    return toSecret(text, start, match, format);
  }
  return undefined;
}

function toSecret(text: string, start: number, match: RegExpExecArray, format: SecretFormat): Secret {
  const [whole, secret = whole] = match;
  // The user of an address, or a word before, may be called like its password.
  const from = start + (secret === whole ? 0 : whole.lastIndexOf(secret));
  const { rule, what, variable, severity } = format;
  const isMisfit = format.fits?.(secret) === false;
  return {
    rule,
    range: { start: from, end: from + secret.length },
    ...(whole.includes('://') && rule === 'secret/connection-string' ? addressOf(whole) : { what, variable }),
    name: nameBefore(text, start),
    confidence: isMisfit ? 'likely' : (format.confidence ?? 'certain'),
    ...(severity && { severity }),
    isOftenSample: format.isOftenSample === true || isMisfit,
    ...(isMisfit && { isMisfit, severity: 'medium' }),
  };
}

/** What is random in a secret: without the beginning that all of its format have. */
function bodyOf(secret: string, { begins, random }: SecretFormat): string {
  if (random) return random.exec(secret)?.[0] ?? secret;
  const beginning = begins.find((literal) => secret.startsWith(literal));
  return beginning === undefined ? secret : secret.slice(beginning.length);
}

function* named(text: string): Generator<Secret> {
  for (const { name, value, range } of assignmentsIn(text)) {
    if (value.length < 20 || value.length > 128) continue;
    const words = wordsOf(name).join('_');
    const format = NAMED_FORMATS.find((known) => known.value.test(value) && known.name.test(words));
    if (!format || isPlaceholder(value) || !/\d/.test(value)) continue;
    const { rule, what, variable } = format;
    yield { rule, range, what, variable, name, confidence: 'likely', isOftenSample: false };
  }
}

/** What AWS hands out together is pasted together, in a table or a file of two lines: the id, and behind it the secret. */
function besideAccessKey(text: string, { what, range }: Secret): readonly Secret[] {
  if (what !== 'an AWS access key') return [];
  const beside = /^["'`]?[\s,;:|]{1,8}["'`]?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/.exec(
    text.slice(range.end, range.end + 64),
  );
  const secret = beside?.[1];
  if (beside === null || secret === undefined || isPlaceholder(secret) || !/\d/.test(secret) || !/[A-Z]/.test(secret))
    return [];
  const end = range.end + beside[0].length;
  return [
    {
      rule: 'secret/cloud-key',
      range: { start: end - secret.length, end },
      what: 'an AWS secret access key',
      variable: 'AWS_SECRET_ACCESS_KEY',
      name: '',
      confidence: 'likely',
      isOftenSample: false,
    },
  ];
}

/** A name, what stands between it and a value, and the beginning of the string that holds the value. */
const NAME =
  /([A-Za-z_$][\w$.-]{0,63})["'`]?\]?\s{0,8}(?::\s{0,4}\w{1,20}\s{0,4}=|[:=]=?>?|\|\||\?\?|\s)\s{0,8}\\?["'`]?(?:(?:Bearer|Basic|[Tt]oken)\s)?$/;
/** The same where the string holds something else first. */
const FAR_NAME = /([A-Za-z_$][\w$.-]{0,63})["'`]?\]?\s{0,8}[:=]\s{0,8}\\?["'`]?[^\s"'`]{1,80}$/;
/** Words that stand before a secret and do not name it. */
const NO_NAME =
  /^(?:const|let|var|return|is|the|a|an|to|with|of|use|using|and|or|key|keys|value|default|await|new|export|https?|Bearer|Basic|ARG|ENV|[Ii]d|User|Database|Server|Host)$/;

/** What the text calls the value that begins here, on the same line; empty where nothing says. */
function nameBefore(text: string, start: number): string {
  const from = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 160);
  const line = text.slice(from, start);
  // Within an address the user stands before.
  const found = /:\/\/[^\s/]*$/.test(line) ? FAR_NAME.exec(line) : (NAME.exec(line) ?? FAR_NAME.exec(line));
  const name = found?.[1] ?? '';
  return NO_NAME.test(name) || !/[A-Za-z]{2}/.test(name) ? '' : (name.split('.').at(-1) ?? '');
}
