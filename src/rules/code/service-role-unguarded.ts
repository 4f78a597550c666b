import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { codeText } from '../code-text.ts';
import { onceForFile } from '../once.ts';

const SERVICE_ROLE = /service_?role/i;

export default defineRule({
  id: 'code/service-role-unguarded',
  title: 'Rights over every row for whoever asks',
  severity: 'high',
  confidence: 'likely',
  cwe: [862, 306, 863],
  owasp: ['A01:2021', 'A01:2025'],
  remedy:
    "Make the client with the caller's own token, `createClient(url, anonKey, { global: { headers: { Authorization } } })`, or ask `auth.getUser()` first.",
  checks: [
    check({
      nodes: { javascript: ['call_expression'] },
      says: SERVICE_ROLE,
      problem: ({ MATCH }) => {
        if (!/\bcreateClient$/.test(MATCH.callee.name ?? MATCH.callee.text)) return undefined;
        const key = MATCH.argument(1);
        if (!SERVICE_ROLE.test(key.text) && !SERVICE_ROLE.test(key.origin.text)) return undefined;
        return problemOf(MATCH.names);
      },
    }),
  ],
});

const problemOf = onceForFile((whole): Problem | undefined => {
  const code = codeText(whole);
  if (ASKS_WHO.test(code.replace(NO_QUESTION, '')) || !READS_REQUEST.test(code)) return undefined;
  const handler = handlerIn(whole);
  return (
    handler && {
      at: handler.range,
      message: `\`${handler.text}\` answers everyone with the service role, for which no policy of the data base holds: nobody is asked who they are.`,
      // A form that only adds a row, or a list for all, may be meant.
      ...(!DECIDES.test(code) && !READS_WHOLE.test(code) && { confidence: 'possible' as const }),
    }
  );
});

const ASKS_WHO =
  /auth|session|jwt|bearer|token|verif|signature|hmac|secret|getUser|getClaims|cron|x-api-key|apikey|passport|clerk|webhook|currentUser|isAdmin|permission/i;
/** Names of headers and of the key itself, which ask nobody. */
const NO_QUESTION =
  /['"]?Access-Control-Allow-Headers['"]?\s*[:,]\s*(\[[^\]]*\]|['"`][^'"`]*['"`])|SERVICE_ROLE_(KEY|SECRET|TOKEN)|auth:\s*\{[^{}]*\}|\bmax_?\w*tokens?\b|\bauthors?\b/gi;
const READS_REQUEST =
  /\b(req|request|ctx\.req|c\.req|event)\.(json|formData|text|body|query|url|nextUrl|param)\b|\breadBody\(/;

/** Whoever asks chooses the table, or changes what is there. */
const DECIDES =
  /(?<!\b(?:Array|Buffer|Uint8Array|Readable))\.from\(\s*[a-z_$][\w$.]*\s*\)|\.(update|delete)\(|\bauth\.admin\./i;
/** Whole records of whomever the sender names; whether a name is taken is asked of one column. */
const READS_WHOLE =
  /\.select\(\s*(['"`]\s*\*[^)]*)?\)[^;]{0,200}\.eq\(\s*['"`](id|\w+_id|\w*email|owner\w*|account\w*|customer\w*)['"`]/i;

/** What answers requests: the call or the export that hands the function to the platform. */
function handlerIn(whole: Expression): Expression | undefined {
  const served = whole
    .descendants('call_expression')
    .find(
      ({ callee, arguments: list }) =>
        /^(Deno\.serve|serve|defineEventHandler|onRequest)$/.test(callee.text) ||
        (/^(post|put|patch|delete|get|all)$/.test(callee.lastName) && /^['"`]\//.test(list[0]?.text ?? '')),
    );
  if (served) return served.callee;
  return whole
    .descendants('function_declaration')
    .map((fn) => fn.field('name'))
    .find(
      (name) =>
        name.parent.parent.is('export_statement') && /^(GET|POST|PUT|PATCH|DELETE|handler|default)$/.test(name.text),
    );
}
