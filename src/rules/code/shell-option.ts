import { removeFromList } from '../../engine/fix.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'code/shell-option',
  title: 'Arguments passed through a shell',
  severity: 'high',
  confidence: 'likely',
  cwe: [78, 88],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: 'Leave out `shell: true`: the program is then called directly, and an argument stays one argument.',
  yieldsTo: ['ai/mcp-server-chosen-outside', 'ai/mcp-tool-argument', 'ai/model-output-to-shell'],
  checks: [
    check({
      patterns: {
        javascript: [
          'child_process.spawn($PROGRAM, ...)',
          'child_process.spawnSync($PROGRAM, ...)',
          'child_process.execFile($PROGRAM, ...)',
          'child_process.execFileSync($PROGRAM, ...)',
          '"cross-spawn"($PROGRAM, ...)',
          '"cross-spawn".sync($PROGRAM, ...)',
          'execa.execa($PROGRAM, ...)',
          'execa($PROGRAM, ...)',
          'execa.execaSync($PROGRAM, ...)',
        ],
      },
      problem: ({ PROGRAM, MATCH }) => {
        const options = MATCH.arguments.find((argument) => argument.property('shell').exists);
        const shell = options?.property('shell');
        if (!options || !shell || shell.value === false || shell.value === undefined) return undefined;
        const open = [PROGRAM, ...MATCH.arguments.slice(1)]
          .filter((argument) => argument.node !== options.node)
          .find(isOpen);
        if (!open) return undefined;
        const { parent } = shell;
        return {
          at: parent.is('pair') ? parent.range : shell.range,
          message: `With \`shell\` set, \`${open.text.length > 40 ? MATCH.callee.text : open.text}\` is read by a shell, where \`;\` or \`$( )\` in it begins a command of its own.`,
          fixes:
            parent.is('pair') &&
            MATCH.arguments.length > 1 &&
            MATCH.argument(1).origin.is('array') &&
            !/\s/.test(PROGRAM.constant ?? ' ')
              ? [removeFromList(parent, 'Call it without a shell', 'review')]
              : [],
        };
      },
    }),
  ],
});

/** Not always the same: a variable, text with holes, a list with either in it. */
function isOpen(argument: Expression): boolean {
  const { origin } = argument;
  if (origin.value !== undefined || origin.is('arrow_function', 'function_expression', 'object')) return false;
  if (origin.is('array')) return origin.children.some((element) => isOpen(element));
  return !/^process\.(execPath|argv0)$/.test(origin.name ?? '');
}
