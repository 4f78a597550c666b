import type { Fix } from '../../engine/finding.ts';
import { importing } from '../../engine/fix.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { isSecretName, wordsOf } from '../secret-names.ts';

const SOURCES = {
  javascript: ['Math.random()', 'Date.now()', '"uuid".v1(...)', '"lodash".random(...)', 'performance.now()'],
} as const;

export default defineRule({
  id: 'code/weak-random-secret',
  title: 'Secret made of guessable randomness',
  severity: 'high',
  confidence: 'likely',
  cwe: [338, 330],
  owasp: ['A02:2021', 'A04:2025'],
  remedy: 'Use `crypto.randomUUID()`, `crypto.randomBytes()` or `crypto.randomInt()`.',
  checks: [
    check({
      patterns: SOURCES,
      problem: ({ MATCH }) => {
        const name = secretMadeBy(MATCH);
        if (name === '') return undefined;
        const source = MATCH.callee.text;
        // A clock alone is often a part of a name beside a random one; told only where it is all there is.
        if (/now$/.test(source) && /random|uuid|nanoid/i.test(outermost(MATCH).text)) return undefined;
        return {
          at: outermost(MATCH).range,
          message: `\`${name}\` comes from \`${source}()\`, whose next values can be guessed.`,
          fixes: fixesOf(MATCH, name),
        };
      },
    }),
  ],
});

/** The name of the secret that the value goes into: a variable, a property, or the function that returns it. Empty for none. */
function secretMadeBy(match: Expression): string {
  const target = match.target || outermost(match).target;
  if (target !== '') {
    if (isSecret(target) || isCode(match, target) || isPrefixedKey(match, target)) return target;
    if (!PLAIN.test(target)) return '';
    return usedAsSecret(match, target) ? target : madeByFunction(match, target);
  }
  const made = match.enclosingFunction;
  return made.exists && isReturned(match) ? madeByFunction(match) : '';
}

/** Names that say nothing of what they hold. */
const PLAIN =
  /^(code|key|id|_id|sid|value|val|str|string|result|res|ret|out|output|s|text|random\w*|raw|[a-z]|chars?|digits|bytes?|suffix|parts?|generated\w*|new\w*|\w*Code|\w*Id)$/;

/** The function that gives back what is made, where its name says that this is a secret: `generateToken`, `issueResetCode`. */
function madeByFunction(match: Expression, held?: string): string {
  let made = match.enclosingFunction;
  // A loop's or a list's own callback: `Array.from({ length }, () => ...)`, `bytes.map(() => ...)`.
  if (made.parent.is('arguments') && /\b(from|map|forEach|replace)$/.test(made.parent.parent.callee.lastName))
    made = made.enclosingFunction;
  if (!made.exists) return '';
  const name = made.field('name').text || made.target;
  if (!isSecret(name)) return '';
  if (held === undefined) return name;
  const isGivenBack = made
    .descendants('return_statement')
    .some((back) => back.descendants('identifier', 'shorthand_property_identifier').some(({ text }) => text === held));
  return isGivenBack ? name : '';
}

/** `sessions.set(id, user)`, `reset:${code}`, `?token=${value}`: what it is used for says what it is. */
function usedAsSecret(match: Expression, held: string): boolean {
  const fn = match.enclosingFunction;
  if (!fn.exists || fn.end - fn.start > LONGEST) return false;
  const name = held.replaceAll('$', '\\$');
  return new RegExp(
    `\\b(\\w*[sS]essions?|\\w*[tT]okens|\\w*[rR]esets?|otps?|magicLinks?)(\\.set\\(|\\[)\\s*${name}\\b|\\b(reset|verify|verification|otp|2fa|session|sess|magic|login|token)[-_:/]\\$\\{${name}\\}|[?&](token|code|otp|reset\\w*)=\\$\\{${name}\\}`,
  ).test(fn.text);
}

const LONGEST = 6000;

/** `100000 + Math.random() * 900000`: as many digits as a person types from a text message. */
const isCode = (match: Expression, name: string): boolean =>
  /code|otp|pin/i.test(name) && /\b1(0{3,7})\b[^;]*\b90{3,7}\b|\b90{3,7}\b[^;]*\b10{3,7}\b/.test(outermost(match).text);

function isSecret(name: string): boolean {
  const words = wordsOf(name);
  // The name of a time or of a place in a list is none, whatever else it says.
  if (/^(is|has|should|use)$/.test(words[0] ?? '')) return false;
  return isSecretName(name) || words.some((word, index) => word === 'code' && OF_CODE.has(words[index - 1] ?? ''));
}

/** Whoever knows such a code may do what it is for. */
const OF_CODE = new Set(
  'login auth access backup recovery gift voucher invitation confirmation security activation redeem discount'.split(
    ' ',
  ),
);

/** `const key = 'sk_' + ...`: what begins like that is handed out as a key. */
const isPrefixedKey = (match: Expression, name: string): boolean =>
  /^(api_?)?key$/i.test(name) && /^[`'"][a-z]{2,8}_/.test(outermost(match).text);

const isReturned = (match: Expression): boolean => {
  const whole = outermost(match);
  return (
    whole.parent.is('return_statement') ||
    (whole.parent.is('arrow_function') && whole.parent.field('body').node === whole.node)
  );
};

/** The whole value the match is a part of: calls on it, text it is joined into. */
function outermost(match: Expression): Expression {
  let at = match;
  for (;;) {
    const { parent } = at;
    const isPart =
      parent.is(
        'member_expression',
        'subscript_expression',
        'binary_expression',
        'template_substitution',
        'template_string',
        'parenthesized_expression',
      ) ||
      (parent.is('call_expression') &&
        (parent.callee.node === at.node || parent.arguments.some(({ node }) => node === at.node))) ||
      parent.is('arguments') ||
      // `Math.floor(Math.random() * 10)`, `chars.charAt(...)`
      (parent.is('call_expression') &&
        parent.field('arguments').node === at.node &&
        FORMS.test(parent.callee.text.slice(-60))) ||
      // `Array.from({ length: 24 }, () => Math.random()...)`: each piece of it.
      (parent.is('arrow_function') &&
        parent.field('body').node === at.node &&
        parent.parent.is('arguments') &&
        /^Array\.from$|\.(map|replace)$/.test(parent.parent.parent.callee.text));
    if (!isPart) return at;
    at = parent;
  }
}

/** Calls that give back what they are given in another form. */
const FORMS =
  /^(Math\.\w+|String|Number|parseInt|BigInt|Array\.from|btoa|Buffer\.from)$|\.(charAt|at|slice|substring|map|fill|concat|update)$/;

function fixesOf(match: Expression, name: string): readonly Fix[] {
  const whole = outermost(match);
  if (/code|otp|pin/i.test(name) || match.callee.name !== 'Math.random') return [];
  const { name: call, edits } = importing(match, 'node:crypto', 'randomUUID');
  return [{ title: 'Use crypto.randomUUID()', safety: 'review', edits: [whole.replacedBy(`${call}()`), ...edits] }];
}
