import type { Expression } from '../engine/names/expression.ts';
import { codeText, fileSays, says } from './code-text.ts';
import { isGivenByRequest } from './given-by-request.ts';
import { textWithCalls } from './handlers.ts';
import { asksForRights, knowsIdentity, SIGNED_IN, usesIdentity } from './identity.ts';
import { onceForFile } from './once.ts';
import { parametersOf, type RequestHandler } from './request-handler.ts';
import { wordsOf } from './secret-names.ts';
import type { RecordAccess } from './stored-record.ts';

/** Records that belong to somebody, by the words of their name, in the singular. */
const PRIVATE = new Set(
  'order invoice message thread conversation chat document file note account payment transaction card address booking reservation appointment patient record prescription ticket subscription member user customer contact client donation donor staff employee payroll salary statement contract claim policy application submission inspection letter mail email notification cart basket wallet balance loan tenancy lease device key secret credential upload backup export profile history attachment receipt refund payout shipment consignment delivery quote estimate timesheet diary journal entry memory session visit referral enrolment enrollment grade result report expense bill medication allergy diagnosis vault folder household guest lead deal pledge gift treatment lesson rental ride trip parcel fine permit licence license certificate'.split(
    ' ',
  ),
);
/** What a visitor who is not signed in may often see of somebody. */
const SHOWN = new Set(
  'user member profile account staff employee contact guest result file document card report history entry note quote'.split(
    ' ',
  ),
);
/** Only what all may see of it is answered. */
const IN_PART =
  /\b\w{0,20}([pP]ublic|[sS]afe|[sS]ummary|[pP]review)\w{0,20}\(|\bselect\s*:\s*\{|\.select\(\s*['"`][^*'"`]|\bpick\(/;
/** Routes that are there for all, or for whoever holds a link. */
const OPEN =
  /log-?in|sign-?(in|up|out)|register|webhook|hook|public|forgot|reset|callback|oauth|verify|confirm|share|invite|unsubscribe|embed|health|track|receipt|guest|view|download/i;
/** Where somebody is looked up who has not come in yet. */
const ENTRANCE = /log-?in|sign-?(in|up)|register|forgot|reset-?pass|recover/i;
/** Somebody's number beside a record, elsewhere in the file. */
const SCOPES =
  /(user|owner|keeper|member|customer|author|seller|account|tenant|org|team|created_?by|client|patient)\w{0,20}['"`]?\s*[:=,]\s*(\$\d+|\?|(ctx\.|context\.|c\.|req\.|request\.|session\.|res\.locals\.|locals\.)*(user|session|auth|me|viewer)\??\.(user\??\.)?(_?id|sub|uid)\b|(ctx|context|session|req|request)\??\.userId)/i;

/** Keys of others are put together of who they belong to. */
const OWN_FOLDER = /['"`](users?|members?|accounts?|tenants?|orgs?|customers?|private|uploads)\/\$\{/i;

/** A client of Supabase that no policy holds back. */
const PAST_POLICIES = /service_?role|supabaseAdmin|adminClient|SUPABASE_SERVICE|secret_?key/i;

/** How much speaks for it that nothing asks whose a record is; undefined where something may ask. */
export function doubtOver(access: RecordAccess): 'likely' | 'possible' | undefined {
  const { handler, isWrite, kind } = access;
  const { fn } = handler;
  if (ENTRANCE.test(handler.path) || !knowsIdentity(fn) || usesIdentity(handler)) return undefined;
  const guards = `${handler.before}\n${guardsOf(fn.names)}`;
  if (isForStaff(fn) || asksForRights(guards) || says(fn, RIGHTS_WITHIN)) return undefined;
  if (access.isFile)
    return access.isAskedBySender || isSignedIn(handler, guards) || fileSays(fn.names, OWN_FOLDER)
      ? 'likely'
      : 'possible';
  if (access.mayHavePolicies && !fileSays(fn.names, PAST_POLICIES)) return 'possible';
  const words = wordsOf(kind).map((word) => word.replace(/ies$/, 'y').replace(/([^s])s$/, '$1'));
  const isPrivate = words.some((word) => PRIVATE.has(word)) || TELLS_OF_SOMEBODY.test(codeText(access.call));
  if (isSignedIn(handler, guards)) {
    const isShown = !isWrite && words.some((word) => SHOWN.has(word)) && says(fn, IN_PART);
    if (isPrivate) return isShown ? undefined : 'likely';
    if (isWrite) return namesOwner(access) || fileSays(fn.names, SCOPES) ? 'likely' : 'possible';
    if (isScopedElsewhere(access)) return 'likely';
    // A file that goes with the record is somebody's, whatever the record is called.
    return says(fn, HANDS_OUT_FILE) ? 'likely' : undefined;
  }
  if (OPEN.test(handler.path) || handler.path === 'default') return undefined;
  if (isWrite) return isPrivate ? 'likely' : undefined;
  return isPrivate && !words.some((word) => SHOWN.has(word)) ? 'likely' : undefined;
}

/** Whether other handlers take records of the same store together with whose they are. */
function isScopedElsewhere({ call, handler: { fn } }: RecordAccess): boolean {
  const store = call.callee.object.text;
  if (store.length < 2 || store.length > LONGEST_STORE || !fileSays(fn.names, SCOPES)) return false;
  const { text } = fn.names.tree;
  let looked = 0;
  for (let at = text.indexOf(store); at >= 0; at = text.indexOf(store, at + store.length)) {
    if (++looked > MOST_STATEMENTS) return false;
    if (at >= fn.start && at < fn.end) continue;
    // One statement: up to where it ends, or the next one asks the store.
    const statement = text.slice(at, at + LONGEST_STATEMENT).split(/;|\n\s*\n|\n\s*\}/)[0] ?? '';
    if (/^\s*\??\.\s*\w+/.test(statement.slice(store.length)) && SCOPES.test(statement)) return true;
  }
  return false;
}

const LONGEST_STORE = 60;
const LONGEST_STATEMENT = 400;
const MOST_STATEMENTS = 200;

/** What is asked for along with the record: `include: { shippingAddress: true, payment: true }`. */
const TELLS_OF_SOMEBODY =
  /\b((shipping|billing|home|delivery)_?address(es)?|payments?|iban|bank_?account|birth_?(date|day)|date_?of_?birth|salary|diagnos[ei]s|medical\w*|insurance_?(no|number)|passport\w*|tax_?id|ssn)\b/i;
const HANDS_OUT_FILE = /attachment|res\.download\(|\b(readFile|createReadStream|sendFile|getSignedUrl|getObject)\(/;

/** `{ id: matchId, playerId: id }`: whose it is, the sender says as well. */
function namesOwner({ by, handler }: RecordAccess): boolean {
  const filter = by.parent.is('pair') ? by.parent.parent : by.parent;
  return (
    filter.is('object') &&
    filter.children.some((member) => {
      const value = member.is('pair') ? member.field('value') : member;
      return OWNER.test(member.key ?? value.text) && isGivenByRequest(value, handler);
    })
  );
}

const OWNER =
  /^(user|owner|player|account|member|customer|author|tenant|patient|student|pupil|client|employee|seller|driver|guest|parent|tutor|doctor)(Id|_id)$/;

/** The function, what stands before it, or a guard above all routes sees that somebody is signed in. */
function isSignedIn({ fn }: RequestHandler, guards: string): boolean {
  if (SIGNED_IN.test(guards) || says(fn, KNOWS_SENDER) || KNOWS_SENDER.test(textWithCalls(fn))) return true;
  return /\b(user|currentUser|session|viewer|userId)\b/.test(parametersOf(fn)) && says(fn, SEES_USER);
}

const SEES_USER = /!\s*(user|currentUser|session|viewer|userId)\b/;
const KNOWS_SENDER =
  /\b(get|require|need|must|ensure|validate|with|session|current|signedIn|auth)\w{0,30}(User|Session|Auth\w{0,20})\(|\bauth\(\)|currentUser\(|!\s*(session|auth|viewer|me|currentUser|userId)\b|!\s*[\w?.]{0,60}\.(user|userId|session|auth|viewer|currentUser|sub)\b|verify(Token|Jwt)?\(|unauthenticated|unauthori[sz]ed|\b401\b|not (signed|logged) in/i;

/** The comment above, or the name, says that it is for those who run the place. */
function isForStaff(fn: Expression): boolean {
  const { text } = fn.names.tree;
  const statement = fn.parent.is('program')
    ? fn
    : fn.enclosing('lexical_declaration', 'export_statement', 'expression_statement');
  const start = statement.exists ? statement.start : fn.start;
  const above = text.slice(Math.max(0, start - 400), start);
  const comment = above.slice(above.search(/((?:^|\n)[ \t]*(\/\/|\/?\*)[^\n]*)+\s*$/) >>> 0);
  return (
    /\b(admins?|staff|managers?|moderators?)\b/i.test(comment) ||
    /admin|staff/i.test(text.slice(start, fn.field('body').start))
  );
}

/** Words for a question of rights that stands in no name. */
const RIGHTS_WITHIN = /forbidden|\b403\b|not (your|allowed)|\bpermission|does not belong|isOwner|\bowner/i;

/** What is mounted before all routes of a file: `router.use(requireLogin)`. */
const guardsOf = onceForFile((whole) =>
  whole
    .descendants('call_expression')
    .filter(
      (call) =>
        /^(use|addHook|guard)$/.test(call.callee.lastName) &&
        call.end - call.start < LONGEST_GUARD &&
        // What is mounted at a path guards that path; a session that is kept asks nobody in.
        (call.argument(0).constant ?? 'onRequest').startsWith('/') === false &&
        !/\b(session|cookieSession|initialize)\(/.test(call.text),
    )
    .map(codeText)
    .join('\n'),
);

const LONGEST_GUARD = 400;
