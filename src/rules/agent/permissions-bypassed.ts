import type { Problem } from '../../engine/rule.ts';
import { defineTextRule } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import { readFrontmatter } from '../config/frontmatter.ts';
import { readConfig } from '../config/read-config.ts';
import { bypassFlagsIn, mayHoldFlags } from '../settings/bypass-flags.ts';
import { bypassesIn } from '../settings/bypasses.ts';

export default defineTextRule({
  id: 'agent/permissions-bypassed',
  title: 'Agent that acts without asking',
  severity: 'high',
  confidence: 'certain',
  cwe: [250, 693],
  owasp: ['LLM06:2025', 'ASI02:2026', 'ASI05:2026'],
  remedy: 'Let the agent ask, and allow by name only the commands that it needs.',
  when: (file) => isSettings(file.path) || mayHoldFlags(file),
  look: (file): readonly Problem[] => [
    ...(isSettings(file.path)
      ? bypassesIn(file.kind === 'markdown' ? readFrontmatter(file.text) : readConfig(file), file)
      : []),
    ...(mayHoldFlags(file) ? bypassFlagsIn(file) : []),
  ],
});

function isSettings(path: string): boolean {
  const sort = agentFileOf(path)?.sort;
  return sort === 'settings' || sort === 'editor' || sort === 'devcontainer' || sort === 'skill' || sort === 'plugin';
}
