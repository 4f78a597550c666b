import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { runOfWritten } from '../run-of-written.ts';

export default defineRule({
  id: 'ai/model-output-to-code',
  title: 'Text of a model run as code',
  severity: 'critical',
  confidence: 'likely',
  cwe: [94, 95],
  owasp: ['LLM05:2025', 'ASI05:2026'],
  remedy:
    'Give the model a tool with typed arguments in place of a programming language; run what must be run in a sandbox on another machine.',
  flows: [
    {
      to: ['code', 'module', 'template'],
      from: ['model'],
      when: (call) => !SANDBOX.test(call.callee.name ?? ''),
      message: ({ at, call, what }) =>
        `\`${shortText(at.text)}\` is ${what} and is run as code by \`${shortText(call.is('call_expression', 'new_expression') ? call.callee.text : call.field('left').text)}\`: whoever gets text into the prompt runs programs here.`,
      reaches: 'It is run as code here.',
    },
    {
      // Written to a file that is run.
      to: ['learnt'],
      from: ['model'],
      when: (call) => runOfWritten(call) !== undefined,
      at: ({ call }) => runOfWritten(call),
      message: ({ call, what }) =>
        `\`${shortText(call.argument(0).text)}\` holds ${what} and is run as a program here: whoever gets text into the prompt runs programs here.`,
      reaches: 'It is written to a file that is run.',
    },
    {
      // In a page of a browser that the program drives.
      to: ['request'],
      from: ['model'],
      when: ({ callee }) => RUNS_IN_PAGE.test(callee.lastName),
      where: ({ call, data }) => call.argument(0).node === data.node,
      message: ({ at, call, what }) =>
        `\`${shortText(at.text)}\` is ${what} and is run as code by \`${shortText(call.callee.text)}\`, in a page that may be logged in.`,
      reaches: 'It is run as code here.',
    },
  ],
});

/** Methods that run text in a page, of Playwright and Puppeteer; what comes behind the first argument is only handed to it. */
const RUNS_IN_PAGE =
  /^(evaluate|evaluateHandle|evaluateOnNewDocument|evaluateAsync|evaluateJavaScript|addInitScript|waitForFunction)$/;

/** What holds: another engine, or another machine. */
const SANDBOX = /^(isolated-vm|ses|quickjs-emscripten|@e2b|e2b|mathjs)\b|^Compartment/;
