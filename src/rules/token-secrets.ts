import { wordsOf } from './secret-names.ts';

const SINGLE = new Set(['password', 'passwd', 'pwd', 'passphrase', 'ssn', 'cvv', 'cvc', 'secret', 'pin']);
const PAIRS = new Set([
  'card number',
  'credit card',
  'account number',
  'social security',
  'security number',
  'private key',
  'secret key',
  'api key',
  'api secret',
  'access token',
  'refresh token',
  'bank account',
]);
/** What a secret becomes that is still one to whoever can guess passwords by the million. */
const DRESS = new Set(['hash', 'hashed', 'digest', 'plain', 'text', 'value', 'encoded']);
/** Names that speak of a secret and are none: `mustChangePassword`, `hasSecret`, `encryptedPassword`. */
const ABOUT =
  /^(is|has|must|needs|no|can|reset|forgot|change|require|show|hide|encrypted|masked|redacted|public|client)$/;

/** Whether a member of this name holds what nobody but its owner may read: a password, a card number, a private key. */
export function isHeldSecret(name: string): boolean {
  const words = [...wordsOf(name)];
  while (words.length > 1 && DRESS.has(words.at(-1) ?? '')) words.pop();
  if (ABOUT.test(words[0] ?? '') && words.length > 1 && words.join(' ') !== 'client secret') return false;
  const [before = '', last = ''] = [words.at(-2), words.at(-1)];
  return SINGLE.has(last) || PAIRS.has(`${before} ${last}`) || /^(creditcard|cardnumber|apikey|privatekey)$/.test(last);
}

/** Whether a record with a member of this name holds a password, hashed or not. */
export const isPasswordName = (name: string): boolean => isHeldSecret(name) && /pass(word|wd|phrase)|pwd/i.test(name);
