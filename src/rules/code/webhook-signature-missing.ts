import type { Expression } from '../../engine/names/expression.ts';
import type { Names } from '../../engine/names/names.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { codeText, fileSays } from '../code-text.ts';
import { decoratorsOf } from '../decorators-of.ts';
import { handlerOf, textWithCalls } from '../handlers.ts';
import { onceForFile } from '../once.ts';
import { parametersOf } from '../request-handler.ts';

const WEBHOOK = /(^|[/_-])(web-?hooks?|ipn)([/_:-]|$)/i;
/** Services that sign what they send, and words of their events. */
const PROVIDER =
  /stripe|github|gitlab|slack|whatsapp|messenger|telegram|discord|line-?bot|zoom|linear|hubspot|calendly|typeform|vapi|twilio|clerk|paddle|shopify|paypal|lemon-?squeezy|razorpay|square|sendgrid|mailgun|resend|svix|bitbucket|intercom|plaid|adyen|coinbase|paystack|flutterwave|mollie/i;
const EVENT =
  /['"`](checkout\.session\.\w+|payment_intent\.\w+|invoice\.(paid|payment_\w+)|customer\.subscription\.\w+|charge\.\w+|subscription[._](created|updated|activated|canceled)|user\.(created|updated|deleted)|orders\/\w+|pull_request|x-github-event)['"`]|['"`](payment|subscription|invoice|order|charge|refund|checkout|transaction|payout|dispute|plan|membership|customer|billing|shipment|delivery|booking)s?[._:](succeeded|paid|failed|activated|cancell?ed|completed|captured|refunded|expired|renewed|settled|authori[sz]ed|approved|delivered|past_due|charged|confirmed|processed)['"`]/i;
/** Addresses that others are given to call, if what arrives there is an event or the file says who calls. */
const HOOK_PATH = /(^|\/)(hooks?|callbacks?|postbacks?|notify|ipn|inbound)(\/|$)/i;
const ANY_EVENT =
  /['"`][a-z][\w-]{1,30}[._:](completed|finished|succeeded|failed|created|updated|deleted|approved|rejected|declined|cancell?ed|expired|verified|delivered|received|signed|shipped|cleared|ready)['"`]/i;
const SAYS_WHO_CALLS =
  /\b(called|invoked|posted|sent|notified)\s+(to us\s+)?(by|from)\s|\bweb-?hooks?\b|\bcallback (from|of|for) (the|our)\b/i;
const CHANGES =
  /\.(update|updateOne|updateMany|create|insert|insertOne|save|upsert|set|increment|destroy|delete|markAs\w*)\w*\(/;
/** What the sender says has happened is what the handler goes by. */
const BY_EVENT =
  /\b(event|body|payload|data|message|notification|hook)\w*\??\.(type|event|eventType|event_type|eventName|event_name|action|topic|kind|name)\b|\{[^{}\n]{0,80}\b(type|event|eventType|event_type|topic)\b[^{}\n]{0,80}\}\s*=/;
/** A user who is signed in sends it, and no service. */
const ASKS_USER =
  /\b(require|ensure|is|check|with)_?(Auth\w*|User|Login|LoggedIn|Session|Admin)\b|\bauth\b|protect|guard|passport|jwt/i;
/** Meta's handshake: it shows who owns the address, not who calls it later. */
const ASKED_ONCE = /['"`]hub\.(verify_token|challenge|mode)['"`]/;
const VERIFIES =
  /signature|constructEvent|hmac|timingSafe|verif|svix|unwrap\(|secret|authoriz|authenticat|\btoken\b|validat\w*(Request|Webhook|Express)|mtls|allowList|api-?key/i;
/** Middleware of SDKs that looks at the signature. */
const CHECKING_MIDDLEWARE = /\bwebhook\(|\bline\.middleware\(|createNodeMiddleware\(/;
const READS_BODY = /\bbody\b|\.(json|text)(<[^()\n]{0,80}>)?\(\)|\bpayload\b|rawBody/;
/** The file knows how it is done, and does it for somebody else. */
const CHECKS_OTHERS = /createHmac\(|timingSafeEqual\(|constructEvent\w*\(|verify\w{0,20}Signature\(|verifyWebhook\(/;

export default defineRule({
  id: 'code/webhook-signature-missing',
  title: 'Webhook that believes whoever calls it',
  severity: 'high',
  confidence: 'likely',
  cwe: [345, 347],
  owasp: ['A08:2021', 'A08:2025'],
  remedy:
    'Check the signature over the raw body before you read it: `stripe.webhooks.constructEvent(body, signature, secret)`.',
  checks: [
    check({
      patterns: { javascript: ['$APP.post($PATH, ..., $HANDLER)', '$APP.all($PATH, ..., $HANDLER)'] },
      problem: ({ APP, PATH, HANDLER, MATCH }) => {
        const path = PATH.constant;
        const handler = handlerOf(HANDLER);
        if (path === undefined || !handler) return undefined;
        const isRegistered = isNamedAsHook(APP.names, path);
        if (isOfTwilio(handler)) return twilioProblem(handler, PATH, path);
        const isAsked = isHookByWords(path, handler, MATCH.start);
        const isCalledHook = WEBHOOK.test(path) || /hooks?$/i.test(APP.text) || isRegistered || isAsked;
        if (!isCalledHook && !(EVENT.test(handler.text) && BY_EVENT.test(codeText(handler)))) return undefined;
        const before = MATCH.arguments.slice(1, -1).map(codeText).join('\n');
        if (VERIFIES.test(before) || CHECKING_MIDDLEWARE.test(before) || isGuardedAbove(MATCH, APP.text))
          return undefined;
        if ((!isCalledHook || isAsked) && ASKS_USER.test(before)) return undefined;
        const isKnown =
          isRegistered ||
          isAsked ||
          fileSays(APP.names, CHECKS_OTHERS) ||
          PROVIDER.test(path) ||
          EVENT.test(handler.text) ||
          ASKED_ONCE.test(APP.names.tree.text);
        return problemIn(handler, PATH, path, isKnown);
      },
    }),
    check({
      // NestJS: the path stands in decorators of the method and of its class.
      nodes: { javascript: ['decorator'] },
      says: /@nestjs\/common/,
      problem: ({ MATCH }) => {
        const call = MATCH.children[0];
        if (!call?.is('call_expression') || call.callee.name !== '@nestjs/common.Post') return undefined;
        const siblings = MATCH.parent.children;
        const handler = siblings.find((member) => member.is('method_definition') && member.start > MATCH.start);
        const owner = MATCH.enclosing('class_declaration');
        const above = owner.parent.is('export_statement') ? owner.parent : owner;
        const path = [controllerPath(above), call.argument(0).constant ?? ''].join('/');
        const isAsked = handler !== undefined && isHookByWords(path, handler, MATCH.start);
        if (
          !handler ||
          (!WEBHOOK.test(path) && !isAsked) ||
          VERIFIES.test(decoratorsOf(handler)) ||
          /@UseGuards/.test(decoratorsOf(handler))
        )
          return undefined;
        if (
          /@UseGuards/.test(codeText(above).slice(0, handler.start - above.start)) &&
          !/@UseGuards/.test(owner.field('body').text)
        )
          return undefined;
        return problemIn(handler, handler.field('name'), path.replace(/^\/?/, '/'), isAsked || PROVIDER.test(path));
      },
    }),
    check({
      // Route handlers of Next.js, SvelteKit and others, and those that a platform calls: told by the events they speak of.
      nodes: { javascript: ['export_statement'] },
      says: EVENT,
      problem: ({ MATCH }) => {
        const handler = exportedHandler(MATCH);
        if (!handler || !EVENT.test(codeText(handler))) return undefined;
        const name = handler.field('name').exists ? handler.field('name') : handler;
        return problemIn(handler, name.is('identifier') ? name : firstLine(name), undefined, true);
      },
    }),
  ],
});

/** Whether an address is one that others call: it is named so, and goes by what they say has happened, or the comment above says who calls it. */
function isHookByWords(path: string, handler: Expression, start: number): boolean {
  if (!HOOK_PATH.test(path) || !CHANGES.test(codeText(handler))) return false;
  if (ANY_EVENT.test(handler.text) && BY_EVENT.test(codeText(handler))) return true;
  const above = /\/\*(?:[^*]|\*(?!\/)){0,600}\*\/\s*$|\/\/[^\n]{0,300}\n\s*$/.exec(
    handler.names.tree.text.slice(Math.max(0, start - LONGEST_COMMENT), start),
  )?.[0];
  return above !== undefined && SAYS_WHO_CALLS.test(above);
}

const LONGEST_COMMENT = 700;

/** Whether the file tells a service to call this address: `webhook: \`${URL}/renders/done\``. */
const isNamedAsHook = (names: Names, path: string): boolean =>
  path.length >= 4 && fileSays(names, NAMES_HOOK) && hooksOf(names).some((address) => address.endsWith(path));

const NAMES_HOOK = /(web_?hook|callback_?url|status_?callback|notif\w{0,12}_?url)\w{0,20}['"`]?\s*[:=]/i;

/** The addresses that a file hands out to be called. */
const hooksOf = onceForFile(({ names }): readonly string[] =>
  [
    ...names.tree.text.matchAll(
      /(?:web_?hook|callback|notif)\w{0,20}['"`]?\s*[:=][^,\n'"`]{0,80}['"`]([^,\n'"`]{1,120})['"`]/gi,
    ),
  ]
    .slice(0, MOST_HOOKS)
    .map(([, address = '']) => address),
);

const MOST_HOOKS = 20;

/** Twilio's names for what it sends. */
const isOfTwilio = (handler: Expression): boolean =>
  fileSays(handler.names, /twilio/i) &&
  /\bbody\b/.test(handler.text) &&
  new Set(codeText(handler).match(/\b(From|Body|MessageSid|CallSid|AccountSid|WaId|NumMedia|SpeechResult|Digits)\b/g))
    .size > 1;

const twilioProblem = (handler: Expression, at: Expression, path: string): Problem | undefined =>
  fileSays(
    handler.names,
    /validate\w*Request|x-twilio-signature|twilio\.webhook\(|validateExpressRequest|webhook\(\s*\)/i,
  )
    ? undefined
    : {
        at: at.range,
        message: `Nothing checks who sends to \`${path}\`: whoever knows the address can make up messages of anybody's.`,
        confidence: 'likely',
      };

/** The path of `@Controller('webhooks')` before a class. */
const controllerPath = (owner: Expression): string =>
  owner
    .descendants('decorator')
    .map(({ children: [call] }) =>
      call?.callee.lastName === 'Controller' ? (call.argument(0).constant ?? '') : undefined,
    )
    .find((path) => path !== undefined) ?? '';

function problemIn(
  handler: Expression,
  at: { readonly start: number; readonly end: number },
  path: string | undefined,
  isKnown: boolean,
): Problem | undefined {
  if (!READS_BODY.test(codeText(handler)) || VERIFIES.test(withoutRequests(handler)) || handsRequestOn(handler))
    return undefined;
  return {
    at: { start: at.start, end: at.end },
    message:
      path === undefined
        ? 'Nothing here checks who sent this event: whoever knows the address can say that somebody has paid.'
        : `Nothing checks who sends to \`${path}\`: whoever knows the address can make up events.`,
    confidence: isKnown ? 'likely' : 'possible',
  };
}

/** What a handler does, without what it sends to others: a token in their headers says nothing of who called. */
function withoutRequests(handler: Expression): string {
  let text = textWithCalls(handler);
  for (const call of handler.descendants('call_expression'))
    if (SENDS.test(call.callee.text)) text = text.replace(codeText(call), '');
  return text;
}

const SENDS = /^(fetch|\$fetch|ofetch|axios|got|ky|superagent|needle)(\.(post|put|patch|request|get|delete))?$/;

/** `export async function POST(request)`, `export default handler`, `export const POST = async () => {}`. */
function exportedHandler(statement: Expression): Expression | undefined {
  const declared = statement.children.find((child) =>
    child.is('function_declaration', 'arrow_function', 'lexical_declaration', 'identifier', 'function_expression'),
  );
  if (!declared) return undefined;
  if (!declared.is('lexical_declaration')) {
    const name = declared.field('name').text;
    const isHandler = /\bdefault\b/.test(statement.text.slice(0, 20)) || /^(POST|handler|action|webhook)/.test(name);
    return isHandler
      ? (handlerOf(declared) ?? (declared.is('function_declaration') ? declared : undefined))
      : undefined;
  }
  const [variable] = declared.children.filter((child) => child.is('variable_declarator'));
  const handler = variable && handlerOf(variable.field('value'));
  if (!variable || !handler) return undefined;
  return /^(POST|handler|action)$/.test(variable.field('name').text) ||
    /^\(?\s*_?(event|req|request)\b/.test(parametersOf(handler))
    ? handler
    : undefined;
}

const firstLine = ({ start, text }: Expression) => ({
  start,
  end: start + (text.indexOf('\n') + 1 || text.length + 1) - 1,
});

/** What is given the request itself may look at its signature. */
function handsRequestOn(handler: Expression): boolean {
  const list = handler.field('parameters').exists ? handler.field('parameters').children : [handler.field('parameter')];
  const isDecorated = list.some(({ text }) => text.startsWith('@'));
  const request = isDecorated ? list.find(({ text }) => /^@(Req|Request|RawBody)\b/.test(text)) : list[0];
  const name = request && /^(?:@\w+\([^()]*\)\s*)?(\w+)/.exec(request.text)?.[1];
  if (name === undefined) return !isDecorated;
  return handler
    .descendants('call_expression')
    .some(
      (call) =>
        call.arguments.some((argument) => argument.is('identifier') && argument.text === name) &&
        !/^(json|parse|log|info|debug)$/.test(call.callee.lastName),
    );
}

/** `app.use('/webhooks', verifySignature)` above the route. */
const isGuardedAbove = (route: Expression, app: string): boolean =>
  guardsOf(route.names).some(({ start, callee }) => start < route.start && callee.object.text === app);

const guardsOf = onceForFile((whole) =>
  whole
    .descendants('call_expression')
    .filter((call) => call.callee.lastName === 'use' && VERIFIES.test(codeText(call))),
);
