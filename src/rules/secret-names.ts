/** Words of a name: `resetToken`, `reset_token` and `RESET_TOKEN` are `reset`, `token`. */
export const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

const SECRET_WORDS = new Set([
  'token',
  'tokens',
  'secret',
  'password',
  'passwd',
  'passphrase',
  'otp',
  'nonce',
  'salt',
  'apikey',
  'csrf',
  'xsrf',
  'jwt',
  'credential',
  'credentials',
]);
const SECRET_PAIRS = [
  ['api', 'key'],
  ['access', 'key'],
  ['secret', 'key'],
  ['private', 'key'],
  ['encryption', 'key'],
  ['signing', 'key'],
  ['session', 'id'],
  ['session', 'key'],
  ['reset', 'code'],
  ['verification', 'code'],
  ['invite', 'code'],
  ['coupon', 'code'],
  ['pin', 'code'],
  ['magic', 'link'],
] as const;

/** A part of each of these: most names are ruled out before they are taken apart. */
const MAY_BE_SECRET = /token|secret|passw|passphrase|otp|nonce|salt|key|[cx]srf|jwt|credential|session|code|link/i;

/** Words that say a name is about a secret and not one itself: `tokenCount`, `passwordLength`, `tokenType`. */
const ABOUT = new Set([
  'count',
  'length',
  'type',
  'types',
  'limit',
  'index',
  'max',
  'min',
  'name',
  'names',
  'field',
  'label',
  'placeholder',
  'expires',
  'expiry',
  'expiration',
  'ttl',
  'usage',
  'total',
  'kind',
  'position',
  'start',
  'end',
  'at',
  'url',
  'uri',
  'path',
  'regex',
  'pattern',
  'rule',
  'rules',
  'error',
  'message',
  'header',
  'prefix',
  'suffix',
  'hint',
  'policy',
  'strength',
  'budget',
  'estimate',
  'price',
  'cost',
  'rounds',
  'size',
  'enabled',
  'required',
  'visible',
  'input',
  'id',
  'endpoint',
  'file',
  'title',
  'text',
  'description',
  'schema',
  'column',
  'provider',
  'service',
  'key',
  'color',
  'class',
  'selector',
  'parser',
  'stream',
  'reset',
  'milliseconds',
  'seconds',
  'minutes',
  'lifetime',
  'age',
  'address',
  'contract',
  'symbol',
]);

/** Tokens that name a task of the program's own: `workDoneToken`, `cancelToken`. */
const TASKS = new Set([
  'done',
  'progress',
  'cancel',
  'cancellation',
  'abort',
  'result',
  'next',
  'page',
  'continuation',
  'request',
  'lexer',
  'syntax',
]);

/** Whether a name says that its value is to be kept or be unguessable. */
export function isSecretName(name: string): boolean {
  if (!MAY_BE_SECRET.test(name)) return false;
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (
    SECRET_PAIRS.some(([first, second]) => words.some((word, index) => word === first && words[index + 1] === second))
  )
    return true;
  if (!words.some((word) => SECRET_WORDS.has(word))) return false;
  if (last.startsWith('token') && words.some((word) => TASKS.has(word))) return false;
  return !ABOUT.has(last) && !words.some((word) => word === 'count' || word === 'max' || word === 'num');
}
