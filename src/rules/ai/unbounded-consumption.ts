import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { codeText } from '../code-text.ts';
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
