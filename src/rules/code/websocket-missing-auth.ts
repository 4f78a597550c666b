import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { codeText, fileSays } from '../code-text.ts';
import { handlerOf, textWithCalls } from '../handlers.ts';

const CHECKS =
  /auth(?!or(?!i[sz]))|token|session|cookie|verif|jwt|passport|origin|ticket|apiKey|api_key|api-key|credential|signature|password|userId|allow(ed)?Request/i;
const GUARDED =
  /require(Auth|Login|User)|is(Authenticated|LoggedIn)|passport\.|jwt\.verify|jwtVerify|authenticate|requireAuth|authMiddleware|getServerSession|express-session|ensureLoggedIn/;
const LISTENS =
  /\.on\(\s*['"`](?!connection|close|error|disconnect|ping|pong|end|open)[\w:.-]+['"`]|\.onmessage\b|addEventListener\(\s*['"`]message/;

export default defineRule({
  id: 'code/websocket-missing-auth',
  title: 'WebSocket open to anyone',
  severity: 'medium',
  confidence: 'likely',
  cwe: [306, 1385],
  owasp: ['A07:2021', 'A01:2025', 'A07:2025'],
  remedy:
    'Ask who connects before the first message: `io.use(requireUser)`, or `verifyClient` and a look at `request.headers.origin`.',
  checks: [
    check({
      patterns: {
        javascript: ["$SERVER.on('connection', $HANDLER)", "$SERVER.on('connect', $HANDLER)"],
      },
      problem: ({ SERVER, HANDLER, MATCH }) =>
        isSocketServer(SERVER) ? problemIn(SERVER, handlerOf(HANDLER), MATCH.callee, SERVER.text) : undefined,
    }),
    check({
      // @fastify/websocket, hono and express-ws: a route of its own.
      patterns: {
        javascript: [
          '$APP.ws($PATH, ..., $HANDLER)',
          '$APP.get($PATH, { websocket: true, ... }, $HANDLER)',
          '$APP.get($PATH, upgradeWebSocket($HANDLER))',
        ],
      },
      problem: ({ APP, PATH, HANDLER, MATCH }) => {
        const between = MATCH.arguments.slice(1, -1).map(({ text }) => text);
        if (PATH.constant === undefined || CHECKS.test(between.join(' ')) || CHECKS.test(PATH.constant))
          return undefined;
        return problemIn(APP, handlerOf(HANDLER), PATH, PATH.constant);
      },
    }),
  ],
});

/** A server of `ws` or socket.io: by what it is made of, or by what everybody calls it where the file imports one of them. */
function isSocketServer(server: Expression): boolean {
  const name = server.name ?? server.origin.name ?? '';
  if (/^(ws(\.(Web[sS]ocketServer|Server))?|socket\.io(\.Server)?|isomorphic-ws)\(\)/.test(name)) return true;
  return (
    /^(io|wss|wsServer|webSocketServer|socketServer|this\.(io|wss|server))(\.of\(.*\))?$/.test(server.text) &&
    fileSays(server.names, /['"](ws|socket\.io)['"]/)
  );
}

function problemIn(
  server: Expression,
  handler: Expression | undefined,
  at: Expression,
  name: string,
): Problem | undefined {
  // A connection that is only told things hears what all may hear.
  if (!handler || !LISTENS.test(codeText(handler))) return undefined;
  if (CHECKS.test(textWithCalls(handler)) || isCheckedAtServer(server)) return undefined;
  return {
    at: at.range,
    message: `Whoever connects to \`${name}\` is heard: no token, no session and no origin is looked at.`,
    // Where the file guards its other doors, this one has been forgotten.
    confidence: fileSays(handler.names, GUARDED) ? 'likely' : 'possible',
  };
}

/** `verifyClient`, `allowRequest`, `io.use(...)`, `server.on('upgrade', ...)`: a check before the connection is made. */
const isCheckedAtServer = (server: Expression): boolean =>
  fileSays(server.names, /verifyClient|allowRequest|handleProtocols|\.on\(\s*['"`](upgrade|headers)['"`]|noServer/) ||
  fileSays(
    server.names,
    new RegExp(
      `\\b${(/^[\w$.]+/.exec(server.text)?.[0] ?? 'io').replaceAll('$', '\\$').replaceAll('.', '\\.')}(\\.of\\([^)]{0,60}\\))?(\\.engine)?\\.(use|addHook)\\(`,
    ),
  );
