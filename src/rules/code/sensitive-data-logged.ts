import { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { fileSays } from '../code-text.ts';
import { isTokenOfRequest, isWholeOfRequest } from '../logged-request.ts';
import { once } from '../once.ts';
import { isOneTimeCode } from '../one-time-code.ts';
import { protectedIn } from '../protected-data.ts';
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
        const parts = MATCH.arguments.flatMap(written).map(unwrapped).flatMap(partsOf).map(unwrapped);
        const code = parts.find(isOneTimeCode);
        if (code)
          return {
            at: code.range,
            message: `\`${code.text}\` is written to the log, where whoever reads logs can use it before its owner does.`,
          };
        for (const argument of MATCH.arguments.flatMap(written)) {
          if (SECRET_VARIABLE.test(argument.text))
            return {
              at: argument.range,
              message: `\`${shortText(argument.text)}\` is written to the log, where whoever reads logs finds it.`,
            };
          const put = secretIn(argument);
          if (put)
            return {
              at: argument.range,
              message: `\`${shortText(argument.text)}\` has \`${shortText(put.text)}\` in it, and is written to the log, where whoever reads logs finds it.`,
            };
          const key = argument.is('identifier') ? tokenInAddress(argument, NAMES_KEY) : undefined;
          if (key && !/^(masked|redacted)/i.test(key.text))
            return {
              at: argument.range,
              message: `\`${shortText(argument.text)}\` is an address with \`${shortText(key.text)}\` in it, and is written to the log, where whoever reads logs finds it.`,
            };
        }
        const whole = parts.find(isWholeOfRequest);
        if (
          whole &&
          (!/^(config|options|init)/.test(whole.text) || MATCH.names.says(/interceptors\.request|\bfetch\(/)) &&
          !MATCH.names.says(/\bredact/i)
        )
          return {
            at: whole.range,
            message: `\`${shortText(whole.text)}\` is written to the log whole, with the passwords and tokens in it.`,
            severity: 'low',
            // A logger that another file makes may black out what it is given.
            confidence: LOG.text === 'console' || fileSays(MATCH.names, MAKES_LOGGER) ? 'likely' : 'possible',
          };
        for (const argument of parts) {
          const held = secretWithin(argument);
          if (held !== undefined && !MATCH.names.says(/\bredact/i))
            return {
              at: argument.range,
              message: `All of \`${shortText(argument.text)}\` is written to the log, and with it \`${shortText(held)}\`, where whoever reads logs finds it.`,
            };
        }
        const token = parts.find(isToken);
        if (token && !fileSays(MATCH.names, /\bredact/i))
          return {
            at: token.range,
            message: `\`${shortText(token.text)}\` is written to the log, where whoever reads logs finds it.`,
          };
        const sent = parts.find(isTokenOfRequest);
        if (sent && !fileSays(MATCH.names, /\bredact/i))
          return {
            at: sent.range,
            message: `\`${shortText(sent.text)}\` is what the sender signed in with, and is written to the log, where whoever reads logs can use it.`,
          };
        const person = parts.find((part) => protectedIn(part) !== undefined);
        if (person && !fileSays(MATCH.names, /\bredact/i))
          return {
            at: person.range,
            message: `\`${shortText(person.text)}\` is somebody's account, card or identity, and is written to the log, where whoever reads logs finds it.`,
          };
        const event = parts.find(isEventOfLambda);
        if (event && !fileSays(MATCH.names, /\bredact|\bmask/i))
          return {
            at: event.range,
            message: `\`${event.text}\` is written to the log whole: its headers have the caller's token in them, its body what they sent.`,
            severity: 'low',
          };
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

/** The secret that an object holds which is written out whole, by what the same function reads of it: `creds` beside `creds.password`. */
function secretWithin(argument: Expression): string | undefined {
  const whole =
    argument.is('call_expression') && /^(JSON\.stringify|util\.inspect|inspect)$/.test(argument.callee.text)
      ? argument.argument(0)
      : argument;
  if (!whole.is('identifier', 'shorthand_property_identifier') || /^(err|error|e|ex)$/i.test(whole.text))
    return undefined;
  const binding = whole.names.bindingOf(whole.node);
  const { enclosingFunction: fn } = whole;
  if (!binding || !fn.exists || (binding.sort !== 'variable' && binding.sort !== 'parameter')) return undefined;
  const around = binding.node >= fn.node ? fn : new Expression(whole.names, 0);
  const read = secretReads(around).find(
    ({ object }) => object.text === whole.text && object.names.bindingOf(object.node) === binding,
  );
  return read?.lastName;
}

/** `JSON.stringify(event, null, 2)`: the event; `Object.fromEntries(request.headers.entries())`: the headers. */
function unwrapped(part: Expression): Expression {
  if (!part.is('call_expression') || !WRITES_OUT.test(part.callee.text)) return part;
  const given = part.argument(0);
  return given.is('call_expression') && given.callee.lastName === 'entries' ? given.callee.object : given;
}

const WRITES_OUT = /^(JSON\.stringify|util\.inspect|inspect|String|Object\.fromEntries)$/;

/** The whole request, as a function behind an API gateway is handed it. */
function isEventOfLambda(part: Expression): boolean {
  if (!part.is('identifier') || !/^(event|evt|request)$/.test(part.text)) return false;
  if (part.names.bindingOf(part.node)?.sort !== 'parameter' || !fileSays(part.names, OF_GATEWAY)) return false;
  const fn = part.enclosingFunction;
  const name = fn.field('name').text || fn.parent.field('name').text || fn.parent.field('left').lastName;
  return /handler$|^main$/i.test(name);
}

/** Events of queues and buckets have neither a body nor headers of a person's. */
const OF_GATEWAY =
  /\b(event|evt|request)\.(body|headers|queryStringParameters|pathParameters|requestContext|isBase64Encoded)\b|APIGatewayProxy(Event|Handler)|APIGatewayEvent|LambdaFunctionURL/;

/** A token of somebody who signs in, by its name and by what it is made of or what the file is about. */
function isToken(part: Expression): boolean {
  if (!part.is('identifier', 'shorthand_property_identifier', 'member_expression')) return false;
  const name = part.lastName;
  if (TOKEN_NAME.test(name)) return true;
  if (/^(otp|otp_?code|one_?time_?(code|password)|tokens)$/i.test(name))
    return !part.is('member_expression') && fileSays(part.names, OF_SIGN_IN) && !fileSays(part.names, OF_MODELS);
  if (!/^(token|jwt|magicLink|resetLink|resetUrl|verifyUrl|verificationUrl)$/.test(name)) return false;
  return !part.is('member_expression') && fileSays(part.names, OF_SIGN_IN);
}

const TOKEN_NAME =
  /^((access|refresh|auth|session|reset|bearer|verification|invite|magic)_?token|id_?token|client_?secret|api_?secret|private_?key|plain_?(text_?)?password|raw_?password|new_?password)$/i;
/** Where tokens are words that are counted. */
const OF_MODELS = /openai|anthropic|tokeniz|lexer|max_?tokens|langchain|gpt-/i;
const OF_SIGN_IN =
  /\bjwt\b|jsonwebtoken|\boauth|\botp\b|\bjose\b|[bB]earer\b|[pP]assport|\b(log|sign)_?-?[iI]n\b|[pP]assword|authenticat/;

const HELD =
  /^(password|passwd|passphrase|secret|client_?secret|access_?token|refresh_?token|id_?token|api_?key|secret_?(access_?)?key|private_?key|SecretAccessKey|SessionToken|authorization|card_?number|cvv|ssn)$/i;

/** A function that logs a thousand times is looked through once. */
const secretReads = once((around): readonly Expression[] =>
  around
    .descendants('member_expression')
    .filter((member) => HELD.test(member.lastName) && member.object.is('identifier') && !isWritten(member))
    .slice(0, MOST_READS),
);

const MOST_READS = 50;

/** `config.password = undefined` takes it away. */
const isWritten = ({ parent, node }: Expression): boolean =>
  (parent.is('assignment_expression') && parent.field('left').node === node) || /^delete\b/.test(parent.text);

const SECRET_VARIABLE =
  /^process\.env(\.\w*(TOKEN|SECRET|SECRET_KEY|SIGNING_KEY|PASSWORD|PASSWD|PRIVATE_KEY|API_KEY|ACCESS_KEY|(DATABASE|DB|MONGO(DB)?|POSTGRES(QL)?|PG|MYSQL|REDIS|AMQP|RABBITMQ)_?(URL|URI|DSN)|CONNECTION_STRING))?!?$/;

/** What is put into a text that is made before and logged as it is: an address of a data base, a token. */
function secretIn(text: Expression): Expression | undefined {
  if (!text.is('identifier') || !text.isBuiltText) return undefined;
  return text.holes.find(
    (hole) =>
      SECRET_VARIABLE.test(hole.text) ||
      (hole.is('member_expression') &&
        /^(token|password|secret|apiKey|api_key|accessToken|access_token)$/.test(hole.lastName)),
  );
}

const MAKES_LOGGER = /createLogger\(|\b(pino|bunyan|log4js)\(/;

/** `{ user, password }`. Loggers that black out names are left alone. */
function isSecretMember(member: Expression): boolean {
  const value = member.is('pair') ? member.field('value') : member;
  return (
    /^(password|passwd|pwd|secret|client_?secret|access_?token|refresh_?token|api_?key|private_?key)$/i.test(
      member.key ?? '',
    ) && value.is('identifier', 'member_expression', 'shorthand_property_identifier')
  );
}

/** The values of an object that is made for the log, or the argument itself. */
const partsOf = (argument: Expression): readonly Expression[] =>
  argument.is('object')
    ? argument.children.flatMap((member) =>
        member.is('pair') ? [member.field('value')] : member.is('shorthand_property_identifier') ? [member] : [],
      )
    : [argument];

/** What is written out: an argument, or the holes of a template. */
const written = (argument: Expression): readonly Expression[] =>
  argument.is('template_string', 'binary_expression') ? argument.holes : [argument];
