import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { codeText } from '../code-text.ts';
import { requestHandlerAround } from '../request-handler.ts';

/** What tells that there is nobody of that name. */
const ABSENT =
  /\b(user|account|e-?mail( address)?|username|phone( number)?|member|customer|address)\b[^'"`\n]{0,40}\b(not (be )?(found|registered|exist|recogni[sz]ed|known|in our)|(does|did|do)(n['’]t| not) (exist|match any)|(is|was)(n['’]t| not) (found|registered|known|recogni[sz]ed)|unknown)|\bno (such )?(user|account|member|customer|e-?mail)\b(?! or\b)|\b(not|n['’]t|cannot|unable to) find[^'"`\n]{0,20}\b(user|account|e-?mail|member|customer)\b|\b(unknown|unregistered|non-?existent) (user|account|e-?mail|username)\b|\b(USER|ACCOUNT|EMAIL)_(NOT_FOUND|NOT_REGISTERED|UNKNOWN)\b|\b(user|account|email)-not-found\b/i;
/** Where somebody says who they are before they have shown it. */
const ENTRANCE =
  /log-?in|sign-?in|forgot|reset|recover|authenticate|authoriz[es]|\botp\b|one-?time|magic|password-?less|send-?(code|otp|link)|request-?(code|otp|link)|verify-?(email|phone)?$|validate-?user|resend|LocalStrategy|authorize$/i;
const DOES = /\b\w*(reset_?(token|link|url|password)|password_?reset|forgot_?password|magic_?link)\w*/i;
/** Those who are in, or run the place, may know. */
const INSIDE = /admin|requireAuth|requireUser|isAuthenticated|staff|invite|impersonat/i;
const BY_NAME = /e-?mail|user_?name|phone|mobile|login|handle|identifier|nick/i;
const ASKS = /find|query|execute|select|get|where|from\(|first|lookup|fetch|load|users?\b/i;
const LONGEST_ANSWER = 600;

export default defineRule({
  id: 'code/user-enumeration',
  title: 'Answer that tells who has an account',
  severity: 'low',
  confidence: 'likely',
  cwe: [204, 203],
  owasp: ['A07:2021', 'A07:2025'],
  remedy:
    'Answer the same, with the same status, whether there is such an account or not: "If there is an account, a mail is on its way".',
  checks: [
    check({
      nodes: { javascript: ['if_statement'] },
      says: /e-?mail|user_?name|phone|mobile|identifier/i,
      problem: ({ MATCH }) => problemIn(MATCH),
    }),
  ],
});

/** `if (!user) return res.status(404).json({ error: 'User not found' })` */
function problemIn(test: Expression): Problem | undefined {
  const answer = test.field('consequence');
  if (answer.end - answer.start > LONGEST_ANSWER) return undefined;
  const tested = nameIn(test.field('condition').text);
  if (tested === undefined) return undefined;
  const told = answer
    .descendants('string', 'template_string')
    .find((text) => ABSENT.test(text.text) && !isForTheLog(text));
  const isMissing = /\b(status|sendStatus|code|writeHead)\(\s*404\b/.test(answer.text);
  if ((!told && !isMissing) || !/\b(return|throw|res\.|reply\.)/.test(answer.text)) return undefined;
  const fn = test.enclosingFunction;
  const handler = requestHandlerAround(test);
  const called = fn.parent.parent.callee.text.slice(-40);
  const named = [handler?.path, handler?.fn.field('name').text, nameOf(fn), called].filter(Boolean).join(' ');
  // Of a route of Next.js the file does not say the address: what it does says it.
  const where = /\b(POST|default|handler)\b/.test(named) ? `${named} ${DOES.exec(codeText(fn))?.[0] ?? ''}` : named;
  if (!ENTRANCE.test(where) || INSIDE.test(`${where} ${handler?.before ?? ''}`)) return undefined;
  // A status alone is much else than an answer about an account.
  if (!told && !/forgot|reset|recover|log-?in|sign-?in/i.test(where)) return undefined;
  if (!isLookedUpByName(test, tested)) return undefined;
  const at = told ?? answer.descendants('number').find(({ text }) => text === '404') ?? test;
  return {
    at: at.range,
    message: `The answer is another one where \`${shortText(tested)}\` is missing, so whoever asks learns which addresses have an account.`,
  };
}

/** `user` of `!user`, `user == null`, `rows.length === 0`, `!result.rows[0]`. */
const nameIn = (condition: string): string | undefined =>
  /^\(\s*!\s*([\w$]+)(\??\.(rows|rowCount|length|data|exists|id)\b|\[0\])*\s*\)$/.exec(condition)?.[1] ??
  /^\(\s*([\w$]+)(\??\.(rows|length|rowCount|data)\b|\[0\])*\s*(===?\s*(null|undefined|0)|<\s*1)\s*\)$/.exec(
    condition,
  )?.[1];

/** The record that is tested is asked for by what a visitor says of themselves. */
function isLookedUpByName(test: Expression, tested: string, depth = 0): boolean {
  const declared = test.enclosingFunction
    .descendants('variable_declarator', 'assignment_expression')
    .filter((write) => write.start < test.start)
    .find((write) =>
      new RegExp(`\\b${tested.replaceAll('$', '\\$')}\\b`).test(
        write.field(write.is('variable_declarator') ? 'name' : 'left').text,
      ),
    );
  const value = declared?.field(declared.is('variable_declarator') ? 'value' : 'right');
  const text = value?.text.slice(0, LONGEST_ANSWER) ?? '';
  // `const { rows } = await query(...); const user = rows[0];`
  const taken = /^([\w$]+)(\??\.(rows|data|items|docs|Items))?(\??\.?\[0\]|\.at\(0\)|\.shift\(\))$/.exec(text)?.[1];
  if (taken !== undefined && taken !== tested && depth < 2) return isLookedUpByName(test, taken, depth + 1);
  return BY_NAME.test(text) && ASKS.test(text) && !/token|session/i.test(text.replace(/select[\s\S]*?from/i, ''));
}

const isForTheLog = (text: Expression): boolean => {
  const call = text.enclosing('call_expression');
  return /(^|\.)(console|logger|log)\.\w+$|\.log\.\w+$/.test(call.callee.text);
};

/** The name of a function, or of the method or member that it is. */
function nameOf(fn: Expression): string {
  const own = fn.field('name').text;
  if (own !== '') return own;
  const { parent } = fn;
  return parent.is('pair') ? (parent.key ?? '') : parent.field('name').text || parent.field('left').lastName;
}
