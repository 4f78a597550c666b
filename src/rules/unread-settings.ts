import type { TextFile } from '../engine/text/text-rule.ts';
import { agentFileIn } from './agent-file-in.ts';
import { isInstructionText } from './agent-files.ts';
import { gapInFrontmatter } from './config/frontmatter.ts';
import { gapIn } from './config/read-config.ts';

/** What only lists of MCP servers are called. */
const NAMES_SERVERS =
  /["']?\b(?:mcpServers|mcp_servers|context_servers|modelContextProtocolServers)["']?\s{0,20}[:=\]]/;

/** What is to be said of a file that an AI tool takes its settings from, and that the rules about settings could not read to its end. */
export function unreadSettings(file: TextFile): readonly string[] {
  const gap = file.kind === 'markdown' ? gapOfInstructions(file) : isSettings(file) ? gapIn(file) : undefined;
  if (gap === undefined) return [];
  return [
    `${gap}, so not all of its settings were read. Secrets and invisible characters were looked for all the same.`,
  ];
}

const isSettings = (file: TextFile): boolean =>
  (file.kind === 'json' || file.kind === 'yaml' || file.kind === 'toml') &&
  (agentFileIn(file) !== undefined || NAMES_SERVERS.test(file.text));

const gapOfInstructions = (file: TextFile): string | undefined =>
  isInstructionText(file) ? gapInFrontmatter(file.text) : undefined;
