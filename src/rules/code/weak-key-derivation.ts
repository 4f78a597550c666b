import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { fileSays } from '../code-text.ts';

/** What a person has thought up, or may have. */
const PASSPHRASE = /pass(word|phrase|wd|code)?(?![a-z])|pwd(?![a-z])|\bpin\b|phrase/i;
const CIPHERS = /create(C|Dec)ipher(iv)?\b|subtle\.(encrypt|decrypt|importKey)|secretbox|AES|aes-/;
const NAMES_KEY = /key|master|cipher|secret|kek|dek/i;

export default defineRule({
  id: 'code/weak-key-derivation',
  title: 'Key that is as weak as the passphrase it is made from',
  severity: 'medium',
  confidence: 'likely',
  cwe: [916, 326, 760],
  owasp: ['A02:2021', 'A04:2025'],
  remedy:
    'Make the key with scrypt or argon2 and a random salt that is kept beside the data: `scryptSync(passphrase, salt, 32)`; or keep 32 random bytes as the key.',
  checks: [
    check({
      patterns: {
        javascript: [
          'crypto.createHash($ALGORITHM).update($DATA, ...).digest(...)',
          'crypto.createHash($ALGORITHM, $OPTIONS).update($DATA, ...).digest(...)',
        ],
      },
      problem: ({ DATA, MATCH }) => {
        if (!fileSays(MATCH.names, CIPHERS) || !NAMES_KEY.test(nameAround(MATCH))) return undefined;
        const said = saidOf(DATA);
        if (!PASSPHRASE.test(said)) return undefined;
        return {
          at: MATCH.range,
          message: `The key is one quick hash of \`${shortText(DATA.text)}\`: a graphics card tries billions of passphrases a second against it.`,
        };
      },
    }),
    check({
      patterns: {
        javascript: [
          'crypto.scryptSync($SECRET, $SALT, ...)',
          'crypto.scrypt($SECRET, $SALT, ...)',
          'crypto.pbkdf2Sync($SECRET, $SALT, ...)',
          'crypto.pbkdf2($SECRET, $SALT, ...)',
          'crypto.hkdfSync($DIGEST, $KEYS, $SALT, ...)',
        ],
      },
      problem: ({ SALT, DIGEST }) => {
        // HKDF is for keys that are strong already; a salt that is known does them no harm.
        if (DIGEST.exists) return undefined;
        const salt = textOf(SALT);
        return salt === undefined ? undefined : { at: SALT.range, message: sameSalt(SALT) };
      },
    }),
    check({
      // Text that is cut or filled up until it has the length of a key.
      patterns: {
        javascript: ['crypto.createCipheriv($ALGORITHM, $KEY, ...)', 'crypto.createDecipheriv($ALGORITHM, $KEY, ...)'],
      },
      problem: ({ KEY, MATCH }): Problem | undefined => {
        const filled = filledUp(KEY);
        if (!filled) return undefined;
        const isHere = filled.start >= MATCH.start && filled.end <= MATCH.end;
        return {
          at: isHere ? filled.range : KEY.range,
          message: `\`${shortText(filled.text)}\` is text made to fit and no key: what can be typed is guessed long before 256 bits are.`,
        };
      },
    }),
    check({
      // Web Crypto: `deriveKey({ name: 'PBKDF2', salt, iterations: 1000, hash }, ...)`.
      members: { javascript: ['iterations'] },
      problem: ({ MATCH }) => {
        const rounds = MATCH.is('pair') ? MATCH.field('value') : undefined;
        if (
          MATCH.parent.property('name').constant !== 'PBKDF2' ||
          typeof rounds?.value !== 'number' ||
          rounds.value >= 100_000
        )
          return undefined;
        return {
          at: rounds.range,
          message: `${String(rounds.value)} rounds are too few to slow anybody down: OWASP asks for 600,000 of SHA-256.`,
          fixes: rounds.is('number')
            ? [{ title: 'Use 600,000 rounds', safety: 'review' as const, edits: [rounds.replacedBy('600_000')] }]
            : [],
        };
      },
    }),
  ],
});

/** What a value is called here, and what it stands for. */
const saidOf = (value: Expression): string =>
  `${value.lastName || value.text.slice(0, 80)} ${value.origin.text.slice(0, 200)}`;

/** What the key is called: a variable, or the function that makes it. */
function nameAround(made: Expression): string {
  const { enclosingFunction: fn } = made;
  const ofFunction = fn.exists ? fn.field('name').text || fn.target : '';
  return `${made.target} ${ofFunction}`;
}

/** A salt that is written in the code: the same for everybody. */
function textOf(salt: Expression): string | undefined {
  if (salt.constant !== undefined) return salt.constant;
  const { origin } = salt;
  return origin.is('call_expression') && origin.callee.name === 'Buffer.from' ? origin.argument(0).constant : undefined;
}

const sameSalt = (salt: Expression): string =>
  salt.is('string', 'template_string')
    ? 'The salt is written in the code, the same for everybody, so one table of guesses opens all that is kept.'
    : `\`${shortText(salt.text)}\` is a salt that is written in the code, the same for everybody, so one table of guesses opens all that is kept.`;

/** `secret.padEnd(32, '0')`, `password.slice(0, 32)`, also within `Buffer.from(...)`. */
function filledUp(key: Expression, depth = 0): Expression | undefined {
  if (depth > 8) return undefined;
  const { origin } = key;
  if (!origin.is('call_expression')) return undefined;
  if (origin.callee.name === 'Buffer.from') {
    const encoding = origin.argument(1).constant;
    return encoding === undefined || /^(utf-?8|ascii|latin1|binary)$/i.test(encoding)
      ? filledUp(origin.argument(0), depth + 1)
      : undefined;
  }
  const name = origin.callee.lastName;
  if (/^(padEnd|padStart|repeat)$/.test(name)) return origin;
  if (!/^(slice|substring|substr)$/.test(name)) return undefined;
  const inner = filledUp(origin.callee.object, depth + 1);
  if (inner) return origin;
  return PASSPHRASE.test(saidOf(origin.callee.object)) ? origin : undefined;
}
