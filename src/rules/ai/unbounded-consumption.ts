import { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { codeText } from '../code-text.ts';
import { inPattern } from '../in-pattern.ts';
import { asksModels, modelCalls, optionsOf } from '../model-calls.ts';

const CAPS = [
  'max_tokens',
  'max_completion_tokens',
  'max_output_tokens',
  'maxTokens',
  'maxOutputTokens',
  'maxCompletionTokens',
  'max_new_tokens',
];
const CAP = new RegExp(`\\b(${CAPS.join('|')}|num_predict|numPredict|maxLength|max_length|maxTokensToSample)\\b`);

/** More than any answer needs. */
const TOO_MANY = 100_000;

/** Conversations that the program keeps, by whom it has them with. */
const KEEPS_CONVERSATIONS = /\.get\([^()\n]{1,60}\)\s*(\?\?|\|\|)\s*\[|\[[\w.]{1,60}\]\s*(\?\?|\|\|)=?\s*\[/;
const SHORTENS =
  /\.(slice|splice|shift|splice)\(|\.length\s*(>|>=)|\.length\s*=|trim(Messages|History|Conversation)|truncat|summar|window|\bMAX_|max_?(history|messages|turns)|limit|compact|prune/i;

export default defineRule({
  id: 'ai/unbounded-consumption',
  title: 'Answer of a model without a limit',
  severity: 'medium',
  confidence: 'likely',
  cwe: [770, 400],
  owasp: ['LLM10:2025'],
  remedy: 'Set the greatest number of tokens of an answer to a constant, and choose the model from a list of your own.',
  flows: [
    {
      to: ['spent'],
      from: ['user', 'browser', 'userParameter'],
      where: (hit) => !isModelName(hit),
      message: ({ at }) =>
        `\`${shortText(at.text)}\` lets the sender decide how long an answer gets, and what it costs you.`,
      reaches: 'It decides what the answer costs.',
    },
    {
      // An application may let people choose their model, and look at the choice elsewhere.
      to: ['spent'],
      from: ['user', 'browser', 'userParameter'],
      where: (hit) => isModelName(hit) && !CHOICE.test(codeText(hit.call.enclosingFunction)),
      message: ({ at }) => `\`${shortText(at.text)}\` lets the sender decide which model answers, the dearest one too.`,
      reaches: 'It decides which model answers.',
      severity: 'low',
    },
    {
      to: ['spent'],
      from: ['user', 'browser', 'userParameter'],
      where: (hit) => isModelName(hit) && CHOICE.test(codeText(hit.call.enclosingFunction)),
      message: ({ at }) => `\`${shortText(at.text)}\` lets the sender decide which model answers, the dearest one too.`,
      reaches: 'It decides which model answers.',
      severity: 'low',
      confidence: 'possible',
    },
  ],
  checks: [
    check({
      nodes: { javascript: ['pair'] },
      where: ({ MATCH }) =>
        CAPS.includes(MATCH.key ?? '') && isTooMany(MATCH.field('value')) && asksModels(MATCH.names),
      message: ({ MATCH }) =>
        `\`${MATCH.key}\` is so great that it limits nothing: one request can cost what a thousand should.`,
    }),
    check({
      // `const past = history.get(chat) ?? []; past.push(message); await ask({ messages: [...past] })`
      nodes: { javascript: ['call_expression', 'new_expression'] },
      says: KEEPS_CONVERSATIONS,
      problem: ({ MATCH }) => {
        if (!modelCalls(MATCH.names).some(({ node }) => node === MATCH.node)) return undefined;
        const grown = conversationIn(optionsOf(MATCH));
        if (!grown || SHORTENS.test(codeText(MATCH.enclosingFunction))) return undefined;
        return {
          at: MATCH.callee.range,
          message: `\`${grown}\` grows with every message and is sent whole each time: a visitor who keeps on writing makes every answer dearer than the one before, without end.`,
          confidence: 'likely',
        };
      },
    }),
    check({
      nodes: { javascript: ['call_expression', 'new_expression'] },
      where: ({ MATCH }) =>
        modelCalls(MATCH.names).some(({ node }) => node === MATCH.node) &&
        optionsOf(MATCH).origin.is('object') &&
        !MATCH.names.says(CAP),
      at: ({ MATCH }) => MATCH.callee.range,
      message: ({ MATCH }) =>
        `\`${shortText(MATCH.callee.text)}\` is asked without a limit of tokens, so one answer may be as long as the model can make it.`,
      severity: 'low',
      confidence: 'possible',
    }),
  ],
});

/** Somebody is known who pays, or the choice is one of a few. */
const CHOICE =
  /allowed|supported|available|whitelist|MODELS\b|models\b|includes\(|\.has\(|switch\b|auth|session|api_?key|\bplan\b|tier|quota|credit|limit|safeParse|\.parse\(|z\.|valid/i;

function isModelName({ data, call }: FlowHit): boolean {
  const name = data.parent.is('pair') ? (data.parent.key ?? '') : data.text;
  return /^model(Id|Name)?$/i.test(name) || call.argument(0).node === data.node;
}

const isTooMany = (value: Expression): boolean =>
  (typeof value.value === 'number' && value.value >= TOO_MANY) ||
  /^(Infinity|Number\.(MAX_SAFE_INTEGER|MAX_VALUE|POSITIVE_INFINITY))$/.test(value.origin.text);

/** The name of a list that is taken from what is kept, added to, and handed to the model whole. */
function conversationIn(options: Expression): string | undefined {
  const given = ['messages', 'input', 'contents'].map((key) => options.property(key)).find(({ exists }) => exists);
  if (!given) return undefined;
  const { origin } = given;
  const lists = origin.is('array')
    ? origin.children.flatMap((child) => (child.is('spread_element') ? child.children : []))
    : [given];
  return lists.find((list) => list.is('identifier') && isKeptList(list))?.text;
}

function isKeptList(list: Expression): boolean {
  const binding = list.names.bindingOf(list.node);
  if (binding?.sort !== 'variable' || binding.value < 0 || binding.path?.length !== 0) return false;
  const kept = new Expression(list.names, binding.value);
  const store = kept.is('binary_expression')
    ? kept.field('left')
    : kept.is('augmented_assignment_expression')
      ? kept.field('left')
      : kept;
  const holder =
    store.is('call_expression') && store.callee.lastName === 'get'
      ? store.callee.object
      : store.is('subscript_expression')
        ? store.object
        : undefined;
  if (!holder?.is('identifier')) return false;
  const declared = holder.names.bindingOf(holder.node);
  const isOfFile =
    declared?.sort === 'variable' && !new Expression(holder.names, declared.node).enclosingFunction.exists;
  const fn = list.enclosingFunction;
  return isOfFile && fn.exists && new RegExp(`\\b${inPattern(list.text)}\\.push\\(`).test(codeText(fn));
}
