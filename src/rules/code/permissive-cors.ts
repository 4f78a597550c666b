import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { fileSays, isTestCode } from '../code-text.ts';

const MESSAGE = (what: string) =>
  `${what} together with credentials lets any site act here with your users' cookies and read the answers.`;

import { shortText } from '../../engine/short-text.ts';
import { FUNCTION_KINDS } from '../handlers.ts';

export default defineRule({
  id: 'code/permissive-cors',
  title: 'Any site may act as the user',
  severity: 'high',
  confidence: 'likely',
  cwe: [942, 346],
  owasp: ['A05:2021', 'A02:2025'],
  remedy: 'Name the origins that may, as a list: `origin: [process.env.APP_ORIGIN]`.',
  checks: [
    check({
      patterns: {
        javascript: [
          'cors($OPTIONS)',
          '"@koa/cors"($OPTIONS)',
          '"hono/cors".cors($OPTIONS)',
          '$APP.register($PLUGIN, $OPTIONS)',
          '$APP.enableCors($OPTIONS)',
        ],
      },
      problem: ({ OPTIONS, PLUGIN }) => {
        if (PLUGIN.exists && !/@fastify\/cors|fastify-cors/.test(PLUGIN.name ?? PLUGIN.argument(0).name ?? ''))
          return undefined;
        return problemIn(OPTIONS);
      },
    }),
    check({
      // Socket.IO, the gateways and factories of NestJS, and others have it among their options.
      members: { javascript: ['cors'] },
      problem: ({ MATCH }) =>
        MATCH.is('pair') && !isTestCode(MATCH.names) ? problemIn(MATCH.field('value')) : undefined,
    }),
    check({
      // Socket.IO asks nobody else: what a page sends to a server that knows no visitors is done.
      patterns: {
        javascript: [
          'new "socket.io".Server($HTTP, $OPTIONS)',
          '"socket.io"($HTTP, $OPTIONS)',
          'new "socket.io".Server($OPTIONS)',
        ],
      },
      problem: ({ OPTIONS, MATCH }) => {
        const origin = OPTIONS.property('cors').property('origin');
        if (!isAnyOrigin(origin) || OPTIONS.property('cors').property('credentials').value === true) return undefined;
        if (!fileSays(MATCH.names, HEARS) || fileSays(MATCH.names, KNOWS_WHO) || isTestCode(MATCH.names))
          return undefined;
        return {
          at: origin.parent.is('pair') ? origin.parent.range : origin.range,
          message: `\`origin: ${shortText(origin.text)}\` lets every page that somebody has open connect here, and nothing asks who sends what is done.`,
          severity: 'medium',
        };
      },
    }),
    check({
      patterns: {
        javascript: [
          '$RES.setHeader($NAME, $ORIGIN)',
          '$RES.header($NAME, $ORIGIN)',
          '$RES.set($NAME, $ORIGIN)',
          '$RES.append($NAME, $ORIGIN)',
        ],
      },
      where: ({ NAME, ORIGIN, MATCH }) =>
        /^access-control-allow-origin$/i.test(NAME.constant ?? '') &&
        isReflected(ORIGIN) &&
        allowsCredentials(MATCH) &&
        !isCompared(MATCH),
      at: ({ ORIGIN }) => ORIGIN.range,
      message: ({ ORIGIN }) => MESSAGE(`Answering with \`${ORIGIN.text}\` as the allowed origin`),
    }),
    check({
      // The headers of an answer that is built: of Lambda, of `new Response`.
      members: { javascript: ['Access-Control-Allow-Origin', 'access-control-allow-origin'] },
      problem: ({ MATCH }) => {
        const origin = MATCH.is('pair') ? MATCH.field('value') : undefined;
        if (!origin || !isReflected(origin) || !CREDENTIALS.test(MATCH.parent.text) || isCompared(MATCH))
          return undefined;
        return {
          at: origin.range,
          message: MESSAGE(`Answering with \`${shortText(origin.text)}\` as the allowed origin`),
        };
      },
    }),
  ],
  flows: [
    {
      to: ['header'],
      from: ['user'],
      where: ({ call, source }) =>
        /access-control-allow-origin/i.test(call.text) &&
        !/origin/i.test(
          call.enclosingFunction.text
            .replace(/access-control-allow-origin/gi, '')
            .replaceAll(source.text, '')
            .match(/(includes|has|indexOf|test)\([^)]*origin/i)?.[0] ?? '',
        ),
      message: ({ at, source }) =>
        `\`${shortText(at.is('object') ? source.text : at.text)}\` is allowed as an origin whatever it is: any page can read this answer.`,
      reaches: 'It becomes the origin that may read the answer.',
    },
  ],
});

/** Events of its own that a server of sockets does something for. */
const HEARS = /\bon\(\s*['"`](?!connect|connection|disconnect|disconnecting|error)[\w:./-]+['"`]/;
const KNOWS_WHO = /auth|session|token|cookie|passport|jwt|password|\.use\(|allowRequest|apiKey|secret/i;

function problemIn(options: Expression): Problem | undefined {
  if (options.property('credentials').value !== true) return undefined;
  const origin = options.property('origin');
  if (!isAnyOrigin(origin)) return undefined;
  const { parent } = origin;
  return {
    at: parent.is('pair') ? parent.range : origin.range,
    message: MESSAGE(`\`origin: ${origin.text.length > 30 ? shortOf(origin) : origin.text}\``),
  };
}

const shortOf = ({ origin }: Expression): string =>
  givesBack(origin) ? 'callback(null, origin)' : isReflected(origin) ? 'headers.origin' : 'callback(null, true)';

/** `true`, `'*'`, a function that accepts everything or gives back what it gets. */
function isAnyOrigin(origin: Expression): boolean {
  if (origin.value === true || origin.value === '*') return true;
  const text = origin.origin.text.replace(HARMLESS, ' ');
  if (origin.origin.is(...FUNCTION_KINDS))
    return (
      (/\(\s*null\s*,\s*(true|['"]\*['"])\s*\)/.test(text) || isReflected(origin) || givesBack(origin.origin)) &&
      !/\b(if|includes|has|indexOf|test|\?|&&|===)\b|\?|&&/.test(text)
    );
  return origin.origin.is('regex') && /^\/(\.\*|\^\.\*\$?|)\/\w*$/.test(text);
}

/** `(origin, callback) => callback(null, origin)`, `(origin) => origin`, with or without a `|| '*'` behind it. */
function givesBack(fn: Expression): boolean {
  const given = fn.field('parameters').exists ? fn.field('parameters').children[0] : fn.field('parameter');
  const name = /^\w+/.exec(given?.text ?? '')?.[0];
  if (name === undefined) return false;
  const all = `${name}\\s*((\\|\\||\\?\\?)\\s*(true|['"][^'"]*['"])\\s*)?`;
  const body = fn.field('body');
  return (
    new RegExp(`\\(\\s*null\\s*,\\s*${all}\\)`).test(body.text) ||
    (!body.is('statement_block') && new RegExp(`^${all}$`).test(body.text)) ||
    new RegExp(`\\breturn\\s+${all};?\\s*\\}$`).test(body.text)
  );
}

/** What decides nothing: a way for requests without an origin, a value to fall back to. */
const HARMLESS =
  /if\s{0,30}\(\s{0,30}!\s{0,30}\w+\s{0,30}\)\s{0,30}\{?\s{0,30}(return\s{1,30})?\w+\(\s{0,30}null\s{0,30},\s{0,30}true\s{0,30}\)\s{0,30};?\s{0,30}(return\s{0,30};?\s{0,30})?\}?|(\?\?|\|\|)\s{0,30}(true|['"][^'"]*['"])|\?\./g;

const isReflected = (origin: Expression): boolean =>
  /\b(headers?\.origin|headers\[['"]origin['"]\]|(get|header)\(['"]origin['"]\))/i.test(
    origin.origin.text.slice(0, 500),
  );

const CREDENTIALS = /access-control-allow-credentials['"]\s*:\s*(['"]true['"]|true)/i;

const allowsCredentials = (call: Expression): boolean =>
  /access-control-allow-credentials['"]\s*,\s*(['"]true['"]|true)/i.test(surroundings(call).text);

/** An origin that is looked up first is no reflected one. */
const isCompared = (call: Expression): boolean =>
  /\b(includes|has|indexOf|test|some|find)\s*\(|===/.test(surroundings(call).text);

const surroundings = (call: Expression): Expression =>
  call.enclosingFunction.exists ? call.enclosingFunction : call.enclosing('program');
