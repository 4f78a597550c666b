import { codeIn, embedsCode } from '../../engine/embedded/code-in.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem, type Rule } from '../../engine/rule.ts';
import type { TextFile, TextRule } from '../../engine/text/text-rule.ts';
import { type Assignment, assignmentsIn } from '../assignments.ts';
import { isCommonPassword, isRandom, isStrong, isWeakFallback, looksSecret } from '../looks-secret.ts';
import { toEnvironment } from '../secret-fixes.ts';
import { isSecretName, wordsOf } from '../secret-names.ts';
import { isSamplePlace } from '../secret-place.ts';

const inCode = defineRule({
  id: 'secret/hardcoded-credential',
  title: 'Secret written into the code',
  severity: 'high',
  confidence: 'likely',
  cwe: [798, 259],
  owasp: ['A07:2021', 'A07:2025'],
  remedy:
    'Read it from the environment or a secret store, and replace the one that was written here: it is in the history of the repository.',
  // Those that know whose it is, or what is done with it.
  yieldsTo: [
    'secret/ai-provider-key',
    'secret/cloud-key',
    'secret/code-host-token',
    'secret/payment-key',
    'secret/messaging-token',
    'secret/service-token',
    'secret/private-key',
    'secret/connection-string',
    'secret/signed-token',
    'secret/client-exposed-env',
    'code/hardcoded-signing-key',
    'ai/key-in-source',
    'agent/secret-in-mcp-config',
  ],
  isMeantIn: (path) => isSamplePlace({ path }),
  checks: [
    check({
      nodes: { javascript: ['string', 'template_string'] },
      problem: ({ MATCH }) => {
        const { name: written, isDefault } = nameOf(MATCH);
        const name = isBesideUser(MATCH, written) ? 'password' : written;
        const isNamed = name !== '' && isSecretName(name);
        const mayBeHeader = mayBeginHeader(MATCH);
        if (!isNamed && !mayBeHeader) return undefined;
        const value = MATCH.constant;
        if (value === undefined || value.length > 500) return undefined;
        // What it is put together from is told where it is written.
        if (MATCH.children.some((child) => child.is('template_substitution'))) return undefined;
        const bearer = mayBeHeader ? BEARER.exec(value) : null;
        if (bearer && isRandom(bearer[1] ?? ''))
          return { at: MATCH.range, message: messageOf(MATCH.target || 'Authorization', false) };
        if (!isNamed) return undefined;
        if (isSearchKey(MATCH)) return undefined;
        if (!looksSecret(value, name) && !(isDefault && isWeakFallback(value, name))) return undefined;
        return {
          at: MATCH.range,
          message: messageOf(written, isDefault),
          fixes: isDefault ? [] : [readFromEnvironment(MATCH, name)],
        };
      },
    }),
    check({
      // Passwords that have no name, but a place among the arguments.
      patterns: {
        javascript: [
          'new sequelize($_, $_, $PASSWORD, ...)',
          'new sequelize.Sequelize($_, $_, $PASSWORD, ...)',
          '"ldapjs".createClient(...).bind($_, $PASSWORD, ...)',
          'ioredis().auth($PASSWORD)',
          'redis.createClient(...).auth($PASSWORD)',
          '$CLIENT.bind($DN, $PASSWORD, ...)',
        ],
      },
      problem: ({ PASSWORD, DN }) => {
        const value = PASSWORD.constant;
        if (DN.exists && !/^(cn|uid|ou)=/i.test(DN.constant ?? '')) return undefined;
        if (value === undefined || !PASSWORD.is('string', 'template_string') || !looksSecret(value, 'password'))
          return undefined;
        return {
          at: PASSWORD.range,
          message: messageOf('password', false),
          fixes: [readFromEnvironment(PASSWORD, 'password')],
        };
      },
    }),
    check({
      // `btoa('admin:...')`, `basicAuth({ users: { admin: '...' } })`
      patterns: {
        javascript: [
          'btoa($PAIR)',
          'Buffer.from($PAIR)',
          '"express-basic-auth"($OPTIONS)',
          '"hono/basic-auth".basicAuth($OPTIONS)',
        ],
      },
      problem: ({ PAIR, OPTIONS }): readonly Problem[] => {
        const pair = PAIR.is('string', 'template_string')
          ? /^[\w.@+-]{1,64}:(\S{6,200})$/.exec(PAIR.constant ?? '')?.[1]
          : undefined;
        if (pair !== undefined)
          return looksSecret(pair, 'password') ? [{ at: PAIR.range, message: messageOf('password', false) }] : [];
        return OPTIONS.property('users').members.flatMap((member) => {
          const value = member.is('pair') ? member.field('value') : undefined;
          return value?.is('string') && looksSecret(value.constant ?? '', 'password')
            ? [{ at: value.range, message: messageOf(member.key ?? 'password', false) }]
            : [];
        });
      },
    }),
  ],
});

/** `auth: { user: 'forms@shop.example', pass: '...' }`: a short name that only means one thing beside that of a user. */
const isBesideUser = ({ parent, node }: Expression, name: string): boolean =>
  /^(pass|pwd|pw)$/i.test(name) &&
  parent.is('pair') &&
  parent.field('value').node === node &&
  ['user', 'username', 'login', 'email', 'host'].some((key) => parent.parent.property(key).exists);

/** One concept, looked for in two ways: by the syntax of what is parsed, by the names in everything else. */
const rule: Rule & TextRule = {
  ...inCode,
  when: ({ kind }) => kind !== 'javascript' && kind !== 'typescript' && kind !== 'tsx' && kind !== 'pem',
  look: (file) => {
    const problems = [...assignmentsIn(file.text)].flatMap((assignment) =>
      problemIn(EXPLAINING.has(file.kind) ? withoutFullStop(assignment) : assignment, file),
    );
    if (problems.length === 0 || !embedsCode(file.path)) return problems;
    // What stands in a script is looked at as code.
    const { scripts } = codeIn(file.text, file.path);
    return problems.filter(({ at }) => !scripts.some(({ start, end }) => start <= at.start && at.start < end));
  },
};

export default rule;

/** What sites search their own pages with is made for browsers: `algolia: { appId, apiKey, indexName }`. */
const isSearchKey = ({ parent }: Expression): boolean =>
  parent.key === 'apiKey' && parent.parent.property('indexName').exists && parent.parent.property('appId').exists;

/** What a header says who it is. */
const BEARER_START = /^.(?:Bearer|Token|token|Basic) /;

/** One look at the first letter rules out nearly every string. */
const mayBeginHeader = ({ text }: Expression): boolean => 'BTt'.includes(text.charAt(1)) && BEARER_START.test(text);
const BEARER = /^(?:Bearer|Token|token|Basic) +([\w.~+/-]{20,400}={0,2})$/;

const messageOf = (name: string, isDefault: boolean): string =>
  isDefault
    ? `The value of \`${name}\` is used wherever the environment does not set one, and everyone with the code can read it.`
    : `The value of \`${name}\` is written here, where everyone with the code can read it.`;

/** What is written without quotation marks, to the end of its line or as an argument. */
const TO_LINE_END = new Set<TextFile['kind']>(['yaml', 'env', 'ini']);
const AS_WORD = new Set<TextFile['kind']>(['shell', 'dockerfile']);
/** Texts in which people explain: only what nobody could have made up counts. */
const EXPLAINING = new Set<TextFile['kind']>(['markdown', 'prose', 'html']);

function problemIn(assignment: Assignment, file: TextFile): Problem[] {
  const { name, value, range, isDefault } = assignment;
  if (/^bearer$/i.test(name) && assignment.by === 'space')
    return !assignment.isQuoted && isRandom(value) ? [{ at: range, message: messageOf('Authorization', false) }] : [];
  if (!isSecretName(name) || !isWritten(assignment, file)) return [];
  const isTold =
    looksSecret(value, name) && (!isDoubtful(assignment, file) || isRandom(value) || isStrong(value, name));
  if (!isTold && !(isDefault && isWeakFallback(value, name))) return [];
  const isHidden = !isDefault && isCommonPassword(value);
  return [
    {
      at: range,
      message: messageOf(name, isDefault),
      ...(isHidden && { confidence: 'possible' }),
      fixes: isDefault ? [] : toEnvironment({ range, name, variable: variableOf(name) }, file),
    },
  ];
}

/** Without what ends a sentence. */
function withoutFullStop(assignment: Assignment): Assignment {
  const value = assignment.isQuoted ? assignment.value : assignment.value.replace(/[.:]+$/, '');
  const { start } = assignment.range;
  return { ...assignment, value, range: { start, end: start + value.length } };
}

/** Arguments, and what explains to people, hold many words that only stand beside a name. */
const isDoubtful = ({ by }: Assignment, { kind }: TextFile): boolean => EXPLAINING.has(kind) || by === 'argument';

/** Whether a text of this kind writes values so. */
function isWritten({ name, isQuoted, isDefault, by, range }: Assignment, { kind, path, text }: TextFile): boolean {
  if (isDefault && by === 'sign') return true;
  if (by === 'space' && /\.netrc$/.test(path)) return true;
  if (by === 'space')
    return AS_WORD.has(kind)
      ? /^--?\w/.test(name) ||
          /(?:ENV|ARG)[ \t]+$/.test(
            text.slice(Math.max(0, range.start - name.length - 12), range.start - name.length - 1),
          )
      : isQuoted && /\.sql$/i.test(path);
  if (isQuoted) return true;
  if (TO_LINE_END.has(kind)) return /^[ \t]*(?:[#;].*)?$/m.test(text.slice(range.end, lineEnd(text, range.end)));
  return (
    AS_WORD.has(kind) ||
    (EXPLAINING.has(kind) &&
      (isStrong(text.slice(range.start, range.end), name) ||
        (/^[A-Z][A-Z0-9_]+$/.test(name) && text[range.start - 1] === '=')))
  );
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return Math.min(end < 0 ? text.length : end, from + 200);
}

const variableOf = (name: string): string => wordsOf(name).join('_').toUpperCase() || 'SECRET';

function readFromEnvironment(match: Expression, name: string) {
  const variable = `process.env.${variableOf(name)}`;
  return { title: `Read it from ${variable}`, safety: 'review', edits: [match.replacedBy(variable)] } as const;
}

const GIVES_NAME = new Set([
  'binary_expression',
  'variable_declarator',
  'assignment_expression',
  'pair',
  'public_field_definition',
  'field_definition',
  'assignment_pattern',
  'as_expression',
]);

/** The name the string is given: a variable, a property, the parameter of a well-known call; and whether it is only a default. */
function nameOf(match: Expression): { name: string; isDefault: boolean } {
  const { parent } = match;
  if (!GIVES_NAME.has(parent.kind)) return { name: '', isDefault: false };
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
  if (parent.is('binary_expression')) return { name: '', isDefault: false };
  return {
    name: parent.is('public_field_definition', 'field_definition')
      ? parent.field('name').text || parent.field('property').text
      : match.target,
    isDefault: false,
  };
}
