import { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { codeText, fileSays } from '../code-text.ts';
import { asksModels } from '../model-calls.ts';

export default defineRule({
  id: 'ai/rag-without-access-filter',
  title: 'Search through the documents of all tenants',
  severity: 'medium',
  confidence: 'possible',
  cwe: [863, 284],
  owasp: ['LLM08:2025', 'LLM02:2025'],
  remedy:
    'Give the search a filter or a namespace of the one who asks, taken from the session: `{ filter: { tenantId } }`.',
  checks: [
    check({
      patterns: {
        javascript: [
          '$STORE.similaritySearch(...)',
          '$STORE.similaritySearchWithScore(...)',
          '$STORE.maxMarginalRelevanceSearch(...)',
          '$STORE.asRetriever(...)',
          '$STORE.query($OPTIONS)',
          '$STORE.search(...)',
          '$STORE.rpc(...)',
        ],
      },
      problem: ({ STORE, MATCH }) => {
        if (!isSearch(MATCH, STORE) || isFiltered(MATCH, STORE)) return undefined;
        const around = outermost(MATCH);
        const knowsWho =
          KNOWS_WHO.test(around) ||
          (isOfPersons(MATCH, STORE) && (turnsAway(MATCH, around) || callersOf(MATCH).some(looksUpWho)));
        return {
          at: MATCH.callee.range,
          message: `\`${shortText(MATCH.callee.text)}\` looks through the documents of everyone${knowsWho ? ', though it is known here who asks' : ''}: what others stored can end up in this answer.`,
          ...(knowsWho && { confidence: 'likely' as const }),
        };
      },
    }),
    check({
      // pgvector: the nearest of all rows.
      nodes: { javascript: ['template_string', 'string'] },
      problem: ({ MATCH }) => {
        if (
          !MATCH.names.says(DISTANCE) ||
          !NEAREST.test(MATCH.text.slice(0, 2000)) ||
          !asksModels(MATCH.names) ||
          /\b(where|join)\b/i.test(MATCH.text)
        )
          return undefined;
        if (
          !KNOWS_WHO.test(codeText(MATCH.enclosing('class_declaration', 'class'))) &&
          !KNOWS_WHO.test(outermost(MATCH))
        )
          return undefined;
        return {
          at: MATCH.range,
          message:
            'This query takes the nearest rows of everyone, though it is known here who asks: what others stored can end up in this answer.',
          confidence: 'likely' as const,
        };
      },
    }),
  ],
});

/** A query of vectors, from its first word. */
const DISTANCE = /<->|<=>|<#>|<~>|cosine_distance|l2_distance/i;
const NEAREST = /^.\s*select\b[\s\S]{0,800}\border\s+by\b[\s\S]{0,200}(<->|<=>|<#>|<~>|cosine_distance|l2_distance)/i;

const KNOWS_WHO =
  /\b(req|request|ctx|c|context|event)\.(user|auth|session|userId|locals\.user)\b|\bsession\.(user|userId)|\bgetServerSession\(|\bawait auth\(|currentUser|\btenant_?Id\b|\borg(anization)?Id\b|\bworkspaceId\b|\bcompanyId\b|\buserId\b|\buser\.id\b/;

/** Who writes to a bot or calls a number, and the record of a person that is found by it. */
const LOOKS_UP =
  /\b(patient|customer|member|tenant|user|employee|resident|client|student|citizen|guest|driver|owner)(By|For|From)[A-Z]\w*\(|\b(find|get|load|look_?up|fetch)(Patient|Customer|Member|Tenant|User|Employee|Resident|Client|Student|Citizen|Guest)\w*\(/;
/** Somebody who is not signed in is turned away. */
const SIGNED_IN =
  /not (signed|logged) in|unauthori[sz]ed|unauthenticated|\b401\b|\b(require|ensure)_?(User|Session|Auth)\w*\(/i;
/** The visitor's own client of Supabase may be held back by policies on the rows. */
const turnsAway = (search: Expression, around: string): boolean =>
  SIGNED_IN.test(around) && (search.callee.lastName !== 'rpc' || fileSays(search.names, PAST_POLICIES));
const PAST_POLICIES = /service_?role/i;
const looksUpWho = (code: string): boolean => KNOWS_WHO.test(code) || LOOKS_UP.test(code);

/** Documents of which each is about somebody, by the name of their collection. */
const OF_PERSONS =
  /patient|medical|health|visit|lease|contract|invoice|claim|ticket|mails?\b|emails?\b|message|conversation|transcript|chat_?log|memor(y|ies)|journal|diary|case_?(file|note)|personnel|payroll|salar|statement|prescription|consult|session_?note|customer|client|tenan(t|cy|cies)|resident|student|chart_?note|clinical|dossier|(^|_)notes?\b|(^|_)(my|own|private|personal)_/i;
const isOfPersons = (call: Expression, store: Expression): boolean =>
  OF_PERSONS.test(`${call.argument(0).constant ?? ''} ${store.text.slice(0, 100)} ${store.origin.text.slice(0, 200)}`);

/** The code of the functions around a search, and of those of the file that call it. */
function callersOf(search: Expression): readonly string[] {
  const helper = search.enclosingFunction;
  const name = helper.field('name').exists ? helper.field('name').text : helper.target;
  if (!helper.exists || name === '') return [];
  const calls = new Expression(search.names, 0).descendants('call_expression');
  return calls
    .filter(({ callee }) => callee.text === name)
    .slice(0, MOST_CALLERS)
    .map(outermost);
}

const MOST_CALLERS = 10;

function isSearch(call: Expression, store: Expression): boolean {
  const method = call.callee.lastName;
  if (/^(similaritySearch|maxMarginal)/.test(method)) return true;
  if (method === 'asRetriever') return /store|index|vector/i.test(store.text);
  if (method === 'rpc') return /match|search|similar|vector|embedding/i.test(call.argument(0).constant ?? '');
  const options = method === 'search' ? call.argument(1) : call.argument(0);
  return (
    [
      'topK',
      'vector',
      'queryEmbeddings',
      'queryTexts',
      'nResults',
      'query_embeddings',
      'includeMetadata',
      'top_k',
    ].some((key) => options.property(key).exists) && !options.property('namespace').exists
  );
}

const FILTER =
  /^(filter|filters|where|namespace|tenant\w*|partition\w*|user_?id|owner\w*|org\w*|workspace\w*|account\w*|p_user\w*|preFilter|k_filter|query_filter|acl)$/i;

function isFiltered(call: Expression, store: Expression): boolean {
  // `.rpc('match_notes', { ... }).eq('practice_id', practice.id)`
  const chained = call.parent.is('member_expression') ? call.parent.parent : call.parent;
  if (chained.is('call_expression') && /^(eq|match|filter|in|contains)$/.test(chained.callee.lastName)) return true;
  if (/namespace\(|tenant|forUser|ForUser|userStore|\[\s*\w*(user|tenant)/i.test(store.text)) return true;
  if (
    store.origin.is('call_expression', 'new_expression', 'await_expression') &&
    /namespace|tenant|filter|userId/i.test(store.origin.text)
  )
    return true;
  for (const argument of call.arguments) {
    const { origin } = argument;
    if (
      origin.is('object') &&
      origin.children.some(
        (member) =>
          FILTER.test(member.key ?? '') ||
          member.is('spread_element') ||
          (/_?id$/i.test(member.key ?? '') && /\.\w*id$/i.test(member.field('value').text)),
      )
    )
      return true;
  }
  const [, , third] = call.arguments;
  if (third?.exists && /^(similaritySearch|maxMarginal)/.test(call.callee.lastName)) return true;
  // Checked afterwards, document by document.
  return /canRead|hasAccess|\.filter\([^)]*(tenant|owner|user|org|acl)/i.test(call.enclosingFunction.text);
}

/** The text of the function around the call that no other function contains. */
function outermost(call: Expression): string {
  let fn = call.enclosingFunction;
  for (let up = fn; up.exists; up = up.enclosingFunction) fn = up;
  return fn.exists ? fn.text : '';
}
