import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { tokenInAddress } from '../token-in-address.ts';

const LEVELS = ['log', 'info', 'debug', 'warn', 'error', 'trace', 'verbose'] as const;

/** The end of the text before the value: `...?key=`. */
const NAMES_KEY = /[?&](key|api_?key|access_?token|token|auth|secret|sig|signature|password|appid)=$/i;

export default defineRule({
  id: 'code/sensitive-data-logged',
  title: 'Secret written to the log',
  severity: 'medium',
  confidence: 'likely',
  cwe: [532, 200],
  owasp: ['A09:2021', 'A09:2025'],
  remedy: 'Leave it out of the log, or log that it was there: `hasPassword: Boolean(password)`.',
  checks: [
    check({
      // An address with a key in it, made before and logged as it is.
      patterns: { javascript: LEVELS.map((level) => `$LOG.${level}(...)` as const) },
      problem: ({ LOG, MATCH }) => {
        if (!/(^|\.)_?(console|logger|log|winston|pino|bunyan)$/i.test(LOG.text)) return undefined;
        for (const argument of MATCH.arguments.flatMap(written)) {
          if (SECRET_VARIABLE.test(argument.text))
            return {
              at: argument.range,
              message: `\`${shortText(argument.text)}\` is written to the log, where whoever reads logs finds it.`,
            };
          const key = argument.is('identifier') ? tokenInAddress(argument, NAMES_KEY) : undefined;
          if (key && !/^(masked|redacted)/i.test(key.text))
            return {
              at: argument.range,
              message: `\`${shortText(argument.text)}\` is an address with \`${shortText(key.text)}\` in it, and is written to the log, where whoever reads logs finds it.`,
            };
        }
        const member = MATCH.arguments.flatMap(({ members }) => members).find(isSecretMember);
        return member && !MATCH.names.says(/\bredact/i)
          ? {
              at: member.range,
              message: `\`${shortText(member.key ?? '')}\` is written to the log, where whoever reads logs finds it.`,
            }
          : undefined;
      },
    }),
  ],
  flows: [
    {
      to: ['secret'],
      from: ['secret'],
      where: ({ at, data, isInside }) => (!isInside || data.is('object')) && !/^[A-Z_]+$/.test(at.text),
      message: ({ at }) => `\`${shortText(at.text)}\` is written to the log, where whoever reads logs finds it.`,
      reaches: 'It is written to the log here.',
      confidence: 'likely',
    },
    {
      // Passwords are in bodies, tokens in headers.
      to: ['log'],
      from: ['user'],
      where: ({ at, isJoined }) => !isJoined && /(^|\.)(req|request)\.(headers|body|cookies)$/.test(at.text),
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is written to the log whole, with the passwords and tokens in it.`,
      reaches: 'It is written to the log here.',
      severity: 'low',
    },
  ],
});

const SECRET_VARIABLE = /^process\.env\.\w*(TOKEN|SECRET|PASSWORD|PASSWD|PRIVATE_KEY|API_KEY|ACCESS_KEY)$/;

/** `{ user, password }`. Loggers that black out names are left alone. */
function isSecretMember(member: Expression): boolean {
  const value = member.is('pair') ? member.field('value') : member;
  return (
    /^(password|passwd|pwd|secret|client_?secret|access_?token|refresh_?token|api_?key|private_?key)$/i.test(
      member.key ?? '',
    ) && value.is('identifier', 'member_expression', 'shorthand_property_identifier')
  );
}

/** What is written out: an argument, or the holes of a template. */
const written = (argument: Expression): readonly Expression[] =>
  argument.is('template_string', 'binary_expression') ? argument.holes : [argument];
