import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { saysAround } from '../code-text.ts';
import { actionIn } from '../irrevocable-actions.ts';
import { isOfAnswer } from '../model-answer.ts';
import { asksModels } from '../model-calls.ts';
import { once } from '../once.ts';

export default defineRule({
  id: 'ai/decision-left-to-model',
  title: 'Decision of weight left to a model',
  severity: 'high',
  confidence: 'likely',
  cwe: [863, 862, 250, 1426],
  owasp: ['LLM06:2025', 'LLM09:2025', 'ASI02:2026', 'A01:2025'],
  remedy:
    'Decide who may do what in code, from the session and the record, and let a person confirm what the model proposes to pay, grant or delete.',
  checks: [
    check({
      nodes: { javascript: ['if_statement'] },
      problem: ({ MATCH }) => {
        if (!asksModels(MATCH.names)) return undefined;
        const condition = MATCH.field('condition');
        const verdict = verdictIn(condition, 0);
        if (!verdict || !isOfAnswer(verdict.of) || saysAround(MATCH, DECIDED_ELSEWHERE)) return undefined;
        const action = verdict.isNo ? actionAfter(MATCH) : weightyIn(MATCH.field('consequence'));
        return action && toProblem(action, verdict.of);
      },
    }),
    check({
      // `data: { role: change.role }` of a record of a person.
      nodes: { javascript: ['pair'] },
      problem: ({ MATCH }) => {
        if (!POWER.test(MATCH.key ?? '') || !asksModels(MATCH.names)) return undefined;
        const value = MATCH.field('value');
        const call = MATCH.enclosing('call_expression');
        if (!WRITES.test(call.callee.lastName) || !RECORDS.test(call.callee.object.text)) return undefined;
        if (!isOfAnswer(value) || saysAround(MATCH, DECIDED_ELSEWHERE)) return undefined;
        return {
          at: MATCH.range,
          message: `\`${MATCH.key}\` becomes whatever the model's answer says: whoever gets text into the prompt decides over it.`,
        };
      },
    }),
  ],
});

const toProblem = (action: Expression, verdict: Expression): Problem => ({
  at: action.callee.range,
  message: `Whether \`${shortText(action.callee.text)}\` is called is left to \`${shortText(verdict.text)}\`, which a model answers: whoever gets text into the prompt decides it.`,
});

/** Somebody, or a rule of the program, decides as well. */
const DECIDED_ELSEWHERE =
  /human|confirm|review|pending|queue|manual|isAdmin|is_admin|isOwner|has_?(Role|Permission|Access)\(|\bcan[A-Z]?\w*\(|authori[sz]e\w*\(|ownerId|owner_id|require_?(Role|Admin|Permission)|assert(Owner|Role|Can)|(user|owner|author|created)_?(By|Id|_id)\s*[!=]==/i;

const YES =
  /^\W*(yes|y|true|allow|allowed|approved?|accept(ed)?|safe|valid|ok|okay|pass(ed)?|grant(ed)?|correct|legit|eligible|authori[sz]ed|refund)\W*$/i;
/** Members and variables that hold a verdict. */
const VERDICT =
  /^(is_?|has_?|should_?|can_?|may_?|auto_?)?(approv(e|ed|al)|allow(ed)?|authori[sz]ed|eligible|pass(ed)?|valid|grant(ed)?|permitted|verified|accept(ed)?|legit(imate)?|genuine|refund(able)?|deserved|qualif(y|ies|ied)|decision|verdict|delete|refund|pay|match(es)?)$/i;

type Verdict = { readonly of: Expression; readonly isNo: boolean };

/** What a condition takes for a verdict: a member that says so, a comparison with a yes, a search for one. */
function verdictIn(condition: Expression, depth: number): Verdict | undefined {
  if (depth > 6) return undefined;
  if (condition.is('parenthesized_expression')) return verdictIn(condition.children[0] ?? condition, depth + 1);
  if (condition.is('unary_expression')) {
    const inner =
      condition.operator === '!' || condition.text.startsWith('!') ? condition.field('argument') : condition;
    const verdict = inner.node === condition.node ? undefined : verdictIn(inner, depth + 1);
    return verdict && { of: verdict.of, isNo: !verdict.isNo };
  }
  if (condition.is('binary_expression')) {
    const [left, right] = [condition.field('left'), condition.field('right')];
    if (/^(&&|\|\|)$/.test(condition.operator)) return verdictIn(left, depth + 1) ?? verdictIn(right, depth + 1);
    if (!/^[!=]==?$/.test(condition.operator)) return undefined;
    const isYes = right.value === true || YES.test(right.constant ?? '');
    const isOfTool = /(^|\.)(name|type|tool|action)$/.test(left.text);
    return isYes && !isOfTool ? { of: left, isNo: condition.operator.startsWith('!') } : undefined;
  }
  if (condition.is('call_expression')) {
    const { callee } = condition;
    if (/^(startsWith|includes|endsWith)$/.test(callee.lastName) && YES.test(condition.argument(0).constant ?? ''))
      return { of: callee.object, isNo: false };
    const isTest = callee.lastName === 'test' && /\b(yes|approved?|allow|true)\b/i.test(callee.object.origin.text);
    return isTest ? { of: condition.argument(0), isNo: false } : undefined;
  }
  return condition.is('member_expression', 'identifier') && VERDICT.test(condition.lastName)
    ? { of: condition, isNo: false }
    : undefined;
}

/** Records of money and of rights, and any record that is deleted. */
const WEIGHTY =
  /\.(payment|payout|refund|transfer|role|membership|permission|apiKey|invite|grant|credit|wallet|licen[cs]e|certificate|badge)s?\.(create|update|upsert|insert)$|\b(db|prisma|tx|\w*(model|repo|repository))\b.*\.(delete|destroy|deleteMany)$/i;
const WEIGHTY_NAME =
  /^(issue|grant|refund|payout|pay|transfer|charge|promote|unlock|deploy|merge|release|approve|delete|disburse)[A-Z_]\w*$|^(refund|payout|deploy|unlock|disburse)$/;
/** Made of names, not done to anybody. */
const NO_DEED =
  /^(pay|charge|release|issue|merge|delete)(load|r|Notes?|Body|Props|Options|Config|Objects?|Styles?|Refs?)/;

function weightyIn(code: Expression): Expression | undefined {
  const action = actionIn(code);
  if (action && !/message/.test(action.does) && action.call.callee.lastName !== 'publish') return action.call;
  return code.descendants('call_expression').find(({ callee }) => {
    const { lastName } = callee;
    return WEIGHTY.test(callee.text.slice(-120)) || (WEIGHTY_NAME.test(lastName) && !NO_DEED.test(lastName));
  });
}

/** `if (!verdict.approved) return;` and what is done then. */
function actionAfter(branch: Expression): Expression | undefined {
  if (!/\b(return|throw|continue)\b/.test(branch.field('consequence').text)) return undefined;
  return weightyAmong(branch.parent).find(({ start }) => start >= branch.end);
}

/** The first of each statement of a block. */
const weightyAmong = once((block) => block.children.flatMap((statement) => weightyIn(statement) ?? []));

/** Members of a record that say what somebody may do, or has. */
const POWER =
  /^(roles?|is_?admin|is_?staff|is_?owner|permissions?|scopes?|access_?level|privileges?|clearance|credit_?limit|balance|discount(_?percent)?|trust_?level)$/i;
const WRITES =
  /^(update|updateMany|updateOne|create|upsert|insert|insertOne|set|findByIdAndUpdate|findOneAndUpdate|save)$/;
const RECORDS =
  /\b(db|prisma|tx|supabase|knex|drizzle)\b|\.(users?|members?|accounts?|customers?|employees?)\b|(User|Member|Account|Customer)s?(Model)?$|from\(['"`]/;
