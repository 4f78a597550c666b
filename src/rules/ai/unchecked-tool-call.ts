import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { isOpenSchema } from '../answer-schema.ts';
import { inPattern } from '../in-pattern.ts';
import { asksModels } from '../model-calls.ts';

const SCHEMAS = /^(inputSchema|parameters|schema|input_schema|argsSchema|paramsSchema|args)$/;

export default defineRule({
  id: 'ai/unchecked-tool-call',
  title: 'Tool called with whatever the model says',
  severity: 'medium',
  confidence: 'likely',
  cwe: [20, 470],
  owasp: ['LLM06:2025', 'LLM05:2025', 'ASI02:2026'],
  remedy:
    'Look the tool up with `Object.hasOwn`, and give every tool a schema that names its fields, their types and their limits.',
  flows: [
    {
      to: ['dispatch'],
      from: ['model'],
      where: ({ call }) => !isLookedAt(call),
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is chosen by the model and decides which function is called, inherited ones such as \`constructor\` as well.`,
      reaches: 'It names the function that is called.',
    },
  ],
  checks: [
    check({
      // A schema that lets everything through.
      nodes: { javascript: ['pair'] },
      where: ({ MATCH }) =>
        SCHEMAS.test(MATCH.key ?? '') && isOpenSchema(MATCH.field('value')) && isOfTool(MATCH.parent),
      message: ({ MATCH }) =>
        `\`${MATCH.key}\` lets every argument through, so the tool is called with whatever the model makes up.`,
    }),
    check({
      nodes: { javascript: ['pair'] },
      where: ({ MATCH }) =>
        MATCH.key === 'additionalProperties' &&
        MATCH.field('value').value === true &&
        /\b(tools|function|input_schema|inputSchema|functions)\b/.test(before(MATCH)) &&
        asksModels(MATCH.names),
      message: () => '`additionalProperties` lets the model add arguments that the tool does not know.',
    }),
  ],
});

const before = (pair: Expression): string => pair.names.tree.text.slice(Math.max(0, pair.start - 1500), pair.start);

const isOfTool = (options: Expression): boolean => {
  const call = options.enclosing('call_expression', 'new_expression');
  if (
    /^(tool|dynamicTool|createTool|defineTool|registerTool|addTool|DynamicStructuredTool|betaZodTool)$/.test(
      call.callee.lastName,
    )
  )
    return true;
  return (
    ['execute', 'handler', 'func'].some((key) => options.property(key).exists) ||
    /function_declarations|functionDeclarations/.test(before(options).slice(-300))
  );
};

/** The function that was found is looked at before it is called. */
function isLookedAt(call: Expression): boolean {
  const { callee } = call;
  const around = call.enclosingFunction.exists ? call.enclosingFunction.text : call.names.tree.text;
  if (/\?\.\(/.test(call.text.slice(0, callee.text.length + 4))) return true;
  if (
    /hasOwn|hasOwnProperty|Object\.keys\([^)]*\)\.includes|\bin\s+\w*([tT]ools|[hH]andlers|[fF]unctions)/.test(around)
  )
    return true;
  const name = callee.is('identifier') ? inPattern(callee.text) : '';
  if (name === '') return new RegExp(`!\\s*${callee.text.slice(0, 200).replace(/[^\w$]/g, '.')}`).test(around);
  return new RegExp(
    `!\\s*${name}\\b|typeof ${name}\\b|\\bif \\(${name}\\b|${name} (===|!==|==|!=) (undefined|null)|${name} \\?`,
  ).test(around);
}
