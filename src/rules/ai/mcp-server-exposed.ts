import { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';

const ANY_ADDRESS = /^(0\.0\.0\.0|::|\[::\]|\*)$/;
const KNOWS_WHO =
  /requireBearerAuth|mcpAuth|bearer|authoriz|authenticat|\bauth\w*\(|passport|api[-_]?key|verify(Token|Jwt|Access)?\(|\bjwt\b|clerk|session\.user|hostHeaderValidation|createMcpExpressApp|enableDnsRebindingProtection:\s*true|allowedOrigins|checkOrigin|validateOrigin/i;

export default defineRule({
  id: 'ai/mcp-server-exposed',
  title: 'Tools for whoever reaches the port',
  severity: 'high',
  confidence: 'likely',
  cwe: [306, 1327, 1385],
  owasp: ['LLM06:2025', 'MCP07:2025', 'ASI03:2026'],
  remedy: 'Listen on 127.0.0.1, check the `Host` and `Origin` headers, and ask for a token before any tool is called.',
  checks: [
    check({
      nodes: { javascript: ['call_expression'] },
      problem: ({ MATCH }) => {
        if (!isServing(MATCH) || !isMcp(MATCH) || MATCH.names.says(KNOWS_WHO)) return undefined;
        const host = hostOf(MATCH);
        const address = host?.constant;
        if (host && (address === undefined || !ANY_ADDRESS.test(address))) return undefined;
        const open = {
          at: (routeIn(MATCH) ?? MATCH.callee).range,
          message: `\`${MATCH.callee.text}\` offers the tools of this server to everyone who reaches the port: it listens on all addresses and asks nobody who they are.`,
        };
        if (!host || !routeIn(MATCH)) return open;
        const bound = {
          at: host.range,
          message: `\`${address}\` is every network this machine is in, and nobody is asked who they are before a tool runs.`,
        };
        return [open, bound];
      },
    }),
    check({
      nodes: { javascript: ['pair'] },
      where: ({ MATCH }) => MATCH.key === 'enableDnsRebindingProtection' && MATCH.field('value').value === false,
      message: () =>
        '`enableDnsRebindingProtection` is off, so any page in a browser of this machine can call the tools through a name of its own.',
    }),
    check({
      patterns: { javascript: ['cors()', 'cors($OPTIONS)'] },
      where: ({ OPTIONS, MATCH }) =>
        isMcp(MATCH) &&
        !MATCH.names.says(KNOWS_WHO) &&
        (!OPTIONS.exists || OPTIONS.property('origin').value === '*' || OPTIONS.property('origin').value === true),
      message: () => 'Any site may call the tools of this server from the browser of its visitor, who is not asked.',
    }),
  ],
});

/** Where somebody could be asked who they are: the path of the route that hands requests to the server. */
const routeIn = ({ names }: Expression): Expression | undefined =>
  new Expression(names, 0)
    .descendants('call_expression')
    .find(
      (call) =>
        /^(post|all|use|get)$/.test(call.callee.lastName) && /\.handleRequest\(|\.handlePostMessage\(/.test(call.text),
    )
    ?.argument(0);

/** A file that offers tools over the network. */
const isMcp = ({ names }: Expression): boolean =>
  names.says(
    /StreamableHTTPServerTransport|SSEServerTransport|WebStandardStreamableHTTP|transportType:\s*['"](httpStream|sse)/,
  );

const isServing = (call: Expression): boolean =>
  (call.callee.lastName === 'listen' &&
    /(^|\.)(\w*[aA]pp|\w*[sS]erver|fastify|express\(\))$/.test(call.callee.object.text)) ||
  (call.callee.lastName === 'start' && call.argument(0).property('transportType').exists) ||
  /^(serve|Bun\.serve|Deno\.serve)$/.test(call.callee.text);

/** The address that is listened on, where it is written. */
function hostOf(call: Expression): Expression | undefined {
  const options = call.arguments.find((argument) => argument.origin.is('object'));
  const inner = options?.property('httpStream') ?? options;
  for (const host of [options?.property('host'), options?.property('hostname'), inner?.property('host')])
    if (host?.exists) return host;
  const [, second] = call.arguments;
  return second?.origin.is('arrow_function', 'function_expression', 'object') ? undefined : second;
}
