import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';

const GUARD =
  /auth|guard|protect|require(Login|User|Admin|Role)|isAdmin|isLoggedIn|ensure|permit|jwt|passport|session|verify|token|acl|can\b/i;
const OPEN =
  /log-?in|sign-?(in|up)|register|health|status|webhook|public|forgot|reset|callback|oauth|captcha|contact|newsletter|metrics|favicon|docs?\b/i;

export default defineRule({
  id: 'code/missing-authorization',
  title: 'Route without the guard of its neighbours',
  severity: 'high',
  confidence: 'possible',
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
      confidence: 'possible',
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
        const guarded = siblings(MATCH, APP.text)
          .map(guardOf)
          .filter((guard) => guard !== undefined);
        const [guard] = guarded;
        if (!guard || guarded.length < 2) return undefined;
        return {
          at: PATH.range,
          message: `${guarded.length} other routes of this file have \`${guard}\` before their handler; this one changes data without it.`,
        };
      },
    }),
  ],
});

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
