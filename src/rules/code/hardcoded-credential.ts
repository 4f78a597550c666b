import type { Fix } from '../../engine/finding.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { isSecretName, wordsOf } from '../secret-names.ts';

/** What stands where a secret will: nobody can use it. */
const PLACEHOLDER =
  /^$|^(.)\1*$|x{4,}|\*{3,}|\.{3}|<.*>|\$\{|\{\{|^%|^(your|my|the|some|any|a|an|insert|enter|replace|put|use|set|add)[-_ ]|example|placeholder|sample|dummy|fake|mock|redacted|todo|undefined|null|none|empty|^test|testing|[-_ ]here\b|^(secret|password|token|key|string|hidden|basic|bearer|oauth2?|jwt|local|header|cookie|session|sha\d+|hs\d+|rs\d+|aes.*|hmac.*|http|https|apikey|api[-_]key|text|number|off|on|true|false|new|current|confirm|forgot|reset)$/i;

/** Text for people, paths, selectors, names of things: no secret looks like these. */
const NO_SECRET =
  /\s.*\s|^[./#@?&]|^[a-z]+:\/\/[^:@/]*$|^[\w-]+(\.[\w-]+)+$|^--|[[\]()>]|=(?!=?$)|^[A-Z]+(_[A-Z]+)*$|^[a-z]+([-_:][a-z]+)+$|^[a-z]+([A-Z][a-z]+)+$|^application\/|^multipart\/|^[a-zA-Z]+(:[a-zA-Z]+)+$|^[A-Z][a-z']+ [a-z']+[.!?]?$/;

const URL_WITH_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^\s:/@]+:([^\s@/]+)@([^\s/:?]+)/i;

export default defineRule({
  id: 'code/hardcoded-credential',
  title: 'Secret written into the code',
  severity: 'high',
  confidence: 'likely',
  cwe: [798, 259],
  owasp: ['A07:2021', 'A07:2025'],
  remedy:
    'Read it from the environment or a secret store, and replace the one that was written here: it is in the history of the repository.',
  checks: [
    check({
      nodes: { javascript: ['string', 'template_string'] },
      problem: ({ MATCH }) => {
        const value = MATCH.constant;
        if (value === undefined || value.length > 500) return undefined;
        const url = URL_WITH_PASSWORD.exec(value);
        if (url && isUrlSecret(url[1] ?? '', url[2] ?? ''))
          return {
            at: MATCH.range,
            message: `This address${named(MATCH)} holds a password that everyone with the code can read.`,
            fixes: toEnvironment(MATCH, 'DATABASE_URL'),
          };
        const { name, isDefault } = nameOf(MATCH);
        if (name === '' || !isSecretName(name)) return undefined;
        // What the environment falls back on is used as a secret, however it looks.
        if (isDefault ? value.length < 3 || /^\$\{|^<.*>$/.test(value) : !looksSecret(value, name)) return undefined;
        const why = isDefault
          ? 'is used wherever the environment does not set one, and everyone with the code can read it'
          : 'is written here, where everyone with the code can read it';
        return {
          at: MATCH.range,
          message: `The value of \`${name}\` ${why}.`,
          fixes: isDefault ? [] : toEnvironment(MATCH, name),
        };
      },
    }),
  ],
});

const named = (match: Expression): string => (match.target === '' ? '' : ` in \`${match.target}\``);

function isUrlSecret(password: string, host: string): boolean {
  if (/^(localhost|127\.|0\.0\.0\.0|\[?::1|[\w-]+$|example\.|.*\.(example|test|invalid|local)$)/i.test(host))
    return false;
  return (
    !PLACEHOLDER.test(password) &&
    !/^(pass(word|wd)?|pwd|pw|secret|user(name)?|root|admin|postgres|guest)$/i.test(password) &&
    !/[$<{]/.test(password)
  );
}

/** The name the string is given: a variable, a property, the parameter of a well-known call; and whether it is only a default. */
function nameOf(match: Expression): { name: string; isDefault: boolean } {
  const { parent } = match;
  const isDefault =
    parent.is('binary_expression') &&
    ['||', '??'].includes(parent.operator) &&
    parent.field('right').node === match.node;
  if (isDefault) {
    const left = parent.field('left');
    return { name: /^process\.env\.|import\.meta\.env/.test(left.text) ? left.lastName : '', isDefault };
  }
  // `if (password === 'shop2024!')`: what it is compared with is the password.
  if (parent.is('binary_expression') && /^[!=]==?$/.test(parent.operator)) {
    const other = parent.field(parent.field('left').node === match.node ? 'right' : 'left');
    return { name: other.lastName, isDefault: false };
  }
  if (
    parent.is(
      'variable_declarator',
      'assignment_expression',
      'pair',
      'public_field_definition',
      'field_definition',
      'assignment_pattern',
      'as_expression',
    )
  )
    return {
      name: parent.is('public_field_definition', 'field_definition')
        ? parent.field('name').text || parent.field('property').text
        : match.target,
      isDefault: false,
    };
  return { name: '', isDefault: false };
}

function looksSecret(value: string, name: string): boolean {
  if (value.length < 4 || PLACEHOLDER.test(value) || NO_SECRET.test(value)) return false;
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

function toEnvironment(match: Expression, name: string): readonly Fix[] {
  const variable = wordsOf(name).join('_').toUpperCase() || 'SECRET';
  return [
    {
      title: `Read it from process.env.${variable}`,
      safety: 'review',
      edits: [match.replacedBy(`process.env.${variable}`)],
    },
  ];
}
