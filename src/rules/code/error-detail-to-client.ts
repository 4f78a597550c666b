import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';

export default defineRule({
  id: 'code/error-detail-to-client',
  title: 'Inner workings told to the client',
  severity: 'low',
  confidence: 'likely',
  cwe: [209, 497],
  owasp: ['A05:2021', 'A10:2025'],
  remedy: 'Log the error on the server, and answer with a text made for the reader and an id to find it by.',
  checks: [
    check({
      patterns: {
        javascript: [
          '$RES.send($BODY)',
          '$RES.json($BODY, ...)',
          '$RES.end($BODY)',
          '$RES.write($BODY)',
          '$RES.jsonp($BODY)',
          '"next/server".NextResponse.json($BODY, ...)',
          'Response.json($BODY, ...)',
          'new Response($BODY, ...)',
          '$CTX.body = $BODY',
        ],
      },
      problem: ({ BODY, RES, CTX }) => {
        if (CTX.exists && !/^(ctx|context|response)$/.test(CTX.lastName)) return undefined;
        if (RES.exists && !/^(res|response|reply|rep|resp|c|ctx)\b/i.test(RES.text)) return undefined;
        return problemIn(BODY, RES.text);
      },
    }),
  ],
});

/** What a caught error gives away, and how much. */
function problemIn(body: Expression, receiver: string): Problem | undefined {
  // A body built elsewhere is judged where it is sent only when it is a literal.
  const mentions = [body, ...body.descendants('member_expression', 'identifier', 'shorthand_property_identifier')];
  const stack = mentions.find((one) => one.is('member_expression') && one.lastName === 'stack' && isError(one.object));
  if (stack && !isGuarded(stack))
    return {
      at: stack.range,
      message: `\`${stack.text}\` tells the client which files, lines and libraries the server is made of.`,
      severity: 'medium',
    };
  const whole = mentions.find(
    (one) => one.is('identifier', 'shorthand_property_identifier') && isError(one) && isSentWhole(one, body),
  );
  // Fastify makes a plain answer of an error it is given.
  const isFastify = /^(reply|rep)\b/i.test(receiver) && whole?.node === body.node;
  if (whole && !isFastify && !isGuarded(whole))
    return {
      at: whole.range,
      message: `\`${whole.text}\` is sent as it is: messages of databases and libraries were not written for strangers.`,
    };
  const isClientFault = /status\(\s*4\d\d\s*\)|code\(\s*4\d\d\s*\)/.test(receiver);
  const message = mentions.find(
    (one) => one.is('member_expression') && one.lastName === 'message' && isError(one.object),
  );
  if (message && !isClientFault && !isGuarded(message))
    return {
      at: message.range,
      message: `\`${message.text}\` may tell the client what a database or library said.`,
      confidence: 'possible',
    };
  return undefined;
}

/** A caught error, or the first parameter of an Express error handler. */
function isError(expression: Expression): boolean {
  // `(error as Error).stack`
  if (expression.is('parenthesized_expression', 'as_expression', 'non_null_expression', 'type_assertion'))
    return expression.children.some(isError);
  if (!expression.is('identifier', 'shorthand_property_identifier')) return false;
  const binding = expression.names.bindingOf(expression.node);
  if (binding?.sort === 'catch') return true;
  return binding?.sort === 'parameter' && /^(e|err|error|ex|exception)$/i.test(expression.text);
}

/** The error itself is the body, or the value of a member of it: `send(err)`, `json({ error: err })`. */
const isSentWhole = (one: Expression, body: Expression): boolean =>
  one.node === body.node ||
  (one.is('shorthand_property_identifier') && one.parent.node === body.node) ||
  (one.parent.is('pair') && one.parent.field('value').node === one.node && one.parent.parent.node === body.node);

/** Behind a test for development, or for a kind of error that is made for clients. */
function isGuarded(one: Expression): boolean {
  const statement = one.enclosing('if_statement', 'ternary_expression', 'switch_case');
  return (
    statement.exists &&
    /NODE_ENV|isDev|development|debug|instanceof|isBoom|expose|name\s*===|isAxiosError|ZodError|status(Code)?\b/i.test(
      statement.field('condition').text,
    )
  );
}
