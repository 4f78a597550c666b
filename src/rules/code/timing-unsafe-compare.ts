import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { codeText, fileSays } from '../code-text.ts';
import { handlerOf } from '../handlers.ts';

/** Values that somebody may guess character by character. */
const SECRET =
  /^(hmac|digest|signature|sig|expectedSignature|computedSignature|expected_?sig\w*|api_?key|apiToken|secret|webhookSecret|csrf_?token|resetToken|authToken|accessToken|verificationToken|token_?hash|passwordHash|hashedPassword|mac)$/i;
const COMPUTED = /\.digest\(|createHmac\(|\b(pbkdf2|scrypt)Sync\(|\benv\.\w*(SECRET|TOKEN|KEY|PASSWORD)\b/;

/** What is kept to compare guesses with: `user.apiToken`, `correctToken`. */
const KEPT_OWNER = /^(user|account|member|customer|client|admin|session|db\w*|credentials)$/i;
const KEPT_MEMBER = /^(\w*token|\w*secret|password\w+|\w*hash|api_?key|signature|otp|pin)$/i;
const KEPT_NAME =
  /^(expected|correct|stored|saved|valid|real|actual|computed|secret)_?(token|hash|key|password|secret|signature|digest|hmac|mac|otp)$/i;

export default defineRule({
  id: 'code/timing-unsafe-compare',
  title: 'Secret compared character by character',
  severity: 'low',
  confidence: 'likely',
  cwe: [208],
  owasp: ['A02:2021', 'A04:2025'],
  remedy: 'Compare buffers of equal length with `crypto.timingSafeEqual`.',
  checks: [
    check({
      nodes: { javascript: ['binary_expression'] },
      where: ({ MATCH }) => /^[!=]==?$/.test(MATCH.operator) && isGuess(MATCH.field('left'), MATCH.field('right')),
      message: ({ MATCH }) => {
        const secret = [MATCH.field('left'), MATCH.field('right')].find(isSecret) ?? MATCH;
        return `The comparison of \`${shortText(secret.text)}\` ends at the first character that differs, so its time tells how much of a guess is right.`;
      },
    }),
  ],
});

const isSecret = (side: Expression): boolean =>
  isKept(side) || SECRET.test(side.lastName) || COMPUTED.test(madeFrom(side));

/** `req.get('x-gate-token') !== GATE_TOKEN`: what the request says of itself against what the program keeps. */
const isHeaderOf = (given: Expression, kept: Expression): boolean => {
  const { lastName } = kept;
  if (!KEPT_CONSTANT.test(lastName) || /ETAG|CSRF|COOKIE_NAME|HEADER|_NAME$|_TYPE$/i.test(lastName)) return false;
  const read = given.is('identifier') ? given.origin : given;
  return READS_HEADER.test(read.text.slice(0, LONGEST_READ));
};

const KEPT_CONSTANT = /^[A-Z][A-Z0-9_]*(TOKEN|SECRET|PASSWORD|API_?KEY|_KEY|SIGNATURE)$|^(TOKEN|SECRET|API_?KEY)$/;
/** A header in which a secret is sent. */
const READS_HEADER =
  /^(\(?String\()?\(?(await )?[\w.]{0,40}\b(req|request|ctx|c|event|headers)\b[\w.?!]{0,30}(\.(get|header)\(\s*['"`]|headers?\??\.?\[?['"`]?)[\w-]{0,30}(token|key|secret|auth|signature|password)/i;
const LONGEST_READ = 120;
const SIGNS = /createHmac\(/;

const ABOUT_SECRETS = /sig|hmac|digest|token|key|secret|auth|header|mac|hash|passw|otp|pin/i;

/** Asked first: most comparisons are with a literal. */
const isLiteral = (side: Expression): boolean =>
  side.is('string', 'number', 'null', 'undefined', 'true', 'false', 'unary_expression');

/** One side is computed here from a key, the other comes from elsewhere. */
function isGuess(left: Expression, right: Expression): boolean {
  if (isLiteral(left) || isLiteral(right)) return false;
  if (isHeaderOf(left, right) || isHeaderOf(right, left)) return true;
  // Whatever the two are called, a signature is compared where one is made.
  const isAboutSecrets =
    ABOUT_SECRETS.test(`${left.text} ${right.text}`) ||
    (fileSays(left.names, SIGNS) && [left, right].some((side) => /createHmac\(/.test(madeFrom(side))));
  if (!isAboutSecrets) return false;
  if (left.value !== undefined || right.value !== undefined) return false;
  const computed = [left, right].some((side) => COMPUTED.test(madeFrom(side)));
  const other = [left, right].find((side) => !COMPUTED.test(madeFrom(side)));
  if (isKeptAndGuessed(left, right) || isKeptAndGuessed(right, left)) return true;
  return (
    computed &&
    other !== undefined &&
    ABOUT_SECRETS.test(`${other.text} ${madeFrom(other)}`) &&
    !/\.length$|etag|checksum|integrity|cache|version|content_?hash|file_?hash/i.test(
      `${left.text} ${right.text} ${madeFrom(left)}`,
    ) &&
    /createHmac|\benv\.|pbkdf2Sync|scryptSync/.test(`${madeFrom(left)} ${madeFrom(right)}`)
  );
}

/** Files and protocols have signatures, too: those of secrets are made with a key. */
const isKept = (side: Expression): boolean =>
  (KEPT_NAME.test(side.lastName) &&
    (!/(signature|digest|hash|mac)$/i.test(side.lastName) || side.names.says(/hmac|crypto/i))) ||
  (side.is('member_expression') && KEPT_OWNER.test(side.object.lastName) && KEPT_MEMBER.test(side.lastName));

/** The guess is a parameter or comes from a request: two members of two records are compared to see what has changed. */
const isKeptAndGuessed = (kept: Expression, guess: Expression): boolean =>
  isKept(kept) &&
  !isKept(guess) &&
  !/confirm|again|repeat|retype|old|prev|previous|last|next|new|current|default|empty/i.test(
    `${kept.text} ${guess.text}`,
  ) &&
  (guess.is('identifier')
    ? /^(input|given|provided|supplied|candidate|guess|attempt|received|\w*token|\w*password|\w*secret|\w*key|\w*hash|sig\w*|code|otp|pin)$/i.test(
        guess.text,
      )
    : /\b(req|request|ctx|event|body|query|params|headers|input)\b/.test(guess.text));

/** The beginning of what a value is made from, behind `.toString('hex')`. */
function madeFrom(side: Expression): string {
  const { origin } = side;
  // `sha256=${digest}`
  if (origin.is('template_string') && origin.holes.length === 1 && origin.end - origin.start < LONGEST_PREFIXED) {
    const [hole] = origin.holes;
    const made = hole && !hole.origin.is('template_string') ? madeFrom(hole) : '';
    if (/\.digest\(/.test(made)) return made;
  }
  // `sign(body)`, `this.sign(body)` of the same file.
  if (origin.is('call_expression')) {
    const text = codeText(makerOf(origin));
    if (/createHmac\([\s\S]*\.digest\(|(pbkdf2|scrypt)Sync\(/.test(text)) return text.replace(/\s+/g, ' ');
  }
  const isText = origin.is('call_expression') && origin.callee.lastName === 'toString';
  return (isText ? origin.callee.object.origin : origin).text.slice(0, 200);
}

const LONGEST_MAKER = 800;
const LONGEST_PREFIXED = 80;

/** The function of this file that a call runs, if it is a short one. */
function makerOf({ callee }: Expression): Expression {
  const none = callee.field('arguments');
  let maker = callee.is('identifier') ? handlerOf(callee) : undefined;
  if (callee.is('member_expression') && callee.object.text === 'this')
    maker = callee
      .enclosing('class_body')
      .children.find((member) => member.is('method_definition') && member.field('name').text === callee.lastName);
  return maker && maker.end - maker.start < LONGEST_MAKER ? maker : none;
}
