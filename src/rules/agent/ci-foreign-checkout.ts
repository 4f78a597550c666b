import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import { type ConfigMember, textOf, valueAt } from '../config/config-node.ts';
import { readConfig } from '../config/read-config.ts';
import { isAgentStep } from '../workflow/agent-step.ts';
import { type Job, jobsOf, type Step } from '../workflow/jobs.ts';

/** Events that strangers start and that run with the repository's secrets and a token that may write. */
const TRUSTING = /^(?:pull_request_target|workflow_run|issue_comment)$/;
/** The state of a pull request, by any of its names. */
const FOREIGN_STATE =
  /github\.event\.pull_request\.(?:head|merge_commit_sha)|github\.head_ref|github\.event\.workflow_run\.head_(?:sha|branch|repository)|refs\/pull\//;
/** The same in a script; what is only fetched, to be compared, lies in no file yet. */
const TAKES =
  /\bgh\s+pr\s+checkout\b|\bgit\s+pull\b[^\n]{0,120}\bpull\/|\bgit\s+fetch\b[^\n]{0,120}\b(?:pull\/|head_ref)[\s\S]{0,600}\bgit\s+(?:checkout|switch|merge|reset|worktree|cherry-pick|rebase)\b/i;
/** Programs that run what the files of the project say. */
const RUNS_FILES =
  /(?:^|[\s;&|(])(?:npm|pnpm|yarn|bun|npx|make|pip3?|poetry|uv|cargo|go|mvnw?|gradlew?|dotnet|bundle|rake|composer|docker|node|tsx|deno|python3?|tox|pytest|(?:ba)?sh)\s|(?:^|\s)\.\/\w/m;

export default defineTextRule({
  id: 'agent/ci-foreign-checkout',
  title: "Stranger's code beside secrets",
  severity: 'high',
  confidence: 'likely',
  cwe: [829, 94, 250],
  owasp: ['A08:2025', 'ASI05:2026', 'LLM01:2025'],
  remedy: 'Run it on `pull_request`, which has no secrets, or let the job only read the pull request over the API.',
  when: ({ path, kind }) => kind === 'yaml' && agentFileOf(path)?.sort === 'workflow',
  look: (file: TextFile): readonly Problem[] =>
    TRUSTING_WORD.test(file.text) ? jobsOf(readConfig(file)).flatMap(problemsOf) : [],
});

const TRUSTING_WORD = /pull_request_target|workflow_run|issue_comment/;

function problemsOf(job: Job): Problem[] {
  const event = job.events.find((name) => TRUSTING.test(name));
  if (!event || job.isGated) return [];
  return job.steps.flatMap((step, index): Problem[] => {
    const place = foreignStateOf(step);
    if (!place || isAsked(step)) return [];
    const later = job.steps.slice(index).filter((one) => one !== step || step.run !== undefined);
    const runner = later.find((one) => isAgentStep(one) || one.uses.startsWith('./') || runsFiles(one));
    if (!runner) return [];
    const does = isAgentStep(runner) ? 'gives it to an agent' : `runs it in \`${nameOf(runner)}\``;
    return [
      {
        at: { start: place.start, end: place.end },
        message: `\`${event}\` checks out what a stranger sent and ${does}, with the repository's secrets at hand.`,
        ...(job.isHeld && { confidence: 'possible' as const }),
      },
    ];
  });
}

/** Where a step takes the state of a pull request. */
function foreignStateOf({ uses, inputs, run }: Step): ConfigMember | undefined {
  if (/^actions\/checkout(?:@|$)/.test(uses))
    return inputs.find(
      ({ key, value }) => (key === 'ref' || key === 'repository') && FOREIGN_STATE.test(textOf(value) ?? ''),
    );
  return TAKES.test(textOf(run?.value)?.slice(0, 20_000) ?? '') ? run : undefined;
}

/** A condition of the step itself that asks who it was, or which event. */
const isAsked = ({ node, isGated }: Step): boolean => isGated || /event_name/.test(textOf(valueAt(node, 'if')) ?? '');

/** Steps without a name are called by what they run. */
const nameOf = ({ name, run }: Step): string =>
  shortText(name === 'step' ? (textOf(run?.value)?.trim().split('\n')[0] ?? name) : name);

const runsFiles = ({ run }: Step): boolean => {
  const script = textOf(run?.value)?.slice(0, 20_000) ?? '';
  return RUNS_FILES.test(script.replace(/^\s*#.*$/gm, ''));
};
