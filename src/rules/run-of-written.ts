import { Expression } from '../engine/names/expression.ts';
import { onceForFile } from './once.ts';

const WRITES = /^(append|write|output)File(Sync)?$/;
const RUNS =
  /^(child_process|execa|cross-spawn|worker_threads|node-pty)\b.*(exec|execSync|execFile|execFileSync|spawn|spawnSync|fork|Worker|execa\w*|sync|cross-spawn)$|^(require|Bun\.spawn|Deno\.Command)$/;

/** Of a call that writes a file: the part of a later call of the file that runs it as a program or loads it as a module. */
export function runOfWritten(write: Expression): Expression | undefined {
  if (!WRITES.test(write.callee.lastName)) return undefined;
  const path = write.argument(0);
  const constant = path.constant ?? '';
  const names = constant.length > 1 ? new Set<string>() : pathNames(path, write);
  if (constant === '' && !path.is('identifier', 'member_expression')) return undefined;
  for (const call of runsIn(write.names)) {
    if (call.node <= write.node) continue;
    for (const argument of call.arguments) {
      const named = [argument, ...argument.descendants('identifier', 'member_expression')].find(({ text }) =>
        names.has(text),
      );
      if (constant.length > 1 && argument.text.includes(constant)) return argument;
      if (named) return named;
    }
  }
  return undefined;
}

/** The calls of each file that run something: a file may write a thousand times. */
const runsIn = onceForFile((whole) => whole.descendants('call_expression', 'new_expression').filter(runs));

/** What the path is called: where it is written, and where the function that writes it has given it back. */
function pathNames(path: Expression, write: Expression): ReadonlySet<string> {
  const names = new Set([path.text]);
  const fn = write.enclosingFunction;
  const own = fn.field('name').exists ? fn.field('name').text : fn.exists ? fn.targetNode.text : '';
  const givesBack = fn.descendants('return_statement').some(({ children: [value] }) => value?.text === path.text);
  if (own === '' || !givesBack) return names;
  for (const declared of new Expression(write.names, 0).descendants('variable_declarator')) {
    const value = declared.field('value');
    const call = value.is('await_expression') ? (value.children[0] ?? value) : value;
    if (call.is('call_expression') && call.callee.lastName === own) names.add(declared.field('name').text);
  }
  return names;
}

const runs = (call: Expression): boolean =>
  call.callee.kind === 'import' || RUNS.test(call.callee.name ?? call.callee.text);
