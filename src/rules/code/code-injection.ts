import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { runsInDatabase } from '../code-in-database.ts';

const MESSAGE = (code: string, by: string) =>
  `\`${code}\` is run as code by \`${by}\`: whoever can choose its text runs programs of their own.`;

export default defineRule({
  id: 'code/code-injection',
  title: 'Text run as code',
  severity: 'high',
  confidence: 'likely',
  cwe: [94, 95],
  owasp: ['A03:2021', 'A05:2025'],
  remedy:
    'Parse data with `JSON.parse`, look functions up in a `Map`, and compute formulas with an expression parser; run no text as code.',
  yieldsTo: ['ai/mcp-tool-argument', 'ai/model-output-to-code'],
  checks: [
    check({
      patterns: {
        javascript: [
          'eval($CODE)',
          'execScript($CODE, ...)',
          'vm.runInThisContext($CODE, ...)',
          'vm.runInNewContext($CODE, ...)',
          'vm.runInContext($CODE, ...)',
          'new vm.Script($CODE, ...)',
          'vm.compileFunction($CODE, ...)',
        ],
      },
      where: ({ CODE }) => CODE.value === undefined && !CODE.origin.is('arrow_function', 'function_expression'),
      at: ({ CODE }) => CODE.range,
      message: ({ CODE, MATCH }) => MESSAGE(shortText(CODE.text), MATCH.callee.text),
      fix: ({ CODE, MATCH }) =>
        MATCH.callee.name === 'eval' && /json|body|response|payload|data$/i.test(CODE.lastName)
          ? { title: 'Parse it as JSON', safety: 'review', edits: [MATCH.callee.replacedBy('JSON.parse')] }
          : undefined,
    }),
    check({
      patterns: { javascript: ['new Function(..., $CODE)', 'Function(..., $CODE)'] },
      where: ({ CODE }) => CODE.value === undefined && !isJoined(CODE),
      at: ({ CODE }) => CODE.range,
      message: ({ CODE }) => MESSAGE(shortText(CODE.text), 'Function'),
    }),
    check({
      // Lines put together by a program are most often its own: code generators.
      patterns: { javascript: ['new Function(..., $CODE)', 'Function(..., $CODE)'] },
      where: ({ CODE }) => isJoined(CODE),
      at: ({ CODE }) => CODE.range,
      message: ({ CODE }) => MESSAGE(shortText(CODE.text), 'Function'),
      confidence: 'possible',
    }),
    check({
      // A string given to a timer is compiled; a function or a variable that may hold one is not told from here.
      patterns: { javascript: ['setTimeout($CODE, ...)', 'setInterval($CODE, ...)', 'setImmediate($CODE, ...)'] },
      where: ({ CODE }) => CODE.isBuiltText,
      at: ({ CODE }) => CODE.range,
      message: ({ CODE, MATCH }) => MESSAGE(shortText(CODE.text), MATCH.callee.text),
    }),
  ],
  flows: [
    {
      to: ['code'],
      when: (call) => !runsInDatabase(call),
      severity: 'critical',
      message: ({ at, call }) =>
        MESSAGE(
          shortText(at.text),
          shortText(call.is('call_expression', 'new_expression') ? call.callee.text : call.field('left').text),
        ),
      reaches: 'It is run as code here.',
    },
  ],
});

const isJoined = (code: Expression): boolean =>
  code.origin.is('call_expression') && code.origin.callee.lastName === 'join';
