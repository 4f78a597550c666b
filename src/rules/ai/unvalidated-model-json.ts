import type { Expression } from '../../engine/names/expression.ts';
import { defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { STRUCTURED_ANSWER } from '../answer-schema.ts';
import { inPattern } from '../in-pattern.ts';

export default defineRule({
  id: 'ai/unvalidated-model-json',
  title: 'Answer of a model parsed and believed',
  severity: 'low',
  confidence: 'likely',
  cwe: [20, 1286],
  owasp: ['LLM05:2025'],
  remedy:
    'Check what was parsed against a schema, `Schema.safeParse(JSON.parse(text))`, or ask the model for output that follows a schema.',
  flows: [
    {
      to: ['believed'],
      from: ['model'],
      where: (hit) => !isTool(hit) && !isEnvelope(hit) && isBelieved(hit),
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is the model's answer, and what is parsed from it is used without a look at its shape: fields may be missing, of another type, or made up.`,
      reaches: 'It is parsed here.',
    },
    {
      to: ['believed'],
      from: ['model'],
      where: (hit) => isTool(hit) && isBelieved(hit),
      message: ({ at }) =>
        `\`${shortText(at.text)}\` are arguments that the model wrote, and what is parsed from them is used without a check.`,
      reaches: 'It is parsed here.',
      severity: 'medium',
    },
  ],
});

/**
 * The whole answer of the server, `await response.text()`: what it holds is put together by the provider, not by the model. Google's
 * `response.text()`, which is not waited for, is what the model wrote.
 */
const isEnvelope = ({ source }: FlowHit): boolean =>
  /\.text\(\)\s*$/.test(source.text) && (source.is('await_expression') || source.parent.is('await_expression'));

const isTool = ({ at }: FlowHit): boolean =>
  /\.(arguments|input|args)$/.test(at.origin.text) || /\.arguments$/.test(at.text);

function isBelieved({ call }: FlowHit): boolean {
  if (call.names.says(STRUCTURED_ANSWER)) return false;
  let value = call;
  while (
    value.parent.is(
      'parenthesized_expression',
      'as_expression',
      'await_expression',
      'non_null_expression',
      'satisfies_expression',
    )
  )
    value = value.parent;
  const { parent } = value;
  if (parent.is('arguments')) return !CHECKING.test(parent.parent.callee.text);
  if (parent.is('return_statement') || parent.is('arrow_function')) return !isCheckedByCallers(value);
  const target = value.targetNode;
  const name = target.is('identifier') ? target.text : '';
  if (name === '') return !/(typeof|Array\.isArray|instanceof)\b/.test(call.enclosingFunction.text);
  return !isCheckedAs(name, call.enclosingFunction.exists ? call.enclosingFunction.text : call.names.tree.text);
}

const CHECKING =
  /(^|\.)(parse|safeParse|parseAsync|safeParseAsync|validate\w*|assert\w*|check\w*|verify\w*|ensure\w*|is[A-Z]\w*|decode|cast|sanitiz\w*|coerce\w*|to[A-Z]\w*|Check|create|mask|\w*[sS]chema\w*|\w*[vV]alidat\w*)$/;

const isCheckedAs = (name: string, text: string): boolean =>
  new RegExp(
    `(parse|safeParse|parseAsync|[vV]alidat\\w*|assert\\w*|check\\w*|verify\\w*|ensure\\w*|is[A-Z]\\w*|isArray|decode|cast|sanitiz\\w*|[sS]chema\\w*|Check)\\((\\w+,\\s*)?${inPattern(name)}\\b|typeof ${inPattern(name)}\\b|\\bin ${inPattern(name)}\\b|${inPattern(name)}\\.\\w+\\s+instanceof`,
  ).test(text);

/** `Schema.parse(readAnswer(text))`: whoever calls the function looks at the shape. */
function isCheckedByCallers(value: Expression): boolean {
  const fn = value.enclosingFunction;
  const name = fn.field('name').exists ? fn.field('name').text : fn.targetNode.text;
  if (name === '') return false;
  return new RegExp(
    `(parse|safeParse|validate\\w*|assert\\w*|is[A-Z]\\w*)\\(\\s*(await\\s+)?${inPattern(name)}\\(`,
  ).test(value.names.tree.text);
}
