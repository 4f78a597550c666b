import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { codeText, fileSays } from '../code-text.ts';
import { asksModels } from '../model-calls.ts';
import { toolDefinedBy } from '../tool-definitions.ts';

/** `case 'gift_history': return gifts.listFor(donorId)`, of what a model has called for whoever writes to a bot. */
const dispatchedCheck = check({
  nodes: { javascript: ['switch_case'] },
  says: /JSON\.parse\(/,
  problem: ({ MATCH }) => {
    if (!CALLED_NAME.test(MATCH.parent.parent.field('value').text) || !asksModels(MATCH.names)) return undefined;
    if (!fileSays(MATCH.names, WRITER) || IN_RUN.test(codeText(MATCH))) return undefined;
    const named = MATCH.descendants('identifier', 'member_expression').find(
      (word) => word.parent.is('arguments') && IDENTITY.test(word.lastName) && isParsed(word),
    );
    return (
      named && {
        at: named.range,
        message: `\`${shortText(named.text)}\` is what the model says of who asks, though it is known who writes: a text in the conversation can name somebody else.`,
      }
    );
  },
});

const CALLED_NAME =
  /(tool|function|call|block|use|fn)\w*\??\.?(function\??\.)?name\)?$|^\(?(name|toolName|functionName|fnName|tool_name)\)?$/i;
/** Somebody outside who is known by what the platform says of them. */
const WRITER =
  /\b(body|message|msg|ctx|update|event|payload)\.(from|From|chat\.id|sender|WaId|author\.id)\b|\bwaId\b|\bfromNumber\b|session\.(user|sub)|\breq(uest)?\.user\b/;

/** Taken out of the arguments that the model wrote. */
function isParsed(word: Expression): boolean {
  const root = word.is('member_expression') ? word.object : word;
  const binding = root.is('identifier') ? root.names.bindingOf(root.node) : undefined;
  if (binding?.sort !== 'variable' || binding.value < 0) return false;
  return /^JSON\.parse\(/.test(root.names.tree.textOf(binding.value).slice(0, 40));
}

export default defineRule({
  id: 'ai/identity-chosen-outside',
  title: "Somebody else's documents or conversation",
  severity: 'high',
  confidence: 'likely',
  cwe: [639, 863],
  owasp: ['LLM02:2025', 'LLM08:2025', 'A01:2025'],
  remedy:
    'Take the user and the tenant from the session, never from the request or from what a model says, and ask for a record together with its owner: `{ id, userId: session.userId }`.',
  flows: [
    {
      to: ['owner'],
      from: ['user', 'browser'],
      when: (call) =>
        !ORM.test(call.callee.lastName) && !KEPT_BY_PROVIDER.test(call.callee.object.text) && asksModels(call.names),
      where: (hit) => isOwner(hit) && !isChecked(hit.call),
      message: ({ at, call, what }) =>
        `\`${shortText(at.text)}\` comes from ${what} and decides whose documents \`${shortText(call.callee.text)}\` looks through: whoever sends somebody else's name reads what is theirs.`,
      reaches: 'It decides whose documents are found.',
    },
    {
      to: ['owner'],
      from: ['user', 'browser'],
      when: (call) => ORM.test(call.callee.lastName) && asksModels(call.names),
      where: ({ call }) => knowsWho(call) && !namesOwner(call) && !isChecked(call),
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` alone decides which conversation \`${shortText(call.callee.text)}\` takes, though it is known here who asks: nothing compares the two.`,
      reaches: 'It names the conversation here.',
    },
    {
      // `openai.beta.threads.messages.list(req.params.id)`
      to: ['owner'],
      from: ['user', 'browser'],
      when: (call) => KEPT_BY_PROVIDER.test(call.callee.object.text) && fileSays(call.names, KNOWS_ANYWHERE),
      where: ({ call }) => !isChecked(call) && !ASKS_WHOSE.test(codeText(call.enclosingFunction)),
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` alone decides which conversation \`${shortText(call.callee.text)}\` takes, though it is known here who asks: nothing compares the two.`,
      reaches: 'It names the conversation here.',
    },
  ],
  checks: [
    dispatchedCheck,
    check({
      nodes: { javascript: ['call_expression', 'new_expression', 'pair'] },
      problem: ({ MATCH }) => {
        const tool = toolDefinedBy(MATCH);
        if (!tool || !fileSays(MATCH.names, SESSION)) return undefined;
        const given = argumentOf(tool.run);
        if (!given || IN_RUN.test(codeText(tool.run))) return undefined;
        const used = tool.run
          .field('body')
          .descendants('identifier', 'shorthand_property_identifier')
          .find((identifier) => identifier.text === given && identifier.enclosing('arguments').start > tool.run.start);
        return (
          used && {
            at: used.range,
            message: `\`${given}\` is what the model says of who asks, though the session knows it: a text in the prompt can name somebody else.`,
          }
        );
      },
    }),
  ],
});

const ORM = /^find(Unique|First|Many|One|ById|ByPk)/;
const KEPT_BY_PROVIDER = /\b(threads|conversations)(\.(messages|runs|items))?$/;
const KNOWS_ANYWHERE =
  /\b(session|auth|user|viewer|claims|principal|member|account)s?\b.{0,80}(\b401\b|\bawait\b|unauthori[sz]ed)|\.use\(.{0,40}(auth|session|jwt|requireUser)|getServerSession|\bauth\(\)|jwtVerify|currentUser|requireUser/i;
/** What the provider keeps beside it, or a record of the program's own, says whose it is. */
const ASKS_WHOSE =
  /metadata|owner|\bfind\w*\(|\bwhere\b|\bselect\b|\.get\(\s*`|threadOf|threadFor|\bassert|\bensure|belongs/i;

const OWNER =
  /^(p_|filter_|match_|current_)?(user|owner|tenant|org|organi[sz]ation|account|customer|workspace|team|company|member|patient|client|author)_?(ids?|key|slug)?$|^(p_|filter_)?(landlord|merchant|shop|vendor|clinic|practice|school|club|farm|agency|firm|branch|household|family|guild|employee|student|pupil|resident|citizen|driver|guest|policy|case)_?ids?$|^(user|owner|tenant|org|organization|account|customer|workspace|team|company|client)[A-Z_]?(id|Id|ID|uuid)$/i;
/** Parts of a library that all may read. */
const SUBJECT =
  /lang|locale|topic|version|categor|type|kind|docs?$|docset|section|subject|source|library|package|model|book|course|language|region|framework/i;
/** What the one who asks is compared with, or asked for. */
const COMPARES =
  /(can|has|is|assert|check|ensure|require|verify)_?(member|access|owner|read|allowed|authori[sz]ed|permission|tenant|user)\w*\(|(belongs|owns)\w*\(|\b(authori[sz]e|permit|can)\(|(user|owner|tenant|org|author|account|workspace|team)_?id\s*(!==?|===?)\s*[^'"`\s]|(!==?|===?)\s*[\w.?]*(user|owner|tenant|org|author|session)[\w.?]*id\b|\.(includes|has|some)\(/i;
const SESSION =
  /\bgetSession\(|getServerSession\(|\bauth\(\)|\bauth\.api\.getSession|currentUser\(|\bsession\.(user|userId|sub)|\breq(uest)?\.(user|auth|session)\b|locals\.user\b|getUser\(|requireUser\(|\bgetAuth\(/;
/** The session has its say inside the tool. */
const IN_RUN =
  /session|currentUser|\bauth\b|req\.user|ctx\.|context\.|can[A-Z]\w*\(|assert\w*\(|authori[sz]e|permission|!==|===/;

const isOwner = ({ at, data, call }: FlowHit): boolean => {
  // A namespace is what keeps those apart who share an index, whatever they are called.
  if (call.callee.lastName === 'namespace') return !SUBJECT.test(at.lastName) && !SUBJECT.test(data.lastName);
  const pair = at.enclosing('pair');
  return (pair.start >= call.start && OWNER.test(pair.key ?? '')) || OWNER.test(at.lastName);
};

const isChecked = ({ enclosingFunction: fn }: Expression): boolean => fn.exists && COMPARES.test(codeText(fn));

/** Whether the function has asked who it is that asks. */
const knowsWho = ({ enclosingFunction: fn }: Expression): boolean => fn.exists && SESSION.test(codeText(fn));

/** The query itself says whose it is. */
const namesOwner = (call: Expression): boolean => {
  const where = call.argument(0).property('where');
  return (
    /(user|owner|author|tenant|org|account|member|participant|workspace|team)/i.test(where.text) ||
    where.origin.is('identifier', 'call_expression')
  );
};

/** The argument of a tool by which the model says of whom it speaks. */
function argumentOf(run: Expression): string | undefined {
  const [first] = run.field('parameters').children;
  const pattern = first?.is('object_pattern') ? first : first?.field('pattern');
  return pattern?.children.map(({ text }) => text).find((name) => IDENTITY.test(name));
}

const IDENTITY =
  /^(user|customer|account|tenant|owner|member|patient|employee|client|org|organization|donor|guest|student|pupil|resident|citizen|driver|policy_?holder|subscriber|passenger)_?id$/i;
