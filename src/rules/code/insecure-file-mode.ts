import { replaceWith } from '../../engine/fix.ts';
import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { fileSays, isTestCode } from '../code-text.ts';

/** The bit that lets everybody on the machine write. */
const WRITTEN_BY_ALL = 0o002;
const MODULES = ['fs', 'fs/promises', 'fs-extra', 'graceful-fs'];
const chmods = MODULES.flatMap((module) =>
  ['chmod', 'chmodSync', 'fchmod', 'fchmodSync', 'lchmod', 'lchmodSync'].map(
    (name) => `"${module}".${name}($FILE, $MODE, ...)` as const,
  ),
);
const SHELL_CHMOD = /\bchmod\s+(?:-\w+\s+)*(?:0?[0-7]{2}[2367]|[ugoa]*[oa][ugoa]*\+[rx]*w[rwx]*|\+[rx]*w[rwx]*)\s/;

export default defineRule({
  id: 'code/insecure-file-mode',
  title: 'File that everybody on the machine may change',
  severity: 'medium',
  confidence: 'likely',
  cwe: [732, 276],
  owasp: ['A01:2021', 'A01:2025'],
  remedy: 'Give the owner what the program needs, and nobody else: `0o600` for files, `0o700` for folders and scripts.',
  checks: [
    check({
      patterns: { javascript: [...chmods, '$HANDLE.chmod($MODE)'] },
      problem: ({ FILE, MODE, MATCH }) => {
        const mode = modeOf(MODE);
        if (mode === undefined || (mode & WRITTEN_BY_ALL) === 0 || mode > 0o7777) return undefined;
        const name = FILE.exists ? FILE : MATCH.callee.object;
        // Of a file that is open; other things have modes as well.
        if (!FILE.exists && !/handle|file|^fd$|^fh$/i.test(name.text)) return undefined;
        return {
          at: MODE.range,
          message: `Everybody on the machine may change \`${shortText(name.constant ?? name.text)}\` after this.`,
          fixes: fixesOf(MODE, mode),
        };
      },
    }),
    check({
      // What the process masks is taken away from a mode given when a file is made, unless nothing is masked.
      members: { javascript: ['mode'] },
      problem: ({ MATCH }) => {
        const value = MATCH.field('value');
        const mode = /^(0o|0\d|['"])/.test(value.origin.text) ? modeOf(value) : undefined;
        if (mode === undefined || (mode & WRITTEN_BY_ALL) === 0 || mode > 0o7777) return undefined;
        const call = MATCH.enclosing('call_expression');
        const isUnmasked = fileSays(MATCH.names, /\bumask\(\s*(0|0o0+|['"]0*['"])\s*\)/);
        if (
          !/^(mkdir|writeFile|appendFile|createWriteStream|open|mkdirp|ensureDir|outputFile|copy|listen)/.test(
            call.callee.lastName,
          )
        )
          return undefined;
        return {
          at: value.range,
          message: `\`${value.text}\` lets everybody on the machine change what \`${call.callee.lastName}\` makes.`,
          confidence: isUnmasked ? 'likely' : 'possible',
          fixes: fixesOf(value, mode),
        };
      },
    }),
    check({
      patterns: { javascript: ['process.umask($MASK)'] },
      where: ({ MASK }) => modeOf(MASK) === 0 && !isPutBack(MASK) && !isTestCode(MASK.names),
      at: ({ MATCH }) => MATCH.range,
      message: () =>
        'With nothing masked, every file that this program makes can be changed by everybody on the machine.',
    }),
    check({
      patterns: {
        javascript: [
          'child_process.exec($COMMAND, ...)',
          'child_process.execSync($COMMAND, ...)',
          'execa.execaCommand($COMMAND, ...)',
        ],
      },
      problem: ({ COMMAND }) => shellProblem(COMMAND),
    }),
    check({
      patterns: {
        javascript: [
          "child_process.spawn('chmod', $LIST, ...)",
          "child_process.spawnSync('chmod', $LIST, ...)",
          "child_process.execFile('chmod', $LIST, ...)",
          "child_process.execFileSync('chmod', $LIST, ...)",
        ],
      },
      problem: ({ LIST }) => {
        const mode = LIST.origin.children.find((part) => SHELL_CHMOD.test(`chmod ${part.constant ?? ''} `));
        return (
          mode && { at: mode.range, message: `\`${mode.constant}\` lets everybody on the machine change the file.` }
        );
      },
    }),
  ],
});

function shellProblem(command: Expression): Problem | undefined {
  const { origin } = command;
  const text = origin.is('string', 'template_string', 'binary_expression') ? origin.text.slice(0, 500) : '';
  const found = SHELL_CHMOD.exec(text);
  if (!found) return undefined;
  const isHere = origin.node === command.node;
  return {
    at: isHere
      ? { start: origin.start + found.index, end: origin.start + found.index + found[0].length - 1 }
      : command.range,
    message: `\`${found[0].trim()}\` lets everybody on the machine change the file.`,
  };
}

/** What a mode means: a number, an octal number of old, text in octal digits. Undefined where it cannot be told. */
function modeOf(expression: Expression): number | undefined {
  const { origin } = expression;
  const { value } = origin;
  if (/^0\d+$/.test(origin.text)) return Number.parseInt(origin.text, 8);
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^(0o?)?[0-7]{1,4}$/.test(value)
    ? Number.parseInt(value.replace('0o', ''), 8)
    : undefined;
}

/** `const old = process.umask(0)`: what was masked before is kept, to be put back. */
const isPutBack = (mask: Expression): boolean => !mask.parent.parent.parent.is('expression_statement');

function fixesOf(mode: Expression, value: number) {
  if (!mode.is('number', 'string')) return [];
  const own = (value & 0o111) === 0 ? '600' : '700';
  const text = mode.is('string') ? `'${own}'` : `0o${own}`;
  return [replaceWith(mode, text, `Leave it to its owner: ${own}`, 'review')];
}
