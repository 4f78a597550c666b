import { entropyOf, isPlaceholder } from './secret-formats/placeholder.ts';
import { wordsOf } from './secret-names.ts';

/** What stands where a secret will: nobody can use it. */
const PLACEHOLDER =
  /^$|^(.)\1*$|x{4,}|\*{3,}|\.{3}|<.*>|\$\{|\{\{|^%|^(your|my|the|some|any|a|an|insert|enter|replace|put|use|set|add)[-_ ]|example|placeholder|sample|dummy|fake|mock|redacted|todo|undefined|null|none|empty|^test|testing|[-_ ]here\b|^(secret|password|token|key|string|hidden|basic|bearer|oauth2?|jwt|local|header|cookie|session|sha\d+|hs\d+|rs\d+|aes.*|hmac.*|http|https|apikey|api[-_]key|text|number|off|on|true|false|new|current|confirm|forgot|reset)$/i;

/** Text for people, paths, selectors, names of things: no secret looks like these. */
const NO_SECRET =
  /\s.*\s|^[./#@?&]|^[a-z]+:\/\/[^:@/]*$|^[\w-]+(\.[\w-]+)+$|^--|[[\]()>]|=(?!=?$)|^[A-Z_]+$|^[a-z]+([-_:][a-z]+)+$|^[a-z]+([A-Z][a-z]+)+$|^application\/|^multipart\/|^[a-zA-Z]+(:[a-zA-Z]+)+$/;

/** Two words of any language. */
const PROSE = /^\p{Lu}[\p{L}\p{M}']+ [\p{L}\p{M}']+[.!?]?$/u;

/** Where a secret is to be had, and not the secret. */
const REFERENCE =
  /^\s*(?:[a-z][a-z0-9+.-]*:\/\/|arn:|projects\/|op:\/\/|vault:|ssm:|secretref|keyvault|file:|env[.:]|process\.env|os\.|secrets?\.|vars?\.|local\.|data\.|config\.|\{(?:env|file|secret|var)s?[:.]|self\.|this\.|\$|@|ENC\[|!|\\)/i;

/** Names of what everybody may know, or of what a secret was made into. */
const PUBLIC_WORDS = new Set([
  'public',
  'publishable',
  'anon',
  'site',
  'hash',
  'hashed',
  'encrypted',
  'digest',
  'fingerprint',
  'checksum',
  'example',
  'sample',
  'fake',
  'mock',
  'dummy',
  'cache',
  'idempotency',
]);

/** A key of Google: whether it is one for browsers, as Firebase's is, its own rule tells from what stands beside it. */
const GOOGLE = /^AIza[\w-]{35}$/;

/** The name of a rule, a route, a place in a vault: `billing/session-key`. */
const PATH_OF_WORDS = /^[a-z]+(?:-[a-z]+)*(?:\/[a-z]+(?:-[a-z]+)*)+$/;

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Whether a value could be the secret that its name says it is. */
export function looksSecret(value: string, name: string): boolean {
  if (
    value.length < 4 ||
    PLACEHOLDER.test(value) ||
    NO_SECRET.test(value) ||
    PROSE.test(value) ||
    REFERENCE.test(value) ||
    PATH_OF_WORDS.test(value)
  )
    return false;
  if (GOOGLE.test(value) || isEncodedJson(value)) return false;
  if (value.length >= 16 && isPlaceholder(value)) return false;
  if (UUID.test(value) || wordsOf(name).some((word) => PUBLIC_WORDS.has(word))) return false;
  // A value that repeats its name is a label: `password: 'Password'`.
  const squeezed = value.toLowerCase().replace(/[^a-z0-9]/g, '');
  const words = wordsOf(name);
  if (words.join('').includes(squeezed)) return false;
  const said = wordsOf(value);
  if (said.length > 2 && said.filter((word) => words.includes(word)).length * 4 >= said.length * 3) return false;
  const isPassword = /pass(word|wd|phrase)|secret/i.test(name);
  // A number is a password where it is called one: a PIN.
  const isMixed = /[a-z]/i.test(value) ? /[\d\W_]/.test(value) : /^\d{4,}$/.test(value) && isPassword;
  return isPassword ? isMixed || value.length >= 12 : value.length >= 12 && isMixed;
}

/** JSON in base64, such as the state of a view in an address: whoever has it can read it, so that it is a secret at most for what it says. */
function isEncodedJson(value: string): boolean {
  if (value.length < 24 || !/^(?:eyJ|W3s|WyJ)[A-Za-z0-9+/_-]+={0,2}$/.test(value)) return false;
  try {
    // A multiple of four, so that no letter is cut in two.
    return /^[[{][\s"{[]{1,4}[\w$ -]{1,40}"\s*[:,][\x20-\x7e]*$/.test(atob(value.slice(0, 48)));
  } catch {
    return false;
  }
}

/** What nobody types: long, of letters and digits in disorder. */
export const isRandom = (value: string): boolean =>
  value.length >= 16 &&
  /\d/.test(value) &&
  /[a-z]/i.test(value) &&
  entropyOf(value) >= (/^[0-9a-f]+$/i.test(value) ? 3 : 3.5) &&
  !isPlaceholder(value);

/** Names of keys that sign, encrypt or keep sessions: a value that everybody knows opens them, however it looks. */
const KEY_NAME = /secret|jwt|session|signing|encryption|cookie|admin|master|auth_?token/i;

export const isWeakFallback = (value: string, name: string): boolean =>
  KEY_NAME.test(name) &&
  value.trim() !== '' &&
  !REFERENCE.test(value) &&
  !/[<>{}()\s/]|^(?:none|null|undefined|false|true)$/i.test(value);

/** What stands in many projects as the password of a machine of one's own, or is a word that somebody typed. */
export const isCommonPassword = (value: string): boolean =>
  /^[a-z]+$|password|passw0rd|p@ssw0rd|^my|changeme|change[-_]me/i.test(value) ||
  /^(?:admin|root|test|tester|pass|secret|postgres|mysql|mongo|redis|rabbit(?:mq)?|user|demo|dev|local|changethis|default|letmein|qwerty|welcome|guest|minio(?:admin)?|example)[\W_]*\d{0,4}[\W_]{0,2}$/i.test(
    value,
  );

/** A password as rules for passwords want it: nobody writes a word of prose so. */
export const isStrong = (value: string, name: string): boolean =>
  /pass|pwd/i.test(name) &&
  value.length >= 10 &&
  [/[a-z]/, /[A-Z]/, /\d/, /[^\w\s]/].filter((sort) => sort.test(value)).length >= 3 &&
  entropyOf(value) >= 2.8 &&
  !isCommonPassword(value);
