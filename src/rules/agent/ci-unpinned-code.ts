import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import { type ConfigMember, memberOf, textOf } from '../config/config-node.ts';
import { readConfig } from '../config/read-config.ts';
import { shellRisksOf } from '../shell/shell-risk.ts';
import { isAgentAction, isAgentStep } from '../workflow/agent-step.ts';
import { type Job, jobsOf, type Step } from '../workflow/jobs.ts';

/** References that move: branches, and names that a maker moves to whatever is newest. */
const MOVES = /^(?:main|master|trunk|latest|head|dev|develop|development|next|edge|canary|nightly|beta|alpha|stable)$/i;
/** Makers whose repository is guarded as well as what it calls: told more quietly. */
const KNOWN_MAKERS = /^(?:anthropics|openai|google-github-actions|google-gemini|actions|github)\//i;
/** Keys of models, by their usual names. */
const MODEL_KEY =
  /\b(?:OPENAI|ANTHROPIC|CLAUDE|GEMINI|GOOGLE_AI|GOOGLE_GENAI|MISTRAL|GROQ|OPENROUTER|DEEPSEEK|COHERE|XAI|AZURE_OPENAI|TOGETHER|FIREWORKS|PERPLEXITY|CURSOR)\w{0,30}_(?:KEY|TOKEN)\b/;
const MAX_LINES = 400;

export default defineTextRule({
  id: 'agent/ci-unpinned-code',
  title: "Unpinned code beside an agent's keys",
  severity: 'high',
  confidence: 'likely',
  cwe: [829, 494, 1357],
  owasp: ['LLM03:2025', 'ASI04:2026', 'A08:2025'],
  remedy:
    'Name the action by a released version or, better, its commit; download a named version and check its checksum.',
  when: ({ path, kind }) => kind === 'yaml' && agentFileOf(path)?.sort === 'workflow',
  look: (file: TextFile): readonly Problem[] =>
    jobsOf(readConfig(file)).flatMap((job) => [
      ...job.steps.flatMap((step) => movingAction(step)),
      ...(holdsModelKey(job) ? job.steps.flatMap((step) => downloads(step, file.text)) : []),
    ]),
});

function movingAction(step: Step): Problem[] {
  const uses = memberOf(step.node, 'uses');
  const [, name, version] = /^([\w.-]+\/[\w./-]+?)(?:@(.*))?$/.exec(step.uses) ?? [];
  if (!uses || !name || !isAgentAction(step) || (version !== undefined && !MOVES.test(version))) return [];
  if (version === undefined && step.uses.startsWith('.')) return [];
  const isTrusted = KNOWN_MAKERS.test(name);
  return [
    {
      at: { start: uses.value.start, end: uses.value.end },
      message: `\`${shortText(name)}\` is run as whatever \`${shortText(version ?? 'its newest state')}\` is at that moment, with the keys of this job.`,
      severity: isTrusted ? 'low' : 'medium',
    },
  ];
}

const holdsModelKey = (job: Job): boolean =>
  job.steps.some(
    (step) =>
      isAgentStep(step) ||
      [...step.env].some(([name, value]) => MODEL_KEY.test(name) || MODEL_KEY.test(value.slice(0, 200))) ||
      step.inputs.some(({ value }) => MODEL_KEY.test(textOf(value)?.slice(0, 200) ?? '')),
  );

/** `curl … | sh` in a script, line by line; what makers of tools publish for that is left alone. */
function downloads({ run }: Step, text: string): Problem[] {
  const script = textOf(run?.value);
  if (!run || script === undefined || !/\b(?:curl|wget|iwr|irm|urlopen)\b/i.test(script)) return [];
  return linesOf(run, text).flatMap(({ line, start }): Problem[] => {
    const risk = shellRisksOf(line).find(({ id }) => id === 'runs-download');
    const from = line.search(/\S/);
    if (!risk || /^\s*#/.test(line)) return [];
    return [
      {
        at: { start: start + from, end: start + line.trimEnd().length },
        message: `This step ${risk.does}, where the keys of the agent are.`,
      },
    ];
  });
}

/** The lines of a script as they stand in the file, with the offset of each. */
function linesOf({ value }: ConfigMember, text: string): { readonly line: string; readonly start: number }[] {
  const lines: { readonly line: string; readonly start: number }[] = [];
  let start = value.start;
  for (const line of text.slice(value.start, value.end).split('\n', MAX_LINES)) {
    lines.push({ line, start });
    start += line.length + 1;
  }
  return lines;
}
