import type { Expression } from '../engine/names/expression.ts';
import { check, type Problem } from '../engine/rule.ts';
import { shortText } from '../engine/short-text.ts';
import { fileSays } from './code-text.ts';
import { isGivenByRequest } from './given-by-request.ts';
import { handlerOf, textWithCalls } from './handlers.ts';
import { type RequestHandler, requestHandlerAround } from './request-handler.ts';

/** The browser sends by itself what says who is asking. */
const BY_COOKIE =
  /\bsession\b|cookie|passport|isAuthenticated|getServerSession|next-auth|\bauth\(\)|currentUser\(|\blucia\b|iron-session|better-auth|supabase\.auth/i;
const BY_HEADER = /\b[bB]earer\b|headers\??\.(authorization|get\(\s*['"`]authorization)|['"`]x-api-key/i;
/** What an address says that is done. */
const DOES =
  /(^|[/_-])(delete|remove|destroy|approve|reject|ban|unban|block|unblock|disable|enable|activate|deactivate|suspend|cancel|archive|publish|unpublish|promote|demote|transfer|pay|refund|grant|revoke|lock|unlock|purge|clear|toggle|accept|decline|close|reopen|kick|restart|reboot|shutdown|set-?[a-z]+|make-?admin|assign|complete|mark-?[a-z]+|dismiss|add|create|update|save|vote|like|follow|unfollow)([/_-]|$)/i;
/** Followed from a mail, asked by machines, or nothing that somebody else could want. */
const MEANT =
  /log-?out|sign-?out|log-?in|sign-?in|auth|callback|verif|confirm|unsubscribe|webhook|hook|track|pixel|cron|health|\btoken\b|:token|:code|:key|invit|seed|csrf|oauth|redirect/i;
const MEANT_OF_NEXT =
  /callback|oauth|webhook|cron|secret|unsubscribe|verif|confirm|token|\bcode\b|log_?out|sign_?out|invit|health|seed|exchange/i;
const CHANGES =
  /\.(delete|deleteOne|deleteMany|deleteById|remove|removeById|destroy|update|updateOne|updateMany|upsert|save|insert|insertOne|create|findByIdAndUpdate|findByIdAndDelete|findByIdAndRemove|findOneAndUpdate|findOneAndDelete|increment|decrement|setState|setStatus|set[A-Z]\w+|approve\w*|reject\w*|ban\w*|unban\w*|block\w*|archive\w*|publish\w*|cancel\w*|promote\w*|demote\w*|disable\w*|enable\w*|refund\w*|transfer\w*|revoke\w*|grant\w*|toggle\w*|markAs\w+)$/;
const NO_RECORD =
  /(^|\.)(res|reply|response|req|request|session|cookies?|cache|redis|map|set|params|searchParams|headers|url|fs|array|list)$|createHash|createHmac|session/i;
const CHANGES_SQL = /^.\s*(UPDATE|DELETE\s+FROM|INSERT\s+INTO)\b/i;

/** A route that changes a record when it is only asked for: a picture on any page makes the browser of somebody who is signed in ask. */
export const changesOnGet = [
  check({
    patterns: { javascript: ['$APP.get($PATH, ..., $HANDLER)'] },
    problem: ({ APP, PATH, HANDLER, MATCH }) => {
      const path = PATH.constant;
      if (path === undefined || !path.startsWith('/') || !DOES.test(path) || MEANT.test(path)) return undefined;
      if (MATCH.arguments.length < 2 || !isOfCookies(APP)) return undefined;
      const fn = handlerOf(HANDLER);
      const handler = fn && requestHandlerAround(fn.field('body').children[0] ?? fn);
      return handler && problemIn(handler, path, PATH);
    },
  }),
  check({
    // Next.js: `export async function GET(request)`
    nodes: { javascript: ['function_declaration'] },
    says: /\bfunction\s+GET\b/,
    problem: ({ MATCH }) => {
      const name = MATCH.field('name');
      if (name.text !== 'GET' || !MATCH.parent.is('export_statement') || !isOfCookies(MATCH)) return undefined;
      if (MEANT_OF_NEXT.test(textWithCalls(MATCH))) return undefined;
      return problemIn({ fn: MATCH, before: '', path: 'GET' }, 'GET', name);
    },
  }),
  check({
    // NestJS: `@Get(':id/delete')`
    nodes: { javascript: ['method_definition'] },
    says: /@Get\(\s*['"`][^'"`]*(delete|remove|approve|reject|cancel|ban|publish|archive|toggle|transfer|activate)/i,
    problem: ({ MATCH }) => {
      const handler = requestHandlerAround(MATCH.field('name'));
      if (!handler?.before.includes('@Get(') || !DOES.test(handler.path) || MEANT.test(handler.path)) return undefined;
      return isOfCookies(MATCH) ? problemIn(handler, handler.path, MATCH.field('name')) : undefined;
    },
  }),
];

const isOfCookies = ({ names }: Expression): boolean => fileSays(names, BY_COOKIE) && !fileSays(names, BY_HEADER);

function problemIn(handler: RequestHandler, path: string, at: Expression): Problem | undefined {
  const { fn } = handler;
  const change = fn
    .descendants('call_expression')
    .slice(0, MOST_CALLS)
    .find((call) => isChange(call, handler));
  if (!change || /csrf|xsrf|sec-fetch-site|\bconfirm\b/i.test(textWithCalls(fn))) return undefined;
  return {
    at: at.range,
    message: `\`${shortText(path)}\` runs \`${shortText(change.callee.text)}\` when it is only asked for: a picture or a link on any page makes a signed-in visitor's browser do it.`,
    confidence: 'likely',
  };
}

const MOST_CALLS = 60;

const isNoRecord = (object: Expression): boolean =>
  NO_RECORD.test(object.text.slice(-80)) ||
  /^new\s+(Weak)?(Set|Map|URL\w*|Headers|FormData)\b/.test(object.origin.text);

/** A record that the sender names is changed: by a method, or by SQL. */
function isChange(call: Expression, handler: RequestHandler): boolean {
  const isSql = CHANGES_SQL.test(call.argument(0).origin.text.slice(0, 40));
  if (!isSql && (!CHANGES.test(call.callee.text) || isNoRecord(call.callee.object))) return false;
  return call.arguments.some((argument) => isGiven(argument, handler, 0));
}

function isGiven(value: Expression, handler: RequestHandler, depth: number): boolean {
  if (depth > 4) return false;
  const { origin } = value;
  if (origin.is('object', 'array'))
    return origin.children.some((member) =>
      isGiven(member.is('pair') ? member.field('value') : member, handler, depth + 1),
    );
  return isGivenByRequest(value, handler);
}
