import assert from 'node:assert/strict';
import { fileKindOf } from '../../src/engine/engine.ts';
import { isLookedAt } from '../../src/project/source-files.ts';
import { agentFileOf } from '../../src/rules/agent-files.ts';

/** One file of each tool and sort, as its documentation names it. */
const FILES: readonly (readonly [path: string, tool: string, sort: string])[] = [
  ['/srv/shop/CLAUDE.md', 'Claude Code', 'instructions'],
  ['packages/api/CLAUDE.local.md', 'Claude Code', 'instructions'],
  ['.claude/settings.local.json', 'Claude Code', 'settings'],
  ['.claude/agents/reviewer.md', 'Claude Code', 'skill'],
  ['.claude/skills/pdf/SKILL.md', 'Claude Code', 'skill'],
  ['plugin/hooks/hooks.json', 'Claude Code', 'hooks'],
  ['.claude-plugin/plugin.json', 'Claude Code', 'plugin'],
  ['.mcp.json', 'Claude Code', 'mcp'],
  ['C:\\Users\\dev\\AppData\\Roaming\\Claude\\claude_desktop_config.json', 'Claude Desktop', 'mcp'],
  ['.cursorrules', 'Cursor', 'instructions'],
  ['.cursor/rules/api/style.mdc', 'Cursor', 'instructions'],
  ['.cursor/mcp.json', 'Cursor', 'mcp'],
  ['.cursor/hooks.json', 'Cursor', 'hooks'],
  ['.github/copilot-instructions.md', 'GitHub Copilot', 'instructions'],
  ['.github/instructions/ts.instructions.md', 'GitHub Copilot', 'instructions'],
  ['.github/prompts/fix.prompt.md', 'GitHub Copilot', 'skill'],
  ['.github/chatmodes/plan.chatmode.md', 'GitHub Copilot', 'skill'],
  ['.github/hooks/log.json', 'GitHub Copilot', 'hooks'],
  ['.vscode/mcp.json', 'VS Code', 'mcp'],
  ['.vscode/tasks.json', 'VS Code', 'editor'],
  ['shop.code-workspace', 'VS Code', 'editor'],
  ['.devcontainer/devcontainer.json', 'Dev Containers', 'devcontainer'],
  ['.windsurf/rules/main.md', 'Windsurf', 'instructions'],
  ['.codeium/windsurf/mcp_config.json', 'Windsurf', 'mcp'],
  ['.clinerules', 'Cline', 'instructions'],
  ['.clinerules/01-style.md', 'Cline', 'instructions'],
  ['settings/cline_mcp_settings.json', 'Cline', 'mcp'],
  ['.roo/rules-code/a.md', 'Roo Code', 'instructions'],
  ['.roo/mcp.json', 'Roo Code', 'mcp'],
  ['GEMINI.md', 'Gemini CLI', 'instructions'],
  ['.gemini/settings.json', 'Gemini CLI', 'settings'],
  ['.gemini/commands/git/commit.toml', 'Gemini CLI', 'skill'],
  ['.codex/config.toml', 'Codex', 'settings'],
  ['AGENTS.md', 'agents', 'instructions'],
  ['.agents/skills/x/SKILL.md', 'agents', 'skill'],
  ['.continue/mcpServers/notes.yaml', 'Continue', 'mcp'],
  ['.zed/settings.json', 'Zed', 'settings'],
  ['.kiro/steering/tech.md', 'Kiro', 'instructions'],
  ['.kiro/hooks/save.kiro.hook', 'Kiro', 'hooks'],
  ['.junie/guidelines.md', 'Junie', 'instructions'],
  ['.amazonq/rules/a.md', 'Amazon Q', 'instructions'],
  ['.aider.conf.yml', 'Aider', 'settings'],
  ['.openhands/microagents/repo.md', 'OpenHands', 'instructions'],
  ['.goosehints', 'Goose', 'instructions'],
  ['opencode.json', 'opencode', 'settings'],
  ['WARP.md', 'Warp', 'instructions'],
  ['.github/workflows/review.yml', 'GitHub Actions', 'workflow'],
];

describe('the files that AI tools read', () => {
  for (const [path, tool, sort] of FILES)
    it(`${path} is of ${tool}`, () => {
      assert.deepEqual(agentFileOf(path), { tool, sort });
      assert.ok(fileKindOf(path), 'and Assay reads it');
      assert.ok(isLookedAt(path));
    });

  it('are told from others', () => {
    for (const path of [
      'README.md',
      'src/settings.json',
      'docs/claude.md.txt',
      'package.json',
      'tasks.json',
      'src/agents.ts',
    ])
      assert.equal(agentFileOf(path), undefined, path);
  });
});
