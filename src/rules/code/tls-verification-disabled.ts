import { removeFromList, replaceWith } from '../../engine/fix.ts';
import { check, defineRule } from '../../engine/rule.ts';

const MESSAGE = (name: string) =>
  `\`${name}\` accepts any certificate, so whoever sits on the line can read and change what is sent.`;

/** Options that ask for the check, and options that leave it out. */
const CHECKS = ['rejectUnauthorized', 'strictSSL', 'rejectUnAuthorized', 'verifySsl', 'sslVerify'];
const SKIPS = ['insecureSkipVerify', 'trustServerCertificate', 'acceptInvalidCerts', 'allowUnauthorized'];

export default defineRule({
  id: 'code/tls-verification-disabled',
  title: 'Certificates not checked',
  severity: 'high',
  confidence: 'likely',
  cwe: [295],
  owasp: ['A07:2021', 'A04:2025'],
  remedy: 'Let certificates be checked; for one of your own pass it as `ca`.',
  checks: [
    check({
      members: { javascript: [...CHECKS, ...SKIPS] },
      problem: ({ MATCH }) => {
        const { key = '' } = MATCH;
        const value = MATCH.field('value');
        const isOff = CHECKS.includes(key) ? value.value === false || value.value === 0 : value.value === true;
        if (!isOff || value.is('identifier')) return undefined;
        return {
          at: MATCH.range,
          message: MESSAGE(`${key}: ${value.text}`),
          confidence: /localhost|127\.0\.0\.1|isDev|NODE_ENV/.test(
            MATCH.enclosing('lexical_declaration', 'expression_statement', 'return_statement').text.slice(0, 400),
          )
            ? 'possible'
            : 'certain',
          fixes: [removeFromList(MATCH, 'Check certificates', 'safe')],
        };
      },
    }),
    check({
      patterns: {
        javascript: [
          'process.env.NODE_TLS_REJECT_UNAUTHORIZED = $VALUE',
          '$OPTIONS.rejectUnauthorized = $VALUE',
          '$OPTIONS.strictSSL = $VALUE',
        ],
      },
      where: ({ VALUE }) => VALUE.value === false || VALUE.value === 0 || VALUE.value === '0',
      message: ({ MATCH }) => MESSAGE(MATCH.field('left').text),
      fix: ({ MATCH, VALUE, OPTIONS }) =>
        OPTIONS.exists
          ? replaceWith(VALUE, 'true', 'Check certificates', 'safe')
          : MATCH.parent.is('expression_statement')
            ? { title: 'Remove the line', safety: 'safe', edits: [{ ...MATCH.parent.range, text: '' }] }
            : undefined,
    }),
    check({
      members: { javascript: ['checkServerIdentity'] },
      where: ({ MATCH }) => {
        const body = (MATCH.is('pair') ? MATCH.field('value').origin : MATCH).field('body');
        return (
          body.is('undefined', 'null', 'true') ||
          body.text === 'undefined' ||
          (body.is('statement_block') &&
            (body.children.length === 0 || /^\{\s*return(\s+(undefined|null|true|void 0))?;?\s*\}$/.test(body.text)))
        );
      },
      message: ({ MATCH }) => MESSAGE(MATCH.key ?? 'checkServerIdentity'),
    }),
  ],
});
