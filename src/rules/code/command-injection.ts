import type { Fix } from '../../engine/finding.ts';
import { importing } from '../../engine/fix.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { assembledText } from '../assembled-text.ts';
import { enteringIn } from '../entering.ts';
import { isShellCall } from '../shell-call.ts';

export default defineRule({
  id: 'code/command-injection',
  title: 'Shell command built from text',
  severity: 'critical',
  confidence: 'likely',
  cwe: [78],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: 'Call the program without a shell and pass the arguments as a list: `execFile(program, [argument])`.',
  yieldsTo: [
    'ai/mcp-server-chosen-outside',
    'ai/mcp-tool-argument',
    'ai/model-output-to-shell',
    'ai/package-chosen-by-model',
  ],
  leavesOwn: true,
  checks: [
    check({
      patterns: {
        javascript: [
          'child_process.exec($COMMAND, ...)',
          'child_process.execSync($COMMAND, ...)',
          'shelljs.exec($COMMAND, ...)',
          'execa.execaCommand($COMMAND, ...)',
          'execa.execaCommandSync($COMMAND, ...)',
          'execa.command($COMMAND, ...)',
          'execa.commandSync($COMMAND, ...)',
          '"cross-exec".exec($COMMAND, ...)',
        ],
      },
      problem: ({ COMMAND, MATCH }) => {
        const holes = (assembledText(COMMAND)?.holes ?? []).filter((hole) => !isHarmless(hole));
        const [hole] = holes;
        if (!hole) return undefined;
        return {
          at: hole.start >= COMMAND.start && hole.end <= COMMAND.end ? hole.range : COMMAND.range,
          message: `\`${shortText(hole.text)}\` is put into a shell command, where \`;\`, \`$( )\` or a line end in it begins a command of its own.`,
          ...(holes.every(isOfTheProgram) && { confidence: 'possible' as const }),
          fixes: fixOf(COMMAND, MATCH),
        };
      },
    }),
  ],
  flows: [
    {
      to: ['shell', 'program'],
      where: ({ call, harm }) => harm === 'shell' || isShellCall(call),
      message: (hit) =>
        `\`${shortText(enteringIn(hit).text)}\` is put into a shell command, where \`;\`, \`$( )\` or a line end in it begins a command of its own.`,
      reaches: 'It reaches the shell here.',
    },
  ],
});

/** Quoted for the shell, a number, or chosen between constants. */
function isHarmless(hole: Expression): boolean {
  const { origin } = hole;
  if (origin.value !== undefined) return true;
  if (origin.is('call_expression'))
    return (
      /^(quote|shellEscape|shellescape|escapeShellArg|escapeArg|Number|parseInt|parseFloat)$/.test(
        origin.callee.lastName,
      ) || /^(shell-quote|shescape)\b/.test(origin.callee.name ?? '')
    );
  if (origin.is('ternary_expression'))
    return [origin.field('consequence'), origin.field('alternative')].every((side) => side.value !== undefined);
  return false;
}

/** What a program knows of itself: its folders, its own executable, constants in capitals. */
const isOfTheProgram = (hole: Expression): boolean =>
  /^[A-Z][A-Z0-9_]*$/.test(hole.lastName) ||
  /^(__dirname|__filename|process\.(execPath|pid|cwd\(\)|platform|ppid|argv0)|os\.(tmpdir|homedir|EOL)(\(\))?|path\.\w+(\(\))?|require\.resolve(\(\))?)$/.test(
    hole.origin.name ?? hole.name ?? '',
  );

/** A simple command, its arguments separated by single blanks, becomes a program and a list. */
function fixOf(command: Expression, call: Expression): readonly Fix[] {
  if (!command.is('template_string') || !/^child_process\.exec(Sync)?$/.test(call.callee.name ?? '')) return [];
  const body = command.text.slice(1, -1);
  // A command that a repair can be written for fits on a line.
  if (body.length > 300) return [];
  const words = body.match(/(?:\$\{[^}]*\}|"\$\{[^}]*\}"|'\$\{[^}]*\}'|[^\s$"'`|&;<>*?()\\]+)+/g) ?? [];
  const [program] = words;
  if (
    words.join(' ') !== body ||
    !program ||
    program.includes('$') ||
    words.some((word) => /.["']|["']./.test(word.replace(/^["'](\$\{[^}]*\})["']$/, '$1')))
  )
    return [];
  const list = words.slice(1).map((word) => {
    const hole = /^["']?\$\{([^}]*)\}["']?$/.exec(word)?.[1];
    if (hole !== undefined) return hole.trim();
    return word.includes('${') ? `\`${word}\`` : `'${word}'`;
  });
  const wanted = call.callee.name === 'child_process.exec' ? 'execFile' : 'execFileSync';
  const { name, edits } = importing(call, 'node:child_process', wanted);
  const callee = call.callee.is('member_expression') ? `${call.callee.object.text}.${wanted}` : name;
  const added = call.callee.is('member_expression') ? [] : edits;
  return [
    {
      title: `Call it without a shell: ${wanted}`,
      safety: 'review',
      edits: [call.callee.replacedBy(callee), command.replacedBy(`'${program}', [${list.join(', ')}]`), ...added],
    },
  ];
}
