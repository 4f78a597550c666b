import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule, type FlowHit } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { codeText } from '../code-text.ts';
import { inPattern } from '../in-pattern.ts';
import { once } from '../once.ts';
import { opensCheckedAddress } from '../opens-checked-address.ts';
import { isShellCall } from '../shell-call.ts';

export default defineRule({
  id: 'code/argument-injection',
  title: 'Program or argument chosen by foreign text',
  severity: 'high',
  confidence: 'likely',
  cwe: [88, 78],
  owasp: ['A03:2021', 'A05:2025'],
  remedy: 'Start a constant program, put `--` before what comes from outside, and check it against what you expect.',
  yieldsTo: [
    'ai/mcp-server-chosen-outside',
    'ai/mcp-tool-argument',
    'ai/model-output-to-shell',
    'ai/model-output-to-url',
    'ai/package-chosen-by-model',
  ],
  checks: [
    check({
      patterns: {
        javascript: [
          'child_process.spawn($PROGRAM, $LIST, ...)',
          'child_process.spawnSync($PROGRAM, $LIST, ...)',
          'child_process.execFile($PROGRAM, $LIST, ...)',
          'child_process.execFileSync($PROGRAM, $LIST, ...)',
          'cross-spawn($PROGRAM, $LIST, ...)',
          'cross-spawn.sync($PROGRAM, $LIST, ...)',
          'execa($PROGRAM, $LIST, ...)',
          'execa.execa($PROGRAM, $LIST, ...)',
        ],
      },
      severity: 'medium',
      where: ({ PROGRAM, LIST }) =>
        PROGRAM.constant === 'git' && !LIST.names.says(OF_COMMAND_LINE) && addressIn(LIST) !== undefined,
      at: ({ LIST }) => (addressIn(LIST) ?? LIST).range,
      message: ({ LIST }) =>
        `Nothing keeps \`${shortText((addressIn(LIST) ?? LIST).text)}\` from beginning with \`-\` or \`ext::\`: git takes the one for an option, and runs the other.`,
    }),
  ],
  flows: [
    {
      to: ['program'],
      when: (call) => !opensCheckedAddress(call),
      where: (hit) => !isShellCall(hit.call) && (!hit.isInside || isOption(hit) || isProgramOf(hit)),
      message: (hit) => messageOf(hit),
      reaches: 'It starts a program here.',
    },
  ],
});

/** Programs for which an argument is as good as a command, and calls through a shell. */
const isOption = ({ call }: FlowHit): boolean =>
  PROGRAMS.test(call.argument(0).constant ?? '') ||
  PROGRAMS.test(call.argument(0).property('cmd').origin.children[0]?.constant ?? '') ||
  /shell\s*:\s*(true|['"])/.test(call.text);

/** `Bun.spawn([program, ...])`, `Deno.run({ cmd: [program, ...] })`: the first of the list is what is started. */
function isProgramOf({ call, at }: FlowHit): boolean {
  if (!/^(Bun\.spawn(Sync)?|Deno\.run)$/.test(call.callee.text)) return false;
  const given = call.argument(0);
  const list = given.origin.is('array') ? given.origin : given.property('cmd').origin;
  const [program] = list.is('array') ? list.children : [];
  return program !== undefined && at.start >= program.start && at.end <= program.end;
}

function messageOf(hit: FlowHit): string {
  const callee = shortText(hit.call.callee.text);
  return hit.isInside && !isProgramOf(hit)
    ? `\`${shortText(hit.at.text)}\` is an argument of \`${callee}\`: one that begins with \`-\` is read as an option.`
    : `\`${shortText(hit.at.text)}\` decides which program \`${callee}\` starts.`;
}

/** The address of a repository that a function is given and hands to git, with nothing before it that ends the options and no look at how it begins. */
function addressIn(list: Expression): Expression | undefined {
  const parts = list.origin.is('array') ? list.origin.children : [];
  if (!ASKS_REMOTE.test(parts[0]?.constant ?? '') || parts.some(({ constant }) => constant === '--')) return undefined;
  return parts.find((part) => {
    if (part.value !== undefined || !ADDRESS.test(part.lastName)) return false;
    const root = part.is('member_expression') ? part.object : part;
    const binding = root.is('identifier') ? root.names.bindingOf(root.node) : undefined;
    if (binding?.sort !== 'parameter') return false;
    const answers = looksIn(part.enclosingFunction);
    const known = answers.get(part.text) ?? isLookedAt(part);
    answers.set(part.text, known);
    return !known;
  });
}

/** By the text of what is asked for. */
const looksIn = once(() => new Map<string, boolean>());

function isLookedAt(part: Expression): boolean {
  const name = inPattern(part.text);
  const look = new RegExp(`\\(\\s*${name}\\b|\\b${name}\\??\\.(startsWith|match|includes|replace)\\(`);
  return look.test(codeText(part.enclosingFunction.field('body')));
}

const ASKS_REMOTE = /^(clone|fetch|pull|ls-remote)$/;
const ADDRESS = /(^|_|[a-z])(url|uri|repo|repository|remote)$/i;
/** Programs that are told the address by who runs them. */
const OF_COMMAND_LINE =
  /process\.argv|['"](commander|yargs|minimist|cac|meow|@clack\/prompts|@oclif\/core|inquirer|prompts)['"]/;

const PROGRAMS =
  /^(\/(usr\/)?bin\/)?(git|hg|svn|curl|wget|tar|find|ssh|rsync|zip|(ba|z|da)?sh|cmd(\.exe)?|powershell|pwsh|env|xargs|npm|npx|node|python3?)$/;
