import { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { codeText, says } from '../code-text.ts';
import { textWithCalls } from '../handlers.ts';

/** Who may: a session, a user, a role, or a function that throws when there is none. */
const USE_SERVER = /['"]use server['"]/;
const ASKS =
  /auth(?!or(?!i[sz]))|session|current_?user|getUser|user_?id|ownerId|\buser\b|\bviewer\b|\bactor\b|permission|protect|require[A-Z]|guard|ensure|authorize|\bcan\(|isAdmin|token|cookies\(|headers\(|clerk|kinde|supabase\.auth|secret|signature|captcha|turnstile|ratelimit/i;
const VALIDATES = /\.(safe)?parse(Async)?\(|\bvalidate\w*\(|zod|valibot|\byup\b|schema|parseWithZod/i;
/** Forms that are there for everybody. */
const PUBLIC =
  /contact|newsletter|subscri|feedback|sign_?(in|up|out)|log_?(in|out)|register|reset|forgot|waitlist|survey|vote|message|comment|locale|theme|language|cart|search|track|view|like/i;
const WRITES = new Set([
  'create',
  'createMany',
  'update',
  'updateMany',
  'upsert',
  'delete',
  'deleteMany',
  'deleteOne',
  'insert',
  'insertOne',
  'insertMany',
  'updateOne',
  'findByIdAndUpdate',
  'findByIdAndDelete',
  'findOneAndUpdate',
  'findOneAndDelete',
  'destroy',
  'remove',
  'executeRaw',
  '$executeRaw',
  'destroyAll',
]);
/** Texts for people: 'Failed to update user'. */
const SAYING = /(['"`])[^'"`\n]{0,100}\s[^'"`\n]{0,100}\1/g;
const STORE = /prisma|\bdb\b|database|drizzle|knex|supabase|collection|repository|\btx\b|^[A-Z]\w+$|mongoose|\bsql\b/;

export default defineRule({
  id: 'code/server-action-unchecked',
  title: "Server action that asks nobody's leave",
  severity: 'high',
  confidence: 'likely',
  cwe: [862, 20],
  owasp: ['A01:2021', 'A01:2025'],
  remedy:
    'Begin with the session, `const session = await auth(); if (!session) throw new Error(...)`, and parse the arguments with a schema.',
  checks: [
    check({
      nodes: { javascript: ['function_declaration', 'arrow_function', 'function_expression'] },
      says: USE_SERVER,
      problem: ({ MATCH }) => {
        if (!isServerAction(MATCH)) return undefined;
        const name = nameOf(MATCH);
        return PUBLIC.test(name.text)
          ? undefined
          : problemIn(MATCH, name, VALIDATES.test(codeText(MATCH)) && !othersAsk(MATCH) ? 'possible' : 'likely');
      },
    }),
    check({
      // Route handlers of the same applications: they may be guarded by a middleware that this file does not show.
      nodes: { javascript: ['export_statement'] },
      says: /\b(?:PUT|PATCH|DELETE)\b/,
      problem: ({ MATCH }) => {
        const fn = MATCH.children.find((child) => child.is('function_declaration'));
        const name = fn?.field('name');
        if (!fn || !name || !/^(PUT|PATCH|DELETE)$/.test(name.text)) return undefined;
        return problemIn(fn, name, 'possible');
      },
    }),
  ],
});

function problemIn(fn: Expression, name: Expression, confidence: 'likely' | 'possible'): Problem | undefined {
  const parameters = fn.field('parameters').exists ? fn.field('parameters').children.length : 1;
  if (parameters === 0) return undefined;
  const write = fn.descendants('call_expression').find(isWrite);
  if (!write || ASKS.test(name.text) || ASKS.test(withoutNames(textWithCalls(fn), fn))) return undefined;
  return {
    at: write.callee.range,
    ...(confidence === 'likely' && { about: write.range }),
    message: `\`${name.is('identifier') ? name.text : 'This action'}\` can be called by anyone who sends the request: it runs \`${write.callee.text.replace(/\s+/g, '').slice(-40)}\` and asks for no session.`,
    confidence,
  };
}

/** The text without what only sounds like somebody who is asked for: the table of users, an argument that the caller made up. */
function withoutNames(text: string, fn: Expression): string {
  const given = new Set(fn.field('parameters').text.match(/[\w$]+/g));
  return text
    .replace(/\b(prisma|db|tx)\.\w+|\b[A-Z]\w*\.(find|create|update|delete|aggregate|count|insert)\w*/g, '')
    .replace(SAYING, '')
    .replace(/\bfrom\(['"`]\w+['"`]\)/g, '')
    .replace(/[\w$]+/g, (word) => (given.has(word) ? '' : word));
}

/** Another action of the file asks who is there before it does anything: this one has been forgotten. */
const othersAsk = (fn: Expression): boolean =>
  new Expression(fn.names, 0)
    .descendants('function_declaration', 'arrow_function')
    .some((other) => other.node !== fn.node && isServerAction(other) && says(other, LOOKS_FOR_SESSION));

const LOOKS_FOR_SESSION =
  /\b(auth|getServerSession|currentUser|getSession|getUser|requireUser|requireAuth|verifySession|validateRequest|getCurrentUser)\(/;

function isWrite({ callee }: Expression): boolean {
  if (!WRITES.has(callee.lastName)) return false;
  const { object } = callee;
  return STORE.test(object.text.slice(0, 120));
}

/** An exported function of a file that begins with 'use server', or one that says so itself. */
function isServerAction(fn: Expression): boolean {
  const body = fn.field('body');
  if (!body.is('statement_block')) return false;
  if (isDirective(body)) return true;
  const program = new Expression(fn.names, 0);
  return isDirective(program) && isExported(fn);
}

const isDirective = (block: Expression): boolean => {
  for (const { text } of block.children.slice(0, 3)) {
    if (/^['"]use server['"]/.test(text)) return true;
    if (!/^['"]/.test(text)) return false;
  }
  return false;
};

function isExported(fn: Expression): boolean {
  const { parent } = fn;
  if (parent.is('export_statement')) return true;
  return parent.is('variable_declarator') && parent.parent.parent.is('export_statement');
}

/** The name, or where there is none the word that begins the function. */
function nameOf(fn: Expression): Expression {
  const name = fn.field('name');
  if (name.exists) return name;
  const { parent } = fn;
  return parent.is('variable_declarator') ? parent.field('name') : fn.field('parameters');
}
