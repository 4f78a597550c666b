import type { Problem } from '../../engine/rule.ts';
import { defineTextRule } from '../../engine/text/text-rule.ts';
import { agentFileOf } from '../agent-files.ts';
import { type ConfigNode, itemsOf, memberOf, membersOf, type Text, textsOf } from '../config/config-node.ts';
import { readConfig } from '../config/read-config.ts';
import { hostOf, isLoopback, isOpen } from '../mcp/hosts.ts';

/** What tools call the texts that they put before every conversation. */
const KEYS = new Set([
  'instructions',
  'instruction_files',
  'instructionFiles',
  'rules',
  'systemPrompt',
  'system_prompt',
  'systemMessage',
  'prompts',
  'contextFiles',
  'context_files',
  'read',
]);
/** What a list of them calls the place of one. */
const PLACES = ['uses', 'url', 'file', 'path', 'source', 'src', 'rule'];
/** A commit cannot be changed afterwards. */
const FIXED = /\/[0-9a-f]{40}(?:\/|$)/i;

export default defineTextRule({
  id: 'agent/remote-instructions',
  title: 'Instructions fetched from the network',
  severity: 'medium',
  confidence: 'likely',
  cwe: [829, 494, 1427],
  owasp: ['LLM03:2025', 'LLM01:2025', 'ASI04:2026'],
  remedy: 'Keep the text in the repository, where every change of it is seen.',
  when: ({ path }) => /^(?:settings|skill)$/.test(agentFileOf(path)?.sort ?? ''),
  look: (file): readonly Problem[] => {
    if (!/https?:/i.test(file.text)) return [];
    if (agentFileOf(file.path)?.sort === 'skill') return fetchedInto(file.text);
    const root = readConfig(file);
    return [root, ...agentsIn(root)].flatMap((holder) =>
      membersOf(holder)
        .filter(({ key }) => KEYS.has(key))
        .flatMap(({ key, value }) => placesIn(value).flatMap((place) => problemOf(key, place))),
    );
  },
});

/** A command whose answer becomes part of the text that is loaded: `!`curl ...`` of Claude Code and its kin. */
const LOADED = /(?<![\w`])!`([^`\n]{0,200}\b(?:curl|wget|iwr|Invoke-WebRequest)\b[^`\n]{0,300})`/g;
/** What people read, not what programs answer. */
const TEXT =
  /https?:\/\/(?:raw\.githubusercontent\.com|gist\.githubusercontent\.com|pastebin\.com|[^\s'"/]+\/-\/raw)\/[^\s'"`|)]*|https?:\/\/[^\s'"`|)]+\.(?:md|mdc|txt)(?![\w.])/;

function fetchedInto(text: string): Problem[] {
  return [...text.matchAll(LOADED)].flatMap(({ 0: whole, 1: command = '', index }) => {
    const [address] = TEXT.exec(command) ?? [];
    const host = address === undefined ? undefined : hostOf(address);
    if (!address || !host || isLoopback(host) || FIXED.test(address)) return [];
    return [
      {
        at: { start: index, end: index + whole.length },
        message: `Whatever \`${host}\` says at the moment becomes part of these instructions.`,
      },
    ];
  });
}

/** Agents and modes have instructions of their own. */
const agentsIn = (root: ConfigNode | undefined): readonly ConfigNode[] =>
  ['agent', 'agents', 'mode', 'modes', 'context'].flatMap((key) => {
    const held = memberOf(root, key)?.value;
    return held ? [held, ...membersOf(held).map(({ value }) => value), ...itemsOf(held)] : [];
  });

const placesIn = (value: ConfigNode): readonly Text[] => [
  ...textsOf(value),
  ...[value, ...itemsOf(value)].flatMap((one) => PLACES.flatMap((key) => textsOf(memberOf(one, key)?.value))),
];

function problemOf(key: string, { value, range }: Text): Problem[] {
  const address = value.trim();
  const host = /\s/.test(address) ? undefined : hostOf(address);
  if (!host || !/^https?:/i.test(address) || isLoopback(host) || isOpen(address) || FIXED.test(address)) return [];
  return [
    {
      at: range,
      message: `\`${key}\` lets whoever runs \`${host}\` tell the agent what to do, anew at each start.`,
      ...(/^http:/i.test(address) && { severity: 'high' as const }),
    },
  ];
}
