import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { codeText, fileSays } from '../code-text.ts';

const RIGHT =
  /\b(role|roles|isAdmin|is_admin|isOwner|isStaff|isModerator|permissions?|canEdit|canDelete|hasRole|hasPermission)\b/;
/** A role of somebody with rights: messages and buttons have roles as well. */
const POWERFUL = /admin|owner|editor|moderator|manager|staff|root/i;
const asksForRight = (text: string): boolean => RIGHT.test(text) && (!/\broles?\b/.test(text) || POWERFUL.test(text));

/** What a component does with those it does not let in. */
const TURNS_AWAY = /return\s+(null|undefined|false|<|\()|\b(navigate|redirect|push|replace)\(|^\s*return\s*;/;
const CHANGES =
  /\bmethod\s*:\s*['"`](POST|PUT|PATCH|DELETE)['"`]|\b(axios|api|client|http|\$http)\w*\.(post|put|patch|delete)\(/;
const OF_SERVER =
  /['"]use server['"]|server-only|getServerSession|await auth\(\)|await (headers|cookies)\(\)|getServerSideProps|prisma\.|\bdb\./;

export default defineRule({
  id: 'code/authorization-only-in-client',
  title: 'Right that only the page asks for',
  severity: 'medium',
  confidence: 'possible',
  cwe: [602, 863],
  owasp: ['A01:2021', 'A01:2025'],
  remedy: 'Ask for the right where the change is made as well: in the handler, from the session.',
  checks: [
    check({
      nodes: { javascript: ['if_statement'] },
      says: CHANGES,
      problem: ({ MATCH }) => {
        const condition = MATCH.field('condition');
        if (!asksForRight(condition.text) || !TURNS_AWAY.test(MATCH.field('consequence').text.slice(0, 300)))
          return undefined;
        const component = componentAround(MATCH);
        if (!component || fileSays(component.names, OF_SERVER)) return undefined;
        const change = CHANGES.exec(codeText(component));
        return change ? problemIn(condition) : undefined;
      },
    }),
    check({
      // Next.js: `middleware` alone has been passed by before, and says nothing of who may do what.
      nodes: { javascript: ['export_statement'] },
      says: /\bmiddleware\b/,
      problem: ({ MATCH }) => {
        const fn = MATCH.children.find((child) => child.is('function_declaration'));
        const name = fn?.field('name');
        const { text } = MATCH.names.tree;
        if (!fn || name?.text !== 'middleware' || !RIGHT.test(fn.text) || !/matcher[\s\S]{0,200}\/api/.test(text))
          return undefined;
        return {
          at: name.range,
          message:
            '`middleware` asks who may; the handlers below `/api` have to ask again, for it is the page that it guards.',
        };
      },
    }),
  ],
});

function problemIn(condition: Expression): Problem {
  const inner = condition.is('parenthesized_expression') ? (condition.children[0] ?? condition) : condition;
  return {
    at: inner.range,
    message: `\`${shortText(inner.text)}\` is asked in the page, where the reader can leave it out: the server has to ask again.`,
  };
}

/** The component that a statement lies in: a function with a capital letter that gives markup. */
function componentAround(place: Expression): Expression | undefined {
  for (let fn = place.enclosingFunction; fn.exists; fn = fn.enclosingFunction) {
    const name = fn.field('name').exists ? fn.field('name').text : fn.target;
    if (/^[A-Z]/.test(name) && fn.descendants('jsx_element', 'jsx_self_closing_element').length > 0) return fn;
  }
  return undefined;
}
