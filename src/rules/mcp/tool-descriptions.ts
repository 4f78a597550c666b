import type { Range } from '../../engine/finding.ts';
import type { SeenText, TextFile } from '../../engine/text/text-rule.ts';
import { allMembers, asText, type ConfigNode } from '../config/config-node.ts';
import { readConfig } from '../config/read-config.ts';

/** What a server tells a model about one of its tools, prompts or parameters. */
export type ToolDescription = { readonly text: string; readonly range: Range; readonly tool: string };

/** What only the source of a server, or of another provider of tools, has. */
const SERVER =
  /modelcontextprotocol|fastmcp|McpServer|mcp\.server|@mcp\.|\.registerTool\(|\.addTool\(|inputSchema|setRequestHandler\(\s*ListTools|@(?:server|app)\.(?:list_tools|tool)\b|\btools?\s*[:=]\s*\[/i;
const CODE = new Set<TextFile['kind']>(['javascript', 'typescript', 'tsx', 'python', 'source']);

/** Strings of these lengths are read; longer ones are cut, in UTF-16 units. */
const LONGEST = 4_000;
const MOST = 400;

const STRING = String.raw`(?:"""((?:(?!""")[\s\S]){1,4000})(?:""")?|'''((?:(?!''')[\s\S]){1,4000})(?:''')?|"((?:[^"\\\n]|\\[\s\S]){1,4000})"?|'((?:[^'\\\n]|\\[\s\S]){1,4000})'?|${'`'}((?:[^${'`'}\\]|\\[\s\S]){1,4000})${'`'}?)`;
/** `description: "…"`, `description="…"`, with strings that are joined by `+` or stand side by side. */
const DESCRIPTION = new RegExp(
  String.raw`\b(?:description|instructions|describe)["']?\s*(?:[:=(]\s*)\(?\s*(?:[fr]?${STRING}(?:\s*(?:\+\s*)?[fr]?${STRING}){0,12})`,
  'g',
);
/** `server.tool("name", "description", …)`, `server.registerTool("name", …)` has it by name. */
const CALL = new RegExp(
  String.raw`\.(?:tool|prompt|resource|addTool)\(\s*["'${'`'}]([\w./-]{1,100})["'${'`'}]\s*,\s*${STRING}`,
  'g',
);
/** The first text in a function under `@mcp.tool()` is its description. */
const DOCSTRING =
  /@\w+\.(?:tool|prompt|resource)\b[^\n]*\n(?:\s*@[^\n]*\n){0,4}\s*(?:async\s+)?def\s+(\w{1,100})\([\s\S]{0,800}?\)[ \t]*(?:->[^:\n]{0,80})?:[ \t]*\n\s*[fr]?("""|''')([\s\S]{1,4000}?)\2/g;

/** The descriptions of tools in a server's source or in a list of tools. */
export function toolDescriptionsIn(file: SeenText): readonly ToolDescription[] {
  if (file.kind === 'json' || file.kind === 'yaml') return listed(file);
  if (!CODE.has(file.kind) || !file.says(SERVER)) return [];
  const { text } = file;
  return [...described(text), ...called(text), ...documented(text)].slice(0, MOST);
}

const described = (text: string): ToolDescription[] =>
  [...text.matchAll(DESCRIPTION)].map(({ 0: whole, index }) => {
    const parts = [...whole.slice(whole.search(/["'`]\s*(?:[:=(]|$)|[:=(]/) + 1).matchAll(new RegExp(STRING, 'g'))].map(
      contentOf,
    );
    const quote = whole.search(/[:=(]\s*\(?\s*[fr]?["'`]/);
    const start = index + quote + 1 + (/^\s*\(?\s*[fr]?/.exec(whole.slice(quote + 1))?.[0].length ?? 0);
    return {
      text: parts.join(' ').slice(0, LONGEST),
      range: { start, end: index + whole.length },
      tool: nameBefore(text, index),
    };
  });

const called = (text: string): ToolDescription[] =>
  [...text.matchAll(CALL)].map((match) => {
    const [whole, tool = ''] = match;
    const said = match.slice(2).find((part) => part !== undefined) ?? '';
    const start = match.index + whole.lastIndexOf(said) - 1;
    return { text: unescaped(said), range: { start, end: match.index + whole.length }, tool };
  });

const documented = (text: string): ToolDescription[] =>
  [...text.matchAll(DOCSTRING)].map(({ 0: whole, 1: tool = '', 3: said = '', index }) => ({
    text: said,
    range: { start: index + whole.length - said.length - 3, end: index + whole.length - 3 },
    tool,
  }));

const contentOf = (match: RegExpMatchArray): string =>
  unescaped(match.slice(1).find((part) => part !== undefined) ?? '');

const unescaped = (text: string): string => text.replace(/\\n|\\t/g, ' ').replace(/\\(["'`\\])/g, '$1');

/** The name that stands closest before a description. */
function nameBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 300), at);
  const names = [
    ...before.matchAll(
      /(?:\bname["']?\s*[:=]\s*|(?:registerTool|registerPrompt|tool|addTool)\(\s*)["'`]([\w./-]{1,100})["'`]|(?:\bdef\s+|["']?)(\w{1,60})["']?\s*(?::\s*(?:z\.|\{)|\()/g,
    ),
  ];
  const last = names.at(-1);
  return last?.[1] ?? last?.[2] ?? 'tool';
}

/** `tools: [{ name, description, inputSchema }]` of a manifest or a saved listing. */
function listed(file: TextFile): ToolDescription[] {
  if (!/"?(?:inputSchema|input_schema|tools)"?\s*:/.test(file.text) || !file.text.includes('description')) return [];
  const root = readConfig(file);
  const found: ToolDescription[] = [];
  for (const { member, above } of allMembers(root)) {
    if (
      member.key !== 'description' ||
      !above.some((name) => /^(?:tools|prompts|resources|inputSchema|input_schema)$/.test(name))
    )
      continue;
    const text = asText(member.value);
    if (text)
      found.push({ text: text.value.slice(0, LONGEST), range: text.range, tool: nameBeside(root, member.start) });
    if (found.length >= MOST) break;
  }
  return found;
}

function nameBeside(node: ConfigNode | undefined, at: number): string {
  let name = 'tool';
  for (const { member } of allMembers(node)) {
    if (member.start > at) break;
    const text = member.key === 'name' ? asText(member.value)?.value : undefined;
    if (text) name = text;
  }
  return name;
}
