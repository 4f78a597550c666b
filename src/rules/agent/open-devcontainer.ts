import type { Problem } from '../../engine/rule.ts';
import { defineTextRule } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import { readConfig } from '../config/read-config.ts';
import { openingsOf } from '../devcontainer/openings.ts';

export default defineTextRule({
  id: 'agent/open-devcontainer',
  title: 'Development container that keeps nothing in',
  severity: 'high',
  confidence: 'likely',
  cwe: [250, 668, 552],
  owasp: ['LLM06:2025', 'ASI05:2026', 'ASI03:2026'],
  remedy: 'Mount only the folders that the work needs, and give the container no rights over the machine.',
  when: ({ path }) => agentFileOf(path)?.sort === 'devcontainer',
  look: (file): readonly Problem[] =>
    openingsOf(readConfig(file)).map(({ at, does, severity }) => ({
      at,
      message: `The container ${does}.`,
      severity,
    })),
});
