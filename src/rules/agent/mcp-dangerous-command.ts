import type { Range, Severity } from '../../engine/finding.ts';
import type { Problem } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { defineTextRule } from '../../engine/text/text-rule.ts';
import type { Text } from '../config/config-node.ts';
import { containerRisks } from '../mcp/container-risks.ts';
import { type Launch, launchOf } from '../mcp/launch.ts';
import type { McpServer } from '../mcp/server.ts';
import { mayDefineServers, serversOf } from '../mcp/servers-of.ts';
import { shellRisksOf } from '../shell/shell-risk.ts';

const SHELLS = /^(?:ba|z|da|k|fi|c|tc)?sh$|^(?:cmd|powershell|pwsh|wsl)$/;
const RUNS_TEXT = /^-(?:\w*c|e|enc|encodedcommand|command)$|^\/c$/i;
/** Interpreters, and how each is given its program as text. */
const INLINE: Readonly<Record<string, RegExp>> = {
  node: /^(?:-e|--eval|-p|--print|-pe)$/,
  bun: /^(?:-e|--eval)$/,
  deno: /^eval$/,
  python: /^-c$/,
  python3: /^-c$/,
  ruby: /^-e$/,
  perl: /^-e$/,
  php: /^-r$/,
  osascript: /^-e$/,
};
/** Another command behind the first: only a shell makes sense of it, and servers are not started by one. */
const CHAINED =
  /(?:&&|\|\||;)\s*(?:curl|wget|rm|sh|bash|nc|python\d?|node|powershell|chmod|cat|echo|eval|open|cp|mv|touch)\b|\$\(|`[^`]+`|\|\s*(?:sh|bash|tee|nc|curl|python)\b|>\s*\/(?:etc|dev|tmp)\//;
/** Loads code into whatever starts with it. */
const LOADS_CODE =
  /^(?:LD_PRELOAD|LD_LIBRARY_PATH|DYLD_INSERT_LIBRARIES|PYTHONSTARTUP|BASH_ENV|PERL5OPT|RUBYOPT|JAVA_TOOL_OPTIONS)$/;

export default defineTextRule({
  id: 'agent/mcp-dangerous-command',
  title: 'Dangerous command for an MCP server',
  severity: 'high',
  confidence: 'likely',
  cwe: [78, 94, 829, 250],
  owasp: ['LLM03:2025', 'ASI05:2026', 'MCP05:2025'],
  remedy:
    'Start the server itself, with its arguments one by one, without a shell and without rights that it does not need.',
  when: mayDefineServers,
  look: (file) => serversOf(file).flatMap((server) => problemsOf(server)),
});

function problemsOf(server: McpServer): Problem[] {
  const launch = launchOf(server);
  if (!launch) return [];
  const name = shortText(server.name);
  const found = [...commandRisks(server, launch), ...containerRisks(launch), ...environmentRisks(server)];
  return found.map(({ at, does, severity }) => ({ at, message: `\`${name}\` ${does}.`, severity }));
}

type CommandRisk = { readonly at: Range; readonly does: string; readonly severity: Severity };

function* commandRisks(server: McpServer, launch: Launch): Generator<CommandRisk> {
  const { program, programText, args, raises } = launch;
  if (raises)
    yield {
      at: raises.range,
      does: `is started with \`${raises.value}\`, so it may do everything on this machine`,
      severity: 'high',
    };
  const all = [server.command, ...server.args].filter((text): text is Text => text !== undefined);
  const [worst] = shellRisksOf(all.map(({ value }) => value).join(' '));
  if (worst) {
    const holder = all.find(({ value }) => shellRisksOf(value).length > 0) ?? programText;
    yield { at: holder.range, does: `${worst.does} when it starts`, severity: worst.severity };
    return;
  }
  const given = args.find(({ value }) => SHELLS.test(program) && RUNS_TEXT.test(value));
  if (given) {
    const line = args[args.indexOf(given) + 1] ?? given;
    yield {
      at: line.range,
      does: `is a line of text that \`${program}\` runs, not a program with arguments`,
      severity: 'high',
    };
    return;
  }
  const inline = Object.hasOwn(INLINE, program) ? INLINE[program] : undefined;
  const flag = inline && args.find(({ value }) => inline.test(value));
  if (flag) {
    yield {
      at: (args[args.indexOf(flag) + 1] ?? flag).range,
      does: `is code inside this configuration, which \`${program}\` runs`,
      severity: 'high',
    };
    return;
  }
  const chained = all.find(({ value }) => CHAINED.test(value));
  if (chained) yield { at: chained.range, does: 'has a second command hidden in its arguments', severity: 'high' };
  if (/^(?:curl|wget|nc|ncat|netcat|socat|eval)$/.test(program))
    yield { at: programText.range, does: `is started as \`${program}\`, which is no MCP server`, severity: 'high' };
  const [script] = /^(?:node|python3?|ruby|perl|bun|deno|tsx)$/.test(program)
    ? args.filter(({ value }) => !value.startsWith('-'))
    : [programText];
  if (script && /^\/(?:tmp|var\/tmp|dev\/shm)\/|^%TEMP%|\\AppData\\Local\\Temp\\/i.test(script.value))
    yield {
      at: script.range,
      does: 'is started from a folder that every program on this machine may write to',
      severity: 'high',
    };
}

function* environmentRisks({ env }: McpServer): Generator<CommandRisk> {
  for (const { name, value } of env) {
    const loads =
      LOADS_CODE.test(name) || (name === 'NODE_OPTIONS' && /(?:-r|--require|--import|--loader)\b/.test(value.value));
    if (loads) yield { at: value.range, does: `gets other code loaded into it by \`${name}\``, severity: 'high' };
  }
}
