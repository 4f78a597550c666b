import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import type { FlatTree } from '../../engine/syntax/flat-tree.ts';
import { fileSays } from '../code-text.ts';
import { decoratorsOf } from '../decorators-of.ts';
import { handlerOf, textWithCalls } from '../handlers.ts';
import { onceForFile } from '../once.ts';

const GUARD =
  /auth|guard|protect|require(Login|User|Admin|Role)|isAdmin|isLoggedIn|ensure|permit|jwt|passport|session|verify|token|acl|can\b/i;
const OPEN =
  /log-?in|sign-?(in|up)|register|health|status|webhook|public|forgot|reset|callback|oauth|captcha|contact|newsletter|metrics|favicon|docs?\b/i;

const USES_GUARDS = /@UseGuards\(/;

export default defineRule({
  id: 'code/missing-authorization',
  title: 'Route without the guard of its neighbours',
  severity: 'high',
  confidence: 'likely',
  cwe: [862, 306],
  owasp: ['A01:2021', 'A01:2025'],
  remedy: 'Add the guard that the other routes of the file have, or say in a comment that the route is open to all.',
  checks: [
    check({
      patterns: {
        javascript: [
          '$APP.post($PATH, ...)',
          '$APP.put($PATH, ...)',
          '$APP.patch($PATH, ...)',
          '$APP.delete($PATH, ...)',
        ],
      },
      problem: ({ APP, PATH, MATCH }) => {
        const path = PATH.constant;
        if (path === undefined || !path.startsWith('/') || OPEN.test(path) || guardOf(MATCH) !== undefined)
          return undefined;
        const { text } = MATCH.names.tree;
        if (
          new RegExp(
            `${APP.text.replace(/[^\\w.]/g, '.')}\\.(use|all)\\([^)]*(auth|guard|protect|jwt|passport)`,
            'i',
          ).test(text.slice(0, MATCH.start))
        )
          return undefined;
        if (GUARD.test(MATCH.arguments.at(-1)?.text.slice(0, 2000) ?? '')) return undefined;
        const others = siblings(MATCH, APP.text);
        const guarded = others.map(guardOf).filter((guard) => guard !== undefined);
        const [guard] = guarded;
        if (!guard || guarded.length < 2) return undefined;
        return {
          at: PATH.range,
          message: `${guarded.length} other routes of this file have \`${guard}\` before their handler; this one changes data without it.`,
          // Where everything else that changes a record is guarded this one has been forgotten.
          confidence: CHANGES.test(MATCH.callee.lastName) && others.every(isGuardedOrRead) ? 'likely' : 'possible',
        };
      },
    }),
    check({
      // NestJS: one method of a controller without the guards of the others.
      nodes: { javascript: ['method_definition'] },
      says: USES_GUARDS,
      problem: ({ MATCH }) => {
        const before = MATCH.parent.is('class_body') ? decoratorsOf(MATCH) : '';
        const verb = CHANGING.exec(before);
        if (!verb || IS_OPEN.test(before) || OPEN.test(`${verb[2]} ${MATCH.field('name').text}`)) return undefined;
        const owner = MATCH.parent.parent;
        const above = owner.parent.is('export_statement') ? owner.parent : owner;
        if (IS_OPEN.test(headOf(above, MATCH.parent)) || GUARD.test(MATCH.field('body').text.slice(0, 2000)))
          return undefined;
        const others = MATCH.parent.children
          .filter((member) => member.is('method_definition') && member.node !== MATCH.node)
          .map(decoratorsOf)
          .filter((decorators) => ROUTE.test(decorators));
        const guards = others.flatMap((decorators) => GUARDS_WITH.exec(decorators)?.[1] ?? []);
        const [guard] = guards;
        if (
          guard === undefined ||
          guards.length < 2 ||
          others.some((decorators) => CHANGING.test(decorators) && !IS_OPEN.test(decorators))
        )
          return undefined;
        return {
          at: MATCH.field('name').range,
          message: `${guards.length} other routes of \`${owner.field('name').text}\` have \`@UseGuards(${guard})\` before them; \`${MATCH.field('name').text}\` changes data without it.`,
          confidence: 'likely',
        };
      },
    }),
    check({
      // tRPC: what is open to all beside what is not.
      patterns: { javascript: ['$PROCEDURE.mutation($HANDLER)'] },
      problem: ({ PROCEDURE, HANDLER, MATCH }) => {
        if (!/^public_?[pP]rocedure\b/.test(PROCEDURE.text) || !fileSays(MATCH.names, PROTECTED)) return undefined;
        const name = MATCH.parent.is('pair') ? (MATCH.parent.key ?? '') : MATCH.target;
        const handler = handlerOf(HANDLER);
        if (!handler || OPEN.test(name) || OPEN_TO_ALL.test(name) || KNOWS_CALLER.test(textWithCalls(handler)))
          return undefined;
        const write = handler.descendants('call_expression').find(({ callee }) => CHANGES_RECORD.test(callee.text));
        if (!write) return undefined;
        return {
          at: (MATCH.parent.is('pair') ? MATCH.parent.field('key') : MATCH.callee.object).range,
          about: MATCH.range,
          message: `\`${name || 'This procedure'}\` is built on \`publicProcedure\`, while others of this file ask who is calling: anyone can run \`${write.callee.text.replace(/\s+/g, '').slice(-40)}\`.`,
          confidence: 'likely',
        };
      },
    }),
    check({
      patterns: {
        javascript: [
          '$APP.post($PATH, ..., $HANDLER)',
          '$APP.put($PATH, ..., $HANDLER)',
          '$APP.patch($PATH, ..., $HANDLER)',
          '$APP.delete($PATH, ..., $HANDLER)',
        ],
      },
      problem: ({ APP, PATH, MATCH }) => {
        if (PATH.constant === undefined || !fileSays(APP.names, SERVES) || fileSays(APP.names, ASKS)) return undefined;
        const path = `${prefixOf(APP)}${PATH.constant}`;
        const isPerson = CHANGES.test(MATCH.callee.lastName) && OF_PEOPLE.test(path);
        if (!OF_STAFF.test(path) && !isPerson) return undefined;
        // One place is enough for a file that asks nobody.
        const first = FIRST.get(APP.names.tree) ?? MATCH.node;
        FIRST.set(APP.names.tree, first);
        if (first !== MATCH.node) return undefined;
        return {
          at: PATH.range,
          message: `\`${path}\` is there for whoever finds it: this program answers, and asks nobody who is calling.`,
          confidence: 'likely',
        };
      },
    }),
  ],
});

const PROTECTED = /\b(protected|private|authed|auth|admin|user|member)_?[pP]rocedure\b/;
const OPEN_TO_ALL =
  /subscri|feedback|contact|track|view|like|vote|search|guest|checkout|cart|join|invite|verify|confirm/i;
const KNOWS_CALLER = /\bctx\.(session|user|userId|auth|account)|\bsession\b|token|secret|signature|captcha|apiKey/i;
const CHANGES_RECORD =
  /(prisma|\bdb|\btx|drizzle|[rR]epo(sitory)?|[mM]odels?|[sS]ervice|collection\([^)]*\)|supabase|knex|\.[A-Z]\w*|ctx\.\w+)[\w.()'"`]*\.(create|createMany|update|updateMany|upsert|delete|deleteMany|insert|insertOne|updateOne|deleteOne|save|remove|destroy|findByIdAndUpdate|findByIdAndDelete|findOneAndUpdate|set)$/;

const ROUTE = /@(Get|Post|Put|Patch|Delete|All)\(/;
/** What a route that changes something is called by, and its path. */
const CHANGING = /@(Post|Put|Patch|Delete)\(\s*['"`]?([^'"`)]*)/;
/** Guards, and words by which a route says that it is meant for all; what counts requests guards nothing. */
const GUARDS_WITH = /@UseGuards\(\s*((?!Throttl|Captcha|RateLimit)[\w.]{1,60})/;
const IS_OPEN =
  /@(UseGuards|Public|IsPublic|SkipAuth|NoAuth|AllowAnonymous|Auth\w*|Roles|Permissions?|Require\w*|Acl|MessagePattern|EventPattern)\(/;

const headOf = (declaration: Expression, body: Expression): string =>
  declaration.text.slice(0, body.start - declaration.start);

/** The first route that was told of, for each file. */
const FIRST = new WeakMap<FlatTree, number>();
const CHANGES = /^(put|patch|delete)$/;
/** The whole of a program: what is asked before it comes here would be seen. */
const SERVES = /\.listen\(|\bserve\(\s{0,20}\{?\s{0,20}(app|fetch|port)|Deno\.serve\(|Bun\.serve\(/;
const ASKS =
  /auth|session|log-?in|sign-?in|passport|jwt|token|api_?-?key|x-api|bearer|password|secret|cookie|credential|permission|\brole|guard|protect|allow_?list|whitelist|remoteAddress|127\.0\.0\.1|listen\([^)]{0,40}localhost|host\s*:\s*['"]localhost/i;
const OF_STAFF =
  /(^|[/_-])(admin|internal|manage(ment)?|back-?office|superuser|impersonate|maintenance|console|backups?|restore|deploy|shutdown|restart|purge|wipe|flush|migrate|refunds?|payouts?|withdraw(al)?s?|api-?keys)([/_-]|$)/i;
const OF_PEOPLE = /(^|\/)(users?|accounts?|members?|customers?|employees?|patients?)\/:\w+(\/\w+)?$/i;

/** `new Router({ prefix: '/admin' })`, `new Hono().basePath('/admin')`, `app.use('/admin', router)` in the same file. */
function prefixOf(app: Expression): string {
  const { origin } = app;
  const own = origin.is('new_expression')
    ? origin.argument(0).property('prefix').constant
    : origin.callee.lastName === 'basePath'
      ? origin.argument(0).constant
      : undefined;
  if (own !== undefined) return own;
  return mountsOf(app.names).get(app.text) ?? '';
}

/** Where a file mounts its routers, by their names. */
const mountsOf = onceForFile(
  ({ names }): ReadonlyMap<string, string> =>
    new Map(
      [
        ...names.tree.text.matchAll(
          /\.(?:use|route|register)\(\s*['"`]([^'"`\n]{1,80})['"`]\s*,\s*([\w$]{1,60})\s*\)/g,
        ),
      ].map(([, path = '', router = '']) => [router, path] as const),
    ),
);

const isGuardedOrRead = (route: Expression): boolean =>
  route.callee.lastName === 'get' || guardOf(route) !== undefined || OPEN.test(route.argument(0).constant ?? '');

/** The middleware between path and handler whose name says that it lets only some in. */
const guardOf = (route: Expression): string | undefined =>
  route.arguments
    .slice(1, -1)
    .map(({ text }) => text)
    .find((text) => text.length < 60 && GUARD.test(text));

/** The other routes of the same router, at the same level. */
const siblings = (route: Expression, app: string): readonly Expression[] =>
  route.parent.parent.children
    .flatMap((statement) => (statement.is('expression_statement') ? statement.children : []))
    .filter(
      (call) =>
        call.node !== route.node &&
        call.is('call_expression') &&
        call.callee.object.text === app &&
        /^(get|post|put|patch|delete)$/.test(call.callee.lastName),
    );
