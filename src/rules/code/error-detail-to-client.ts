import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { codeText } from '../code-text.ts';
import { handlerOf } from '../handlers.ts';
import { requestHandlerAround } from '../request-handler.ts';

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
    check({
      // `{ statusCode: 500, body: JSON.stringify({ stack: error.stack }) }` of Lambda and its like.
      members: { javascript: ['body'] },
      problem: ({ MATCH }) => {
        if (!MATCH.is('pair') || !MATCH.parent.property('statusCode').exists) return undefined;
        const body = MATCH.field('value');
        return problemIn(body.is('call_expression') ? body.argument(0) : body, '');
      },
    }),
    check({
      // Behind a function that answers, or returned to what answers: `reply(500, { stack: error.stack })`.
      members: { javascript: ['stack', 'stacktrace', 'stackTrace', 'trace', 'details', 'error'] },
      problem: ({ MATCH }) => {
        const value = MATCH.is('pair') ? MATCH.field('value') : undefined;
        if (!value?.is('member_expression') || value.lastName !== 'stack' || !isError(value.object)) return undefined;
        return isAnswer(MATCH.parent) && !isGuarded(value) ? stackAt(value) : undefined;
      },
    }),
    check({
      patterns: { javascript: ['$SOCKET.emit($EVENT, $BODY)', '$SOCKET.send($BODY)'] },
      problem: ({ SOCKET, BODY }) => {
        if (!/^(socket|ws|client|connection|conn)$/i.test(SOCKET.text)) return undefined;
        const stack = stackIn(BODY);
        return stack && !isGuarded(stack) ? stackAt(stack) : undefined;
      },
    }),
  ],
});

/** What a caught error gives away, and how much. */
function problemIn(body: Expression, receiver: string): Problem | undefined {
  // A body built elsewhere is judged where it is sent only when it is a literal.
  const mentions = [body, ...body.descendants('member_expression', 'identifier', 'shorthand_property_identifier')];
  const stack = stackIn(body);
  if (stack && !isGuarded(stack)) return stackAt(stack);
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

const stackIn = (body: Expression): Expression | undefined =>
  [body, ...body.descendants('member_expression')].find(
    (one) => one.is('member_expression') && one.lastName === 'stack' && isError(one.object),
  );

const stackAt = (stack: Expression): Problem => ({
  at: stack.range,
  message: `\`${stack.text}\` tells the client which files, lines and libraries the server is made of.`,
  severity: 'medium',
});

const ANSWERS =
  /\bstatusCode\b|\bnew\s+(Next)?Response\b|Response\.json\(|\b(res|reply|response|ctx|c)\.(status\([^)]{0,60}\)\.)?(json|send|body|end)\b/;

/** Whether an object that is built here goes to the client: through a function of this file that answers, by return of a handler, or as the shape of an error. */
function isAnswer(object: Expression): boolean {
  let at = object;
  while (at.parent.is('pair', 'object', 'parenthesized_expression', 'as_expression', 'satisfies_expression')) {
    if (at.parent.is('pair') && /^(log|logger|meta|context|extra)$/i.test(at.parent.key ?? '')) return false;
    at = at.parent;
  }
  const { parent } = at;
  if (parent.is('arguments')) {
    const answering = parent.parent.callee.is('identifier') ? handlerOf(parent.parent.callee) : undefined;
    return answering !== undefined && ANSWERS.test(codeText(answering));
  }
  const { enclosingFunction: fn } = object;
  if (fn.parent.key === 'formatError' || fn.key === 'formatError') return true;
  if (!parent.is('return_statement')) return false;
  const handler = requestHandlerAround(object);
  return handler?.fn.node === fn.node && !/^(getServerSideProps|getStaticProps)$/.test(handler.path);
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
