/** What a file tells an AI tool: which servers to start, what it may do, how to behave, what to run. */
export type AgentFileSort =
  /** Definitions of MCP servers. */
  | 'mcp'
  /** Permissions, hooks, environment, often MCP servers as well. */
  | 'settings'
  | 'hooks'
  /** Prose that is put before every conversation. */
  | 'instructions'
  /** Prose that is loaded when it is asked for: skills, commands, prompts, roles of agents, memories. */
  | 'skill'
  /** A plugin's or extension's own description. */
  | 'plugin'
  /** Settings of the editor that the agent runs in. */
  | 'editor'
  | 'devcontainer'
  | 'workflow';

export type AgentFile = { readonly tool: string; readonly sort: AgentFileSort };

/**
 * Which tool reads which file, by the end of its path in lower case; the first that fits counts. From the tools' own documentation, Snyk
 * agent-scan's discoverers and rulesync's table of paths, as of 2026.
 */
const FILES: readonly (readonly [tool: string, sort: AgentFileSort, path: RegExp])[] = [
  // Claude Code and Claude Desktop
  ['Claude Code', 'instructions', /(?:^|\/)claude(?:\.local)?\.md$/],
  ['Claude Code', 'instructions', /(?:^|\/)\.claude\/rules\/.+\.md$/],
  ['Claude Code', 'hooks', /(?:^|\/)hooks\/hooks\.json$/],
  [
    'Claude Code',
    'settings',
    /(?:^|\/)\.claude\/[^/]*settings[^/]*\.jsonc?$|(?:^|\/)(?:managed|claude)-settings\.json$/,
  ],
  ['Claude Code', 'mcp', /(?:^|\/)(?:managed-mcp|\.mcp|\.claude)\.json$|(?:^|\/)\.claude\/\.?mcp\.json$/],
  ['Claude Code', 'plugin', /(?:^|\/)\.claude-plugin\/(?:plugin|marketplace)\.json$/],
  ['Claude Code', 'skill', /(?:^|\/)\.claude\/(?:agents|commands|skills|output-styles|prompts)\/.+\.md$/],
  ['Claude Desktop', 'mcp', /(?:^|\/)claude_desktop_config[^/]*\.json$/],
  // Cursor
  [
    'Cursor',
    'instructions',
    /(?:^|\/)\.cursorrules$|(?:^|\/)\.cursor\/rules\/.+\.(?:mdc|md)$|(?:^|\/)[^/]+\.mdc$|(?:^|\/)bugbot\.md$/,
  ],
  ['Cursor', 'hooks', /(?:^|\/)\.cursor\/hooks\.json$/],
  ['Cursor', 'mcp', /(?:^|\/)\.cursor\/mcp[^/]*\.json$/],
  ['Cursor', 'settings', /(?:^|\/)\.cursor\/(?:cli|cli-config|settings|environment|permissions|sandbox)\.json$/],
  ['Cursor', 'skill', /(?:^|\/)\.cursor\/(?:commands|agents|skills|prompts)\/.+\.md$/],
  // GitHub Copilot and VS Code
  ['GitHub Copilot', 'instructions', /(?:^|\/)copilot-instructions\.md$|\.instructions\.md$/],
  [
    'GitHub Copilot',
    'skill',
    /\.(?:prompt|chatmode|agent)\.md$|(?:^|\/)\.github\/(?:prompts|chatmodes|agents|skills)\/.+\.md$/,
  ],
  ['GitHub Copilot', 'hooks', /(?:^|\/)\.github\/hooks\/.+\.json$/],
  ['GitHub Copilot', 'mcp', /(?:^|\/)\.github\/mcp\.json$|(?:^|\/)\.copilot\/mcp-config\.json$/],
  ['GitHub Copilot', 'settings', /(?:^|\/)\.(?:github\/)?copilot\/(?:settings|config)\.json$/],
  ['VS Code', 'mcp', /(?:^|\/)\.vscode\/mcp\.json$|(?:^|\/)user\/mcp\.json$/],
  ['VS Code', 'editor', /(?:^|\/)\.vscode\/(?:settings|tasks|launch|extensions)\.json$|\.code-workspace$/],
  ['Dev Containers', 'devcontainer', /(?:^|\/)\.?devcontainer\.json$/],
  // Windsurf, now Devin
  [
    'Windsurf',
    'instructions',
    /(?:^|\/)\.windsurfrules$|(?:^|\/)\.(?:windsurf|devin)\/rules\/.+\.md$|(?:^|\/)global_rules\.md$/,
  ],
  ['Windsurf', 'skill', /(?:^|\/)\.(?:windsurf|devin)\/(?:workflows|skills|agents)\/.+\.md$/],
  ['Windsurf', 'mcp', /(?:^|\/)(?:\.windsurf|\.devin|\.codeium\/windsurf|devin|windsurf)\/mcp(?:_config)?\.json$/],
  ['Windsurf', 'hooks', /(?:^|\/)\.(?:windsurf|devin)\/hooks[^/]*\.json$/],
  ['Windsurf', 'settings', /(?:^|\/)\.(?:windsurf|devin)\/(?:config|settings)\.json$/],
  // Cline, Roo and Kilo
  [
    'Cline',
    'skill',
    /(?:^|\/)\.clinerules\/workflows\/.+\.(?:md|txt)$|(?:^|\/)\.cline\/(?:skills|agents|workflows)\/.+\.md$/,
  ],
  [
    'Cline',
    'instructions',
    /(?:^|\/)\.clinerules(?:-[\w-]+)?(?:\/.+\.(?:md|txt))?$|(?:^|\/)\.cline\/rules\/.+\.(?:md|txt)$/,
  ],
  ['Cline', 'mcp', /(?:^|\/)cline_mcp_settings\.json$|(?:^|\/)\.cline\/mcp\.json$/],
  ['Roo Code', 'instructions', /(?:^|\/)\.roorules(?:-[\w-]+)?$|(?:^|\/)\.roo\/rules[^/]*\/.+\.(?:md|txt)$/],
  ['Roo Code', 'skill', /(?:^|\/)\.roo\/(?:commands|skills)\/.+\.md$|(?:^|\/)\.roomodes$/],
  ['Roo Code', 'mcp', /(?:^|\/)\.roo\/mcp\.json$|(?:^|\/)mcp_settings\.json$/],
  ['Kilo Code', 'instructions', /(?:^|\/)\.kilocode\/rules[^/]*\/.+\.(?:md|txt)$|(?:^|\/)\.kilocoderules$/],
  ['Kilo Code', 'skill', /(?:^|\/)\.kilocode\/(?:workflows|skills)\/.+\.md$/],
  ['Kilo Code', 'mcp', /(?:^|\/)\.kilocode\/mcp\.json$/],
  // Gemini CLI, Antigravity and Qwen Code
  ['Gemini CLI', 'instructions', /(?:^|\/)gemini\.md$|(?:^|\/)\.gemini\/styleguide\.md$/],
  ['Gemini CLI', 'settings', /(?:^|\/)\.gemini\/settings\.json$|(?:^|\/)gemini-cli\/settings\.json$/],
  ['Gemini CLI', 'skill', /(?:^|\/)\.gemini\/(?:commands\/.+\.toml|(?:skills|agents)\/.+\.md)$/],
  ['Gemini CLI', 'plugin', /(?:^|\/)gemini-extension\.json$/],
  ['Gemini CLI', 'mcp', /(?:^|\/)\.gemini\/.*mcp_config\.json$/],
  ['Qwen Code', 'instructions', /(?:^|\/)qwen\.md$/],
  ['Qwen Code', 'settings', /(?:^|\/)\.qwen\/settings\.json$/],
  ['Qwen Code', 'skill', /(?:^|\/)\.qwen\/(?:commands|skills|agents)\/.+\.(?:md|toml)$/],
  // Codex, and what several tools read
  ['Codex', 'settings', /(?:^|\/)\.codex\/[^/]*\.toml$|(?:^|\/)codex\/config\.toml$/],
  ['Codex', 'hooks', /(?:^|\/)\.codex\/hooks\.json$/],
  ['Codex', 'plugin', /(?:^|\/)\.codex-plugin\/plugin\.json$/],
  ['Codex', 'skill', /(?:^|\/)\.codex\/(?:prompts|skills|agents|rules)\/.+\.md$/],
  ['agents', 'instructions', /(?:^|\/)agents?(?:\.override|\.local)?\.md$|(?:^|\/)\.rules$|(?:^|\/)\.ai\/.+\.md$/],
  ['agents', 'skill', /(?:^|\/)skill\.md$|(?:^|\/)\.agents?\/(?:skills|workflows|commands|rules)\/.+\.md$/],
  ['agents', 'hooks', /(?:^|\/)\.agents\/hooks\.json$/],
  [
    'agents',
    'instructions',
    /(?:^|\/)(?:system[-_]?prompt|prompt)s?\.(?:md|txt|prompt)$|\.prompt$|(?:^|\/)llms(?:-full)?\.txt$/,
  ],
  // The others
  ['Continue', 'instructions', /(?:^|\/)\.continue\/rules\/.+\.md$|(?:^|\/)\.continuerules$/],
  ['Continue', 'skill', /(?:^|\/)\.continue\/(?:prompts|agents)\/.+\.(?:md|prompt)$/],
  ['Continue', 'mcp', /(?:^|\/)\.continue\/mcpservers\/[^/]+\.(?:ya?ml|json)$/],
  ['Continue', 'settings', /(?:^|\/)\.continue\/(?:.+\/)?[^/]+\.(?:ya?ml|json)$|(?:^|\/)\.continuerc\.json$/],
  ['Zed', 'settings', /(?:^|\/)\.?zed\/settings\.json$/],
  ['Kiro', 'instructions', /(?:^|\/)\.kiro\/(?:steering|specs)\/.+\.md$/],
  ['Kiro', 'mcp', /(?:^|\/)\.kiro\/settings\/mcp\.json$/],
  ['Kiro', 'hooks', /(?:^|\/)\.kiro\/hooks\/[^/]+$|\.kiro\.hook$/],
  ['Kiro', 'settings', /(?:^|\/)\.kiro\/(?:agents|settings)\/[^/]+\.json$/],
  ['Junie', 'instructions', /(?:^|\/)\.junie\/(?:.+\/)?[^/]+\.md$/],
  ['Junie', 'mcp', /(?:^|\/)\.junie\/mcp\/mcp\.json$/],
  ['Amazon Q', 'instructions', /(?:^|\/)\.amazonq\/(?:rules|prompts)\/.+\.md$/],
  ['Amazon Q', 'mcp', /(?:^|\/)(?:\.amazonq|amazonq)\/(?:mcp|default)\.json$/],
  ['Amazon Q', 'settings', /(?:^|\/)\.?amazonq\/cli-agents\/[^/]+\.json$/],
  ['Aider', 'settings', /(?:^|\/)\.aider[^/]*\.ya?ml$/],
  ['Aider', 'instructions', /(?:^|\/)conventions\.md$/],
  ['OpenHands', 'instructions', /(?:^|\/)\.openhands(?:_instructions|\/(?:microagents|skills)\/.+\.md)$/],
  ['OpenHands', 'settings', /(?:^|\/)\.openhands\/[^/]+\.toml$/],
  ['Goose', 'instructions', /(?:^|\/)\.goosehints$/],
  ['Goose', 'settings', /(?:^|\/)\.?goose\/(?:config|recipes?\/[^/]+)\.ya?ml$/],
  ['opencode', 'settings', /(?:^|\/)opencode\.jsonc?$/],
  ['opencode', 'skill', /(?:^|\/)\.opencode\/(?:agents?|commands?|modes?|skills?)\/.+\.md$/],
  ['Amp', 'settings', /(?:^|\/)\.?amp\/settings\.jsonc?$/],
  ['Augment', 'instructions', /(?:^|\/)\.augment(?:-guidelines$|\/(?:rules|commands|agents)\/.+\.md$)/],
  ['Warp', 'instructions', /(?:^|\/)warp\.md$/],
  ['Trae', 'instructions', /(?:^|\/)\.trae\/(?:rules\/)?[^/]+\.md$/],
  ['Trae', 'mcp', /(?:^|\/)\.trae\/mcp\.json$/],
  ['Crush', 'settings', /(?:^|\/)\.?crush\.json$/],
  ['Crush', 'instructions', /(?:^|\/)crush(?:\.local)?\.md$/],
  ['Factory', 'settings', /(?:^|\/)\.factory\/(?:settings|config)\.json$/],
  ['Factory', 'mcp', /(?:^|\/)\.factory\/mcp\.json$/],
  ['Factory', 'skill', /(?:^|\/)\.factory\/(?:droids|commands|skills)\/.+\.md$/],
  ['GitHub Actions', 'workflow', /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/],
  // Servers for whichever tool: what is called so defines them.
  [
    'MCP',
    'mcp',
    /(?:^|\/)\.?mcp(?:[-_.](?:config|servers?|settings))*(?:\.[\w-]+)?\.(?:jsonc?|ya?ml|toml)$|[-_.]mcp(?:[-_](?:config|servers?|settings))?\.json$/,
  ],
  // Commands and roles of a plugin lie beside its description, not below a folder with a dot.
  [
    'Claude Code',
    'skill',
    /(?:^|\/)skills\/[^/]+\/[^/]+\.md$|(?:^|\/)(?:agents|subagents|commands)\/(?:[^/]+\/)?[^/]+\.md$/,
  ],
];

/** Folders that plugins keep such texts in, but others as well: there, only what begins with a description of itself is one. */
const LOOSE = /(?:^|\/)(?:agents|subagents|commands)\/(?:[^/]+\/)?[^/]+\.md$/;

/** Paths come in long runs of questions about the same one. */
let last: { readonly path: string; readonly file: AgentFile | undefined } | undefined;

/** Which AI tool reads a file, and what for; undefined where none does. */
export function agentFileOf(path: string): AgentFile | undefined {
  if (last?.path !== path) last = { path, file: find(path.replaceAll('\\', '/').toLowerCase()) };
  return last.file;
}

function find(path: string): AgentFile | undefined {
  const row = FILES.find(([, , pattern]) => pattern.test(path));
  return row && { tool: row[0], sort: row[1] };
}

/** Whether a file is prose that an agent reads as instructions. */
export function isInstructions(path: string): boolean {
  const sort = agentFileOf(path)?.sort;
  return sort === 'instructions' || sort === 'skill';
}

/** Whether a text is one that an agent reads as instructions: {@link isInstructions}, and in a folder of an everyday name by its frontmatter. */
export function isInstructionText({ path, text }: { readonly path: string; readonly text: string }): boolean {
  if (!isInstructions(path)) return false;
  const lower = path.replaceAll('\\', '/').toLowerCase();
  const isLoose =
    LOOSE.test(lower) &&
    !/\/\.[\w-]+\/|^\.[\w-]+\/|\.(?:agent|prompt|chatmode|instructions)\.md$|(?:claude|agents?|gemini|skill)\.md$/.test(
      lower,
    );
  return !isLoose || /^\uFEFF?---\s/.test(text);
}
