import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

/** The list of leaked passwords is asked with the beginning of a SHA-1 hash. https://haveibeenpwned.com/API/v3#PwnedPasswords */
const LEAKED = /pwnedpasswords/i;

const PASSWORD = /pass(word|wd|phrase)|pwd\b/i;

export default defineRule({
  id: 'code/weak-password-storage',
  title: 'Password hash that is quick to guess',
  severity: 'high',
  confidence: 'likely',
  cwe: [916, 328],
  owasp: ['A02:2021', 'A04:2025'],
  remedy: 'Hash passwords with argon2id, scrypt or bcrypt (cost 10 or more), which are slow on purpose.',
  checks: [
    check({
      // SHA-2 is no broken hash; it is only too quick for passwords, as the broken ones are.
      patterns: {
        javascript: [
          'crypto.hash($ALGORITHM, $DATA, ...)',
          '"crypto-js".SHA256($DATA)',
          '"crypto-js".SHA512($DATA)',
          '"crypto-js".SHA1($DATA)',
          '"crypto-js".MD5($DATA)',
          '"js-sha256".sha256($DATA)',
          'sha256($DATA)',
          'md5($DATA)',
          'sha1($DATA)',
          '"blueimp-md5"($DATA)',
          '"js-md5"($DATA)',
          '"js-sha1"($DATA)',
        ],
      },
      problem: ({ DATA, MATCH }) => quickHash(DATA, MATCH),
    }),
    check({
      patterns: { javascript: ['$HASH.update($DATA, ...)'] },
      problem: ({ HASH, DATA }) =>
        /^crypto\.createHash\(\)(\.update\(\))*$/.test(HASH.name ?? '') ? quickHash(DATA, HASH.origin) : undefined,
    }),
    check({
      nodes: { javascript: ['binary_expression'] },
      says: PASSWORD,
      where: ({ MATCH }) =>
        /^[!=]==?$/.test(MATCH.operator) &&
        [
          [MATCH.field('left'), MATCH.field('right')] as const,
          [MATCH.field('right'), MATCH.field('left')] as const,
        ].some(([kept, given]) => isKeptPassword(kept) && isGivenPassword(given)),
      message: ({ MATCH }) =>
        `\`${shortText(MATCH.text)}\` can only be true of a password that is kept as it was typed: whoever reads the data base has them all.`,
    }),
    check({
      patterns: {
        javascript: [
          'bcrypt.hash($PASSWORD, $ROUNDS, ...)',
          'bcrypt.hashSync($PASSWORD, $ROUNDS)',
          'bcrypt.genSalt($ROUNDS, ...)',
          'bcrypt.genSaltSync($ROUNDS)',
          'bcryptjs.hash($PASSWORD, $ROUNDS, ...)',
          'bcryptjs.hashSync($PASSWORD, $ROUNDS)',
          'bcryptjs.genSalt($ROUNDS, ...)',
          'bcryptjs.genSaltSync($ROUNDS)',
        ],
      },
      where: ({ ROUNDS }) => typeof ROUNDS.value === 'number' && ROUNDS.value < 10,
      at: ({ ROUNDS }) => ROUNDS.range,
      message: ({ ROUNDS }) =>
        `With a cost of ${String(ROUNDS.value)} a guess takes a fraction of what it should; 10 is the least, each step doubles it.`,
      fix: ({ ROUNDS }) =>
        ROUNDS.is('number')
          ? { title: 'Use a cost of 12', safety: 'review', edits: [ROUNDS.replacedBy('12')] }
          : undefined,
    }),
    check({
      patterns: {
        javascript: [
          'crypto.pbkdf2($PASSWORD, $SALT, $ITERATIONS, ...)',
          'crypto.pbkdf2Sync($PASSWORD, $SALT, $ITERATIONS, ...)',
        ],
      },
      where: ({ ITERATIONS }) => typeof ITERATIONS.value === 'number' && ITERATIONS.value < 100_000,
      at: ({ ITERATIONS }) => ITERATIONS.range,
      message: ({ ITERATIONS }) =>
        `${String(ITERATIONS.value)} rounds are too few to slow anybody down: OWASP asks for 600,000 of SHA-256.`,
      fix: ({ ITERATIONS }) =>
        ITERATIONS.is('number')
          ? { title: 'Use 600,000 rounds', safety: 'review', edits: [ITERATIONS.replacedBy('600_000')] }
          : undefined,
    }),
    check({
      patterns: { javascript: ['argon2.hash($PASSWORD, $OPTIONS, ...)'] },
      problem: ({ OPTIONS, MATCH }): Problem | undefined => {
        const type = OPTIONS.property('type');
        const text = type.exists ? type.text : '';
        if (!/argon2[id]$/.test(text) || /argon2id$/.test(text)) return undefined;
        const at = type.start >= MATCH.start && type.end <= MATCH.end ? type : MATCH.callee;
        return {
          at: at.range,
          message: `\`${text}\` guards against one kind of attack only; argon2id, the default, against both.`,
        };
      },
    }),
  ],
});

/** @param made the call that says which function it is. */
const quickHash = (data: Expression, made: Expression): Problem | undefined =>
  isPassword(data) && !data.names.says(LEAKED)
    ? {
        at: data.range,
        about: made.range,
        message: `\`${shortText(data.text)}\` is hashed with a function made to be fast: a graphics card tries billions of passwords a second.`,
      }
    : undefined;

const isPassword = (data: Expression): boolean =>
  PASSWORD.test(data.lastName) || (data.isBuiltText && data.holes.some((hole) => PASSWORD.test(hole.lastName)));

/** `user.password`, of a record that was looked up. */
const isKeptPassword = (side: Expression): boolean =>
  side.is('member_expression') &&
  /^(password|passwd|pwd)$/i.test(side.lastName) &&
  /^(\w*user|account|member|customer|found|row|record|existing\w*|admin)$/i.test(
    side.object.lastName || side.object.callee.lastName,
  ) &&
  !/\b(req|request|body|values|form|state|props)\b/.test(side.text);

/** What somebody types: a parameter, a member of the body. */
const isGivenPassword = (side: Expression): boolean =>
  /^(password|passwd|pwd|pass)$/i.test(side.lastName) &&
  (side.is('identifier') || /\b(body|req|request|credentials|input|dto|data)\b/.test(side.text));
