import type { Fix } from '../../engine/finding.ts';
import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule, type TextFile } from '../../engine/text/text-rule.ts';
import { agentFileIn } from '../agent-file-in.ts';
import { type ConfigMember, isTrue, memberOf, settingAt, type Text, textsOf, valueAt } from '../config/config-node.ts';
import { changed } from '../config/edits.ts';
import { readConfig } from '../config/read-config.ts';
import type { McpServer } from '../mcp/server.ts';
import { mayDefineServers, serversOf } from '../mcp/servers-of.ts';
import { toolDeed } from '../mcp/tool-deed.ts';

const TRUST_KEYS = ['trust', 'trusted', 'autoApproveAll', 'alwaysAllowAll', 'alwaysAllowTools', 'auto_approve_all'];
const APPROVED_KEYS = [
  'autoApprove',
  'alwaysAllow',
  'auto_approve',
  'always_allow',
  'autoApprovedTools',
  'allowedToolsWithoutApproval',
];

export default defineTextRule({
  id: 'agent/mcp-auto-approve',
  title: 'MCP tools that run without asking',
  severity: 'high',
  confidence: 'certain',
  cwe: [862, 250],
  owasp: ['LLM06:2025', 'ASI02:2026', 'MCP02:2025'],
  remedy: 'Let the tool ask before each use; list by name only tools that read.',
  when: (file) => mayDefineServers(file),
  look: (file) => [...serversOf(file).flatMap((server) => serverProblems(server, file)), ...settingsProblems(file)],
});

function serverProblems(server: McpServer, file: TextFile): Problem[] {
  const name = shortText(server.name);
  const trusted = TRUST_KEYS.flatMap((key) => {
    const member = memberOf(server.node, key);
    return member && isTrue(member.value)
      ? [
          {
            ...problem(member, `Every tool of \`${name}\` runs without asking, since \`${key}\` is set.`),
            fixes: fix(member, 'false', `Set \`${key}\` to false`, file),
          },
        ]
      : [];
  });
  const approved = APPROVED_KEYS.flatMap((key) => {
    const member = memberOf(server.node, key);
    if (!member) return [];
    if (isTrue(member.value))
      return [
        {
          ...problem(member, `Every tool of \`${name}\` runs without asking, since \`${key}\` is set.`),
          fixes: fix(member, 'false', `Set \`${key}\` to false`, file),
        },
      ];
    return listProblems(member, textsOf(member.value), name, file);
  });
  return [...trusted, ...approved];
}

function listProblems(member: ConfigMember, tools: readonly Text[], name: string, file: TextFile): Problem[] {
  const everything = tools.find(({ value }) => /^(?:\*+|\.\*|all)$/i.test(value.trim()));
  if (everything)
    return [
      {
        at: everything.range,
        message: `Every tool of \`${name}\` runs without asking, since \`${member.key}\` holds \`${everything.value}\`.`,
        fixes: fix(member, '[]', 'Approve nothing beforehand', file),
      },
    ];
  const deeds = tools.flatMap((tool) => (toolDeed(tool.value) ? [tool] : []));
  return deeds.slice(0, 3).map((tool) => ({
    at: tool.range,
    message: `\`${shortText(tool.value)}\` of \`${name}\` ${toolDeed(tool.value) ?? 'acts'} without asking, since \`${member.key}\` holds it.`,
    ...(!/execut|run/.test(toolDeed(tool.value) ?? '') && { severity: 'medium' as const }),
  }));
}

function settingsProblems(file: TextFile): Problem[] {
  const found = agentFileIn(file);
  if (!found || !/project|mcp/i.test(file.text)) return [];
  const root = readConfig(file);
  const problems: Problem[] = [];
  const all = settingAt(root, 'enableAllProjectMcpServers');
  if (all && isTrue(all.value))
    problems.push({
      ...problem(
        all,
        '`enableAllProjectMcpServers` starts every MCP server that any `.mcp.json` of the project names, without asking.',
      ),
      fixes: fix(all, 'false', 'Ask before a server is started', file),
    });
  const listed = memberOf(root, 'enabledMcpjsonServers');
  const wild = listed && textsOf(listed.value).find(({ value }) => value === '*');
  if (wild)
    problems.push({
      at: wild.range,
      message: '`enabledMcpjsonServers` holds `*`, so every MCP server of the project starts without asking.',
    });
  const rules = [
    ...textsOf(valueAt(root, 'permissions', 'allow')),
    ...textsOf(valueAt(root, 'allowedTools')),
    ...textsOf(valueAt(root, 'tools', 'allowed')),
  ];
  for (const rule of rules)
    if (/^(?:mcp__\*+(?:__\*+)?|Mcp\(\*(?::\*)?\)|@?mcp\/\*)$/i.test(rule.value))
      problems.push({
        at: rule.range,
        message: `\`${rule.value}\` lets every tool of every MCP server run without asking.`,
      });
  const discovery = settingAt(root, 'chat.mcp.autostart');
  if (discovery && textsOf(discovery.value)[0]?.value === 'always')
    problems.push(
      problem(discovery, '`chat.mcp.autostart` starts changed MCP servers of the workspace without asking.'),
    );
  return problems;
}

const problem = (member: ConfigMember, message: string): Problem => ({
  at: { start: member.start, end: member.end },
  message,
});

const fix = (member: ConfigMember, value: string, title: string, { kind }: TextFile): readonly Fix[] =>
  kind === 'json' ? [changed(member.value, value, title)] : [];
