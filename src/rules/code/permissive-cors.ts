import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';

const MESSAGE = (what: string) =>
  `${what} together with credentials lets any site act here with your users' cookies and read the answers.`;

import { shortText } from '../../engine/short-text.ts';

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
        if (OPTIONS.property('credentials').value !== true) return undefined;
        const origin = OPTIONS.property('origin');
        if (!isAnyOrigin(origin)) return undefined;
        const { parent } = origin;
        return {
          at: parent.is('pair') ? parent.range : origin.range,
          message: MESSAGE(`\`origin: ${origin.text.length > 30 ? 'callback(null, true)' : origin.text}\``),
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

/** `true`, `'*'`, a function that accepts everything or gives back what it gets. */
function isAnyOrigin(origin: Expression): boolean {
  if (origin.value === true || origin.value === '*') return true;
  const { text } = origin.origin;
  if (origin.origin.is('arrow_function', 'function_expression', 'method_definition'))
    return (
      (/\(\s*null\s*,\s*true\s*\)/.test(text) || isReflected(origin)) &&
      !/\b(if|includes|has|indexOf|test|\?|&&|===)\b|\?|&&/.test(text)
    );
  return origin.origin.is('regex') && /^\/(\.\*|\^\.\*\$?|)\/\w*$/.test(text);
}

const isReflected = (origin: Expression): boolean =>
  /\b(headers?\.origin|headers\[['"]origin['"]\]|(get|header)\(['"]origin['"]\))/i.test(
    origin.origin.text.slice(0, 500),
  );

const allowsCredentials = (call: Expression): boolean =>
  /access-control-allow-credentials['"]\s*,\s*(['"]true['"]|true)/i.test(surroundings(call).text);

/** An origin that is looked up first is no reflected one. */
const isCompared = (call: Expression): boolean =>
  /\b(includes|has|indexOf|test|some|find)\s*\(|===/.test(surroundings(call).text);

const surroundings = (call: Expression): Expression =>
  call.enclosingFunction.exists ? call.enclosingFunction : call.enclosing('program');
