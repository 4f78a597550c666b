import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { handlerOf } from '../handlers.ts';

export default defineRule({
  id: 'code/environment-exposed',
  title: 'Environment given away whole',
  severity: 'high',
  confidence: 'likely',
  cwe: [200, 497, 526],
  owasp: ['A05:2021', 'A02:2025'],
  remedy: 'Name the few values that may be known: `{ commit: process.env.GIT_COMMIT }`.',
  checks: [
    check({
      patterns: {
        javascript: [
          '$RES.json($BODY, ...)',
          '$RES.send($BODY)',
          '$RES.end($BODY)',
          '$RES.write($BODY)',
          '$RES.render($VIEW, $BODY)',
          'Response.json($BODY, ...)',
          '"next/server".NextResponse.json($BODY, ...)',
          'new Response($BODY, ...)',
          '$SERVER.tool(..., $BODY)',
          '$SERVER.registerTool(..., $BODY)',
        ],
      },
      problem: ({ BODY, RES }) => {
        if (RES.exists && !/^(res|response|reply|rep|ctx|context|c|h)\b/i.test(RES.text)) return undefined;
        return told(wholeIn(BODY));
      },
    }),
    check({
      // What a handler gives back is the answer: Elysia, Fastify, h3.
      patterns: { javascript: ['$APP.get($PATH, ..., $HANDLER)', '$APP.get($PATH, $HANDLER, $OPTIONS)'] },
      problem: ({ PATH, HANDLER }) => {
        const handler = PATH.constant?.startsWith('/') ? handlerOf(HANDLER) : undefined;
        if (!handler || !/\benv\b/.test(handler.text)) return undefined;
        return told(
          answersOf(handler)
            .map(wholeIn)
            .find((whole) => whole !== undefined),
        );
      },
    }),
    check({
      // A server of the Model Context Protocol that a client starts.
      members: { javascript: ['env'] },
      problem: ({ MATCH }) => {
        const options = MATCH.parent;
        if (!startsServer(options) || isOwnProgram(options)) return undefined;
        const value = MATCH.is('pair') ? MATCH.field('value') : MATCH;
        const whole = wholeIn(value.origin) ?? wholeIn(value);
        return (
          whole && {
            at: whole.range,
            message: `\`${whole.text}\` is handed whole to a server that is somebody else's program: every password and key of this one goes with it.`,
            severity: 'medium' as const,
          }
        );
      },
    }),
  ],
});

const told = (whole: Expression | undefined) =>
  whole && {
    at: whole.range,
    message: `\`${whole.text}\` holds the passwords and keys of this program, and is told to whoever asks.`,
  };

/** The environment, not one of its variables, within what is given away. */
const wholeIn = (body: Expression): Expression | undefined =>
  [body, ...(/\benv\b/.test(body.text) ? body.descendants('member_expression') : [])].find(
    (member) =>
      member.name === 'process.env' &&
      !member.parent.is('member_expression', 'subscript_expression') &&
      !(member.parent.is('variable_declarator') && member.parent.field('name').is('object_pattern')) &&
      !(
        member.parent.is('pair') &&
        /^env$/.test(member.parent.key ?? '') &&
        isOfProcess(member.parent.parent.parent.parent.callee.lastName)
      ),
  );

/** The objects that a handler gives back. */
function answersOf(handler: Expression): readonly Expression[] {
  const body = handler.field('body');
  const given = body.is('statement_block')
    ? body
        .descendants('return_statement')
        .filter((statement) => statement.enclosingFunction.node === handler.node)
        .flatMap(({ children }) => children)
    : [body];
  return given
    .map((value) => (value.is('parenthesized_expression') ? (value.children[0] ?? value) : value))
    .filter((value) => value.is('object', 'member_expression'));
}

/**
 * Options with which a client of the Model Context Protocol starts a server: those of a transport, whatever it is imported as, and the entries of
 * lists of servers that LangChain, Mastra, OpenAI's and Anthropic's agents are given.
 */
function startsServer(options: Expression): boolean {
  const around = options.parent.parent;
  if (/(StdioClientTransport|StdioMCPTransport|MCPServerStdio|StdioServerParameters)$/.test(nameOf(around.callee)))
    return true;
  return (
    options.property('command').exists &&
    options.names.says(/\bmcp|mcp_?servers?\b/i) &&
    !isOfProcess(around.callee.lastName) &&
    options.enclosing('pair', 'variable_declarator').exists
  );
}

/** What a callee is called where it comes from, or else here. */
const nameOf = (callee: Expression): string => (callee.name ?? callee.text).replace(/\(\)$/, '');

/** A script of the project's own, started by the interpreter that runs this one. */
function isOwnProgram(options: Expression): boolean {
  const command = options.property('command');
  return command.text === 'process.execPath' || /^(node|tsx|bun|deno|ts-node)$/.test(command.constant ?? '');
}

/** `spawn(command, { env: process.env })` hands it to a program of one's own. */
const isOfProcess = (call: string): boolean =>
  /^(spawn|spawnSync|exec|execSync|execFile|execFileSync|fork|execa)$/.test(call);
