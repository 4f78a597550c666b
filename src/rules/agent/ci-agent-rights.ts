import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import { textOf } from '../config/config-node.ts';
import { readConfig } from '../config/read-config.ts';
import { isAgentStep } from '../workflow/agent-step.ts';
import { jobsOf } from '../workflow/jobs.ts';

export default defineTextRule({
  id: 'agent/ci-agent-rights',
  title: 'Agent in a workflow that may do everything',
  severity: 'high',
  confidence: 'certain',
  cwe: [250, 732, 272],
  owasp: ['LLM06:2025', 'ASI03:2026', 'ASI02:2026'],
  remedy: 'Name under `permissions` what the job needs, such as `contents: read` and `issues: write`.',
  when: ({ path, kind }) => kind === 'yaml' && agentFileOf(path)?.sort === 'workflow',
  look: (file: TextFile): readonly Problem[] => {
    if (!file.text.includes('write-all')) return [];
    const told = new Set<number>();
    return jobsOf(readConfig(file)).flatMap(({ permissions, steps }): Problem[] => {
      const agent = steps.find(isAgentStep);
      if (!agent || !permissions || textOf(permissions.value) !== 'write-all' || told.has(permissions.start)) return [];
      told.add(permissions.start);
      return [
        {
          at: { start: permissions.start, end: permissions.end },
          message: `\`write-all\` lets \`${shortText(agent.name)}\` change everything in the repository, releases and packages too.`,
        },
      ];
    });
  },
});
