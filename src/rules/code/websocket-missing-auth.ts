import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
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
    check({
      // A browser sends its cookies with every WebSocket, whichever page opens it.
      patterns: {
        javascript: ["$SERVER.on('upgrade', $HANDLER)", "$SERVER.on('connection', $HANDLER)"],
      },
      problem: ({ SERVER, HANDLER, MATCH }) => {
        if (!fileSays(SERVER.names, OF_WS) || fileSays(SERVER.names, LOOKS_AT_ORIGIN)) return undefined;
        const handler = handlerOf(HANDLER);
        if (!handler || !READS_COOKIE.test(textWithCalls(handler))) return undefined;
        const upgrade = handler
          .descendants('call_expression')
          .find(({ callee }) => callee.lastName === 'handleUpgrade');
        if (!upgrade && MATCH.argument(0).constant === 'upgrade') return undefined;
        return {
          at: (upgrade ?? MATCH).callee.range,
          // A cookie may hold much; what is called a session is one.
          confidence: SESSION.test(textWithCalls(handler)) ? 'likely' : 'possible',
          message: `A session in the cookie lets any page that a signed-in user has open connect to \`${SERVER.text}\` as that user: \`origin\` is looked at nowhere.`,
        };
      },
    }),
    check({
      // `socket.on('room:join', (roomId) => socket.join(roomId))`: a room of somebody's, and what was said in it.
      patterns: { javascript: ['$SOCKET.on($EVENT, $HANDLER)'] },
      problem: ({ SOCKET, EVENT, HANDLER }) => {
        if (!/^(socket|client|conn|connection)$/.test(SOCKET.text) || !fileSays(SOCKET.names, JOINS)) return undefined;
        const handler = fileSays(SOCKET.names, KNOWS_WHO) ? handlerOf(HANDLER) : undefined;
        const join = handler && joinIn(handler, SOCKET.text);
        if (!join) return undefined;
        const room = join.argument(0);
        return {
          at: room.range,
          message: `\`${shortText(room.text)}\` is joined because the sender of \`${EVENT.constant ?? 'this event'}\` says so: nothing asks whether they belong there, and everything that is said in it reaches them.`,
          confidence: READS_PAST.test(codeText(handler)) || OF_FEW.test(codeText(handler)) ? 'likely' : 'possible',
        };
      },
    }),
    check({
      // What only the one who leads may do, by the name of the event.
      patterns: { javascript: ['$SOCKET.on($EVENT, $HANDLER)'] },
      problem: ({ SOCKET, EVENT, HANDLER }) => {
        const event = EVENT.constant ?? '';
        if (!LEADS.test(event) || BEGINS.test(event) || !/^(socket|client|conn|connection|ws)$/.test(SOCKET.text))
          return undefined;
        const handler = handlerOf(HANDLER);
        if (!handler || !hasParameters(handler) || ASKS_WHO.test(textWithCalls(handler))) return undefined;
        if (isCheckedAtSocket(SOCKET)) return undefined;
        return {
          at: EVENT.range,
          message: `\`${event}\` is done for whoever sends it: nothing asks whether this \`${SOCKET.text}\` is the one who may.`,
        };
      },
    }),
  ],
});

const SESSION = /sess|\bsid\b/i;
const OF_WS = /['"](ws|isomorphic-ws|websocket|uWebSockets\.js)['"]/;
const LOOKS_AT_ORIGIN = /\borigin\b|verifyClient|csrf/i;
const READS_COOKIE =
  /headers\.cookie|headers\[['"]cookie|parseCookies?\(|cookie\.parse|cookies?\.parse|sessionParser|sessionMiddleware/;
/** An event that is named for who may send it, or for what is done to others. */
const LEADS =
  /^(host|admin|mod|moderator|owner|teacher|gm|master|staff|operator|presenter|dealer|organi[sz]er)[:._/-]|^(user|player|member|room|game)?[:._-]?(kick|ban|mute|promote|demote|award|shutdown)\b/i;
/** Whoever begins it is the one who leads. */
const BEGINS = /create|join|open|new|connect|log-?in|register|claim|auth/i;
const ASKS_WHO =
  /\bsocket\.(data|id|user|handshake|request|userId|isHost|isAdmin|role)|\b(client|ws|conn)\.(data|id|user\w*|handshake|isHost|role)|isHost|isAdmin|\brole\b|hostId|ownerId|hostToken|hostKey|secret|token|auth|permission|allowed|forbidden|\bcan[A-Z]/;

const JOINS = /['"]socket\.io['"]/;
/** The file knows who is at the other end. */
const KNOWS_WHO = /\bsocket\.(data\.\w+|user\w*|member|handshake\.auth)|\bio\.use\(/;
/** What was said before is sent along. */
const READS_PAST =
  /\b(find|findMany|findAll|where|query|lrange|zrange|select|aggregate|execute|load\w*|get(History|Messages|Backlog)\w*)\(/;
/** Rooms that are for some, by their names. */
const OF_FEW =
  /conversation|private|\bdm\b|direct|tenant|org(ani[sz]ation)?(Id|_id)|team|workspace|patient|order|ticket|project|document/i;
const ASKS_MEMBERSHIP =
  /member(?!\s*[:.]\s*me)|particip|belongs|allowed|\bcan[A-Z(]|\bmay[A-Z(]|permission|authori[sz]|owner|access|invited|assert|ensure|require|verify|check|isIn[A-Z]|\.has\(|includes\(|role|password|secret|token|ticket\b.*verify|\bacl\b/i;

/** The call that joins what the event brings, with nothing asked before it. */
function joinIn(handler: Expression, socket: string): Expression | undefined {
  const join = handler
    .descendants('call_expression')
    .find(({ callee }) => callee.lastName === 'join' && callee.object.text === socket);
  const given = join?.argument(0);
  if (!join || !given?.exists) return undefined;
  const names = given.is('template_string') ? given.holes : [given];
  const isGiven = names.some((name) => {
    const root = /^[\w$]+/.exec(name.text)?.[0] ?? '';
    return new RegExp(`\\b${root.replaceAll('$', '\\$')}\\b`).test(parametersOf(handler)) && root !== socket;
  });
  if (!isGiven || ASKS_MEMBERSHIP.test(handler.names.tree.text.slice(handler.field('body').start, join.start)))
    return undefined;
  return ASKS_MEMBERSHIP.test(textWithCalls(handler).replace(/\.to\([^)]*\)/g, '')) ? undefined : join;
}

const parametersOf = (fn: Expression): string =>
  fn.field('parameters').exists ? fn.field('parameters').text : fn.field('parameter').text;

const hasParameters = (fn: Expression): boolean =>
  fn.field('parameter').exists || fn.field('parameters').children.length > 0;

/** `io.of('/admin').use(requireAdmin)`, `socket.use(...)`: asked before any event. */
const isCheckedAtSocket = ({ names }: Expression): boolean =>
  fileSays(names, /\.use\(\s*(?!express|cors|helmet|compression)[\w$(]/);

/** What a message should never set in motion for a stranger. */
const POWERFUL =
  /\b(spawn|exec|execFile|execSync|spawnSync|eval|writeFile|unlink|rmSync|rm|readFile|createWriteStream)\s*\(|pty\.spawn/;

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
    // Where the file guards its other doors, this one has been forgotten; a shell is for no stranger.
    confidence: fileSays(handler.names, GUARDED) || POWERFUL.test(codeText(handler)) ? 'likely' : 'possible',
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
