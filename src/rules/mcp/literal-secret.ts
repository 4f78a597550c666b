import { isSecretName, wordsOf } from '../secret-names.ts';

/** Whether a name of an environment variable, an option or a query says that its value lets somebody in. */
export function isSecretSetting(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (/^(?:pat|apikey|key|token|pwd|pass|password|secret|auth|bearer|cookie|dsn)$/.test(last))
    return !/^(?:public|publishable|anon)$/.test(words.at(-2) ?? '');
  return isSecretName(name);
}

const STAND_IN =
  /^(?:x{3,}|\*{3,}|\.{3,}|•+|-+|_+|\d{1,5}|true|false|null|none|undefined|changeme|change[-_ ]me|placeholder|redacted|secret|password|token|postgres|root|admin|test|dev|example|dummy|fake|demo|default|optional|required|local(?:host)?)$|your|my[-_]|<[^>]*>|\{\{|\[[\w -]+\]|replace|insert|enter|paste|example|xxxx|\.\.\.|…|\*\*\*|1234567890|abcdef|goes[-_ ]?here|_here\b|here$|todo|dummy|sample|placeholder|redacted|\bhidden\b|change[-_ ]?(?:me|this)|(?:api|access|secret|auth)[-_ ]?(?:key|token)$|^sk-(?:test|fake|\.{2})/i;
const REFERENCE =
  /\$\{|\$\(|\$\w|%\w+%|^(?:env|op|vault|keychain|secretref|file|ref|aws|gcp|azure|doppler|infisical):|process\.env|os\.environ|secrets\./i;

/** Whether a value is a secret itself: not a reference to one, not a stand-in for the reader to replace, not a word. */
export function isLiteralSecret(value: string): boolean {
  const text = value.trim();
  if (text.length < 8 || REFERENCE.test(text) || STAND_IN.test(text)) return false;
  if (/^(?:https?|file):\/\/[^@]*$|^[./~]/.test(text)) return false;
  const isMixed = /\d/.test(text) && /[a-z]/i.test(text);
  return text.length >= 12 ? isMixed || /^[A-Za-z+/=_-]{20,}$/.test(text) : isMixed && !/^[a-z]+\d{1,3}$/i.test(text);
}
