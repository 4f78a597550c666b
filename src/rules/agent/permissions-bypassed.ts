import type { Problem } from '../../engine/rule.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { agentFileIn } from '../agent-file-in.ts';
import type { ConfigNode } from '../config/config-node.ts';
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
  when: (file) => mayBeSettings(file.kind) || mayHoldFlags(file),
  look: (file): readonly Problem[] => [
    ...(isSettings(file) ? bypassesIn(treeOf(file), file) : []),
    ...(mayHoldFlags(file) ? bypassFlagsIn(file) : []),
  ],
});

const mayBeSettings = (kind: TextFile['kind']): boolean =>
  kind === 'json' || kind === 'toml' || kind === 'yaml' || kind === 'markdown';

const treeOf = (file: TextFile): ConfigNode | undefined =>
  file.kind === 'markdown' ? readFrontmatter(file.text) : readConfig(file);

const isSettings = (file: TextFile): boolean =>
  /^(?:settings|editor|devcontainer|skill|plugin)$/.test(agentFileIn(file)?.sort ?? '');
