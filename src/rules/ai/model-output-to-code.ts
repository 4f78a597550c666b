import type { Expression } from '../../engine/names/expression.ts';
import type { Names } from '../../engine/names/names.ts';
import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'ai/model-output-to-code',
  title: 'Text of a model run as code',
  severity: 'critical',
  confidence: 'likely',
  cwe: [94, 95],
  owasp: ['LLM05:2025', 'ASI05:2026'],
  remedy:
    'Give the model a tool with typed arguments in place of a programming language; run what must be run in a sandbox on another machine.',
  insteadOf: ['code/code-injection', 'code/unsafe-module-load', 'code/template-injection', 'code/broken-sandbox'],
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
      // Written to a file that is then run.
      to: ['learnt'],
      from: ['model'],
      when: (call) => /^write\w*|^append\w*/.test(call.callee.lastName) && isRun(call.argument(0)),
      message: ({ at, call, what }) =>
        `\`${shortText(at.text)}\` is ${what}, and the file that \`${shortText(call.callee.text)}\` writes it to is run: whoever gets text into the prompt runs programs here.`,
      reaches: 'It is written to a file that is run.',
    },
  ],
});

const RUNNING = /\b(spawn|spawnSync|exec|execSync|execFile|execFileSync|execAsync|fork|execa|require|import|run)\(/g;

/** The calls of each file that start programs or load modules, as they are written. */
const runs = new WeakMap<Names, string>();

/** Whether a call that starts a program, or loads a module, names the same file. */
function isRun(file: Expression): boolean {
  const name = file.is('identifier') ? file.text : `${file.constant ?? ''}`;
  return name.length > 1 && runsIn(file.names).includes(name);
}

function runsIn(names: Names): string {
  const known = runs.get(names);
  if (known !== undefined) return known;
  const { text } = names.tree;
  const lines = [...text.matchAll(RUNNING)].map(({ index }) => text.slice(index, index + 200).split('\n', 1)[0]);
  runs.set(names, lines.join('\n'));
  return lines.join('\n');
}

/** What holds: another engine, or another machine. */
const SANDBOX = /^(isolated-vm|ses|quickjs-emscripten|@e2b|e2b|mathjs)\b|^Compartment/;
