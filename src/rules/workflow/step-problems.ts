import type { Range } from '../../engine/finding.ts';
import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { type ConfigMember, textOf } from '../config/config-node.ts';
import { expressionsIn, foreignFieldIn } from '../settings/foreign-expression.ts';
import { isAgentAction, startsAgent } from './agent-step.ts';
import { answerFilesOf, runOf } from './answer-files.ts';
import type { Job, Step } from './jobs.ts';

const PROMPT_INPUT = /prompt|instruction|message|input|question|query|task|system|goal|text|content|args/i;
/** Everybody who may do this could change the workflow itself. */
const TRUSTED =
  /^(?:push|workflow_dispatch|schedule|release|create|delete|deployment|merge_group|workflow_call|repository_dispatch)$/;

/** What is wrong with one step: text of strangers as shell or as a prompt, an agent without bounds, a model's answer as shell. */
export function stepProblems(step: Step, job: Job, text: string): Problem[] {
  const isTrusted = job.events.length > 0 && job.events.every((event) => TRUSTED.test(event));
  const isAction = isAgentAction(step);
  const problems = isAction
    ? [...boundsProblems(step), ...(isTrusted || job.isGated ? [] : promptProblems(step, text))]
    : [];
  if (step.run) problems.push(...runProblems(step, step.run, job, isTrusted, text));
  if (/^actions\/github-script(?:@|$)/.test(step.uses) && !isTrusted)
    for (const input of step.inputs.filter(({ key }) => key === 'script'))
      problems.push(
        ...expressionProblems(input, text, (field) => `\`${field}\` becomes part of a script, and strangers write it.`),
      );
  return problems;
}

function promptProblems(step: Step, text: string): Problem[] {
  return step.inputs
    .filter(({ key }) => PROMPT_INPUT.test(key))
    .flatMap((input) => {
      const direct = expressionProblems(
        input,
        text,
        (field) => `\`${field}\` goes into the prompt of \`${shortText(step.name)}\`, and strangers write it.`,
      );
      return direct.length > 0 ? direct : indirectProblems(step, input, text);
    });
}

/** `env: BODY: ${{ github.event.issue.body }}`, and the prompt names `$BODY` or `env.BODY`. */
function indirectProblems(step: Step, input: ConfigMember, text: string): Problem[] {
  const value = textOf(input.value) ?? '';
  for (const [name, content] of step.env) {
    const field = expressionsIn(content)
      .map(({ inner }) => foreignFieldIn(inner))
      .find(Boolean);
    if (!field || !mentions(value, name)) continue;
    return [
      {
        at: placeOf(input, name, text),
        message: `\`${name}\` brings \`${field}\` into the prompt of \`${shortText(step.name)}\`, and strangers write it.`,
      },
    ];
  }
  return [];
}

function runProblems(step: Step, run: ConfigMember, job: Job, isTrusted: boolean, text: string): Problem[] {
  const { events, isGated } = job;
  const answers = answerFilesOf(job);
  const script = textOf(run.value) ?? '';
  const problems: Problem[] = [];
  if (!isTrusted) {
    problems.push(
      ...expressionProblems(
        run,
        text,
        (field) => `\`${field}\` becomes part of a shell script, and strangers write it.`,
      ),
    );
    if (startsAgent(script) && !isGated && events.some((event) => !TRUSTED.test(event)))
      problems.push(...indirectProblems(step, run, text));
  }
  for (const { inner, start, end } of rawExpressions(run, text)) {
    const from =
      /^steps\.([\w-]+)\.outputs\.(?:response|result|output|text|final[-_]message|message|execution_file|summary|content|completion|answer)\b/.exec(
        inner,
      )?.[1];
    if (from && /claude|gemini|codex|gpt|llm|\bai\b|model|agent|copilot|inference|openai|prompt/i.test(from))
      problems.push({
        at: { start, end },
        message: `The answer of the model in \`${from}\` becomes part of a shell script.`,
      });
  }
  const piped =
    /(?:claude|gemini|codex|llm|ollama|copilot|mods|sgpt|gh models run)\b[^|\n]{0,300}\|\s*(?:sudo\s+)?(?:(?:ba|z)?sh|python3?|node)\b|\beval\s+["']?\$\(\s*(?:claude|gemini|codex|llm|ollama|copilot)\b/.exec(
      script,
    );
  const answered = runOf(script, answers);
  if (answered)
    problems.push({
      at: placeOf(run, answered.piece, text),
      message: `\`${shortText(answered.file)}\` holds what a model answered, and is run as a program.`,
    });
  if (piped)
    problems.push({
      at: placeOf(run, piped[0].split('\n')[0] ?? '', text),
      message: 'The answer of a model is run as a shell script.',
    });
  return problems;
}

/** Rights and users without a bound. */
function boundsProblems(step: Step): Problem[] {
  return step.inputs.flatMap(({ key, value: node, start, end }): Problem[] => {
    const value = textOf(node) ?? '';
    const at = { start, end: Math.min(end, start + 400) };
    const name = shortText(step.name);
    if (
      /^(?:allowed_non_write_users|allowed_bots|allow-users|allow-bots|allowed_users)$/.test(key) &&
      /(?:^|[\s,])\*(?:$|[\s,])/.test(value)
    )
      return [{ at, message: `\`${key}\` lets everybody on the internet give \`${name}\` orders.` }];
    if (/^(?:sandbox|safety-strategy)$/.test(key) && /danger-full-access|unsafe/.test(value))
      return [{ at, message: `\`${key}\` takes the bounds from \`${name}\`.` }];
    const [flag] =
      /--dangerously-skip-permissions|--yolo\b|danger-full-access|bypassPermissions|\bBash\(\*\)|(?<=(?:allowed[-_]?tools|allowedTools)[\s"':=[]{1,6})(?:\*|Bash(?=["',\s]|$))|run_shell_command(?!\()/i.exec(
        value,
      ) ?? [];
    if (flag && /arg|tool|setting|config|flag|option/i.test(key))
      return [
        {
          at,
          message: `\`${shortText(flag)}\` lets \`${name}\` run every command.`,
          ...(flag === 'Bash' && { severity: 'medium' as const }),
        },
      ];
    return /^allowed_tools$/.test(key) && /^(?:\*|Bash)$/.test(value.trim())
      ? [{ at, message: `\`${value.trim()}\` lets \`${name}\` run every command.` }]
      : [];
  });
}

function expressionProblems(member: ConfigMember, text: string, message: (field: string) => string): Problem[] {
  return rawExpressions(member, text).flatMap(({ inner, start, end }) => {
    const field = foreignFieldIn(inner);
    return field ? [{ at: { start, end }, message: message(field) }] : [];
  });
}

/** The expressions as they stand in the file: a YAML scalar is folded and escaped, its source is not. */
const rawExpressions = ({ value: { start, end } }: ConfigMember, text: string) =>
  expressionsIn(text.slice(start, end)).map((one) => ({ ...one, start: start + one.start, end: start + one.end }));

const mentions = (text: string, name: string): boolean =>
  /^\w{1,80}$/.test(name) && new RegExp(`\\$\\{?${name}\\b|\\benv\\.${name}\\b|%${name}%|\\$env:${name}\\b`).test(text);

function placeOf({ value: { start, end } }: ConfigMember, needle: string, text: string): Range {
  const at = text.slice(start, end).indexOf(needle);
  return at < 0 ? { start, end: Math.min(end, start + 80) } : { start: start + at, end: start + at + needle.length };
}
