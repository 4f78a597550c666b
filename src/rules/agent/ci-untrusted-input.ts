import type { Problem } from '../../engine/rule.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import { readConfig } from '../config/read-config.ts';
import { jobsOf } from '../workflow/jobs.ts';
import { stepProblems } from '../workflow/step-problems.ts';

export default defineTextRule({
  id: 'agent/ci-untrusted-input',
  title: "Strangers' text in a workflow",
  severity: 'high',
  confidence: 'likely',
  cwe: [1427, 94, 78, 863],
  owasp: ['LLM01:2025', 'ASI01:2026', 'ASI02:2026'],
  remedy:
    'Hand the text over in a variable of the environment, and let an agent that reads it neither write nor run anything.',
  when: ({ path, kind }) => kind === 'yaml' && agentFileOf(path)?.sort === 'workflow',
  look: (file: TextFile): readonly Problem[] =>
    jobsOf(readConfig(file)).flatMap((job) => job.steps.flatMap((step) => stepProblems(step, job, file.text))),
});
