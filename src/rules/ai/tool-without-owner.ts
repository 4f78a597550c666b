import { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import type { FlatTree } from '../../engine/syntax/flat-tree.ts';
import { codeText, fileSays } from '../code-text.ts';
import { handlerOf } from '../handlers.ts';
import { inPattern } from '../in-pattern.ts';
import { asksModels } from '../model-calls.ts';
import { type Tool, toolAt, toolsIn } from '../tool-tables.ts';

/** Who asks, as a session, a token or the maker of the tools knows it. */
const WHO =
  /\b(session|auth|user|current_?user|viewer|claims|principal|ctx|context|extra|caller|me|req|request|locals)\b\??\.[\w?.]*?([iI]d|sub|uid|email|tenant|customer|account|org|owner|authInfo)\b|\b(user|customer|tenant|account|org|organi[sz]ation|owner|team|workspace|company|member|patient|club|shop|merchant)_?[iI]d\b|\b(tenant|currentUser|viewer)\b/;

export default defineRule({
  id: 'ai/tool-without-owner',
  title: 'Tool that forgets who asks',
  severity: 'high',
  confidence: 'likely',
  cwe: [639, 862, 863],
  owasp: ['LLM06:2025', 'LLM02:2025', 'A01:2025'],
  remedy:
    'Give every tool the user or the tenant of the session, as its neighbours have it, and look the record up together with its owner.',
  checks: [
    check({
      nodes: { javascript: ['call_expression', 'new_expression', 'pair'] },
      says: /\b(execute|handler|func|run|registerTool|tool)\b/,
      problem: ({ MATCH }) => {
        const tool = toolAt(MATCH);
        return tool && problemIn(tool, toolsBeside(MATCH));
      },
    }),
    check({
      // `handlers[call.function.name](args)`: a function for each name that the model may say.
      nodes: { javascript: ['subscript_expression'] },
      says: WHO,
      problem: ({ MATCH }): readonly Problem[] => {
        if (!CALLED_NAME.test(MATCH.field('index').text) || !asksModels(MATCH.names)) return [];
        const tools = toolsIn(MATCH.object);
        return tools.flatMap((tool) => problemIn(tool, tools) ?? []);
      },
    }),
  ],
});

const CALLED_NAME =
  /(tool|function|call|block|use|fn)\w*\??\.?(function\??\.)?name$|^(toolName|functionName|fnName|name)$/i;

/** What asks for the owner in words that are no member of a session. */
const ASKS =
  /session|\bauth|\buser|tenant|owner|customer|account|\borg|workspace|\bteam|member|viewer|claims|principal|\bctx\b|context|\bextra\b|caller|permission|\bcan[A-Z]\w*\(|assert|allowed|belongs|\bme\b|scoped|\bmy[A-Z]|\bown[A-Z]/i;
/** An argument that names one record of many. */
const NAMES_RECORD =
  /^(id|ref|reference|uuid|key|number|slug)$|(Id|ID|_id|Ref|Reference|Uuid|Number|_number|_ref|_no)$/;
const READS =
  /^(get|find|fetch|read|load|look_?up|list|search|show|track|query|count|check|calc|compute|convert|estimate|describe|explain|select|is|has|open|download)/i;
const ASKED = /^(query|execute|run|all|get|one|oneOrNone|raw|sql|prepare|fetch|request|axios)$/;
const CHANGES = /\b(delete\s+from|update\s+\w+\s+set|insert\s+into)\b|method:\s*['"](POST|PUT|PATCH|DELETE)/i;
/** Who may see everything. */
const FOR_STAFF = /is_?(admin|staff)|(require|has|check)_?(role|admin|staff)|\brole\b\s*[!=]==?/i;
/** What only makes one value of another. */
const HELPS =
  /^(JSON|Math|console|z|String|Number|Date|log|logger|path|Object|Array)\b|^(parse\w*|format\w*|validate\w*|to[A-Z]\w*|encode\w*|log\w*|push|test|includes|trim|has|set|add|emit|map|filter|replace|join|toISOString|toUpperCase|toLowerCase|String|Number)$/;
/** Records of which each is somebody's. */
const PRIVATE =
  /order|invoice|message|conversation|note|payment|booking|reservation|appointment|patient|prescription|ticket|subscription|contract|claim|statement|transaction|wallet|loan|lease|device|payslip|salary|shipment|parcel|delivery|document|file|mail|report|result|profile|address|card|consignment|permit|refund/i;

function problemIn({ name, run }: Tool, tools: readonly Tool[]): Problem | undefined {
  const [given] = run.field('parameters').children;
  const pattern = given?.is('object_pattern') ? given : given?.field('pattern');
  const by = pattern?.children.map(({ text }) => text).find((argument) => NAMES_RECORD.test(argument));
  const body = codeText(run.field('body'));
  if (by === undefined || ASKS.test(body.replaceAll(by, ''))) return undefined;
  const call = callWith(run, by);
  if (!call || !reaches(call, name) || isMadeForOne(call) || fileSays(run.names, FOR_STAFF)) return undefined;
  for (const other of tools) {
    const who = other.run.node === run.node ? undefined : whoIn(other.run);
    if (who === undefined) continue;
    return {
      at: call.callee.range,
      message: `${name === '' ? 'This tool' : `The tool \`${name}\``} takes whatever \`${by}\` the model names${other.name === '' ? '' : `, where \`${other.name}\` beside it asks for \`${who}\``}: one user's conversation reaches the records of others.`,
    };
  }
  return undefined;
}

/** The innermost call that is given the argument, and does something with it. */
function callWith(run: Expression, by: string): Expression | undefined {
  const isGiven = new RegExp(`(^|[^\\w.$])${inPattern(by)}\\b`);
  return run
    .descendants('call_expression', 'new_expression')
    .filter(({ callee, arguments: list }) => {
      if (HELPS.test(callee.text) || HELPS.test(callee.lastName)) return false;
      return list.some((argument) => isGiven.test(codeText(argument)));
    })
    .at(-1);
}

/** It changes a record, or reads one that is somebody's. */
function reaches(call: Expression, name: string): boolean {
  const verb = call.callee.lastName;
  const text = codeText(call).slice(0, 400);
  const isChange = ASKED.test(verb) ? CHANGES.test(text) : !READS.test(verb);
  return isChange || PRIVATE.test(`${call.callee.text} ${name} ${text}`);
}

/** Through something that was made for the one who asks, or by a function of the file that asks who it is. */
function isMadeForOne(call: Expression): boolean {
  let root = call.callee;
  for (let step = 0; step < 8 && root.is('member_expression'); step++) root = root.object;
  const fn = handlerOf(call.callee);
  return (
    (root.origin.node !== root.node && ASKS.test(root.origin.text)) || (fn !== undefined && ASKS.test(codeText(fn)))
  );
}

/** Who asks, as a tool has it from outside itself: `session.user.id`. */
function whoIn(run: Expression): string | undefined {
  const who = WHO.exec(codeText(run.field('body')))?.[0];
  if (who === undefined) return undefined;
  const root = /^[\w$]+/.exec(who)?.[0] ?? who;
  const isOwn = new RegExp(`(const|let|var)\\s[^=;]{0,80}\\b${inPattern(root)}\\b[^=;]{0,80}=`).test(codeText(run));
  // The model names the user: another rule's.
  const [first] = run.field('parameters').children;
  return isOwn || new RegExp(`\\b${inPattern(root)}\\b`).test(first?.text ?? '') ? undefined : who;
}

const BESIDE = new WeakMap<FlatTree, Map<number, readonly Tool[]>>();

/** Tools that one function makes, or that stand beside each other in the file. */
function toolsBeside({ names, enclosingFunction: around }: Expression): readonly Tool[] {
  const ofFile = BESIDE.get(names.tree) ?? new Map<number, readonly Tool[]>();
  BESIDE.set(names.tree, ofFile);
  const place = around.exists ? around : new Expression(names, 0);
  const known =
    ofFile.get(place.node) ??
    place
      .descendants('call_expression', 'new_expression', 'pair')
      .flatMap((node) => (node.enclosingFunction.node === around.node ? (toolAt(node) ?? []) : []));
  ofFile.set(place.node, known);
  return known;
}
