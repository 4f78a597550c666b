import type { Node } from 'jsonc-parser';
import { readJsonTree } from '../read-json.ts';
import type { PackageReference } from '../reference.ts';
import { valuePassage, wordOfNode } from './json-words.ts';
import { type Passage, plainPassage } from './passage.ts';
import { referencesInCommands, referencesInWords } from './references-in-commands.ts';

const MANAGER = /\b(?:npm|npx|pnpm|pnpx|yarn|bunx?)\b/;
/** Keys whose value is a command: of MCP servers, hooks, tasks, and of what a development container runs. */
const COMMAND_KEYS = new Set([
  'command',
  'onCreateCommand',
  'updateContentCommand',
  'postCreateCommand',
  'postStartCommand',
  'postAttachCommand',
  'initializeCommand',
]);

/** What the commands of a JSON configuration fetch: `command` with `args`, as every tool writes its MCP servers, wherever in the file they stand. */
export function referencesInMcpJson(text: string): PackageReference[] {
  if (!MANAGER.test(text)) return [];
  const root = readJsonTree(text, { allowTrailingComma: true });
  if (root === undefined) return [];
  const file = plainPassage(text, { start: 0, end: text.length });
  const found: PackageReference[] = [];
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'object') found.push(...inObject(file, node));
    open.push(...[...(node.children ?? [])].reverse());
  }
  return found.sort((a, b) => a.range.start - b.range.start);
}

function inObject(file: Passage, object: Node): PackageReference[] {
  const properties = new Map((object.children ?? []).map(({ children: [key, value] = [] }) => [key?.value, value]));
  const found: PackageReference[] = [];
  for (const [key, value] of properties)
    if (COMMAND_KEYS.has(key) && value)
      found.push(...inCommand(file, value, key === 'command' ? properties.get('args') : undefined));
  return found;
}

/** A command is one program, a line of shell, a list of words, or, in Zed, `{ path, args }`. */
function inCommand(file: Passage, command: Node, args: Node | undefined): PackageReference[] {
  if (command.type === 'array') return referencesInWords(wordsOf(file, command));
  const program = valuePassage(file, command);
  if (program === undefined) {
    const parts = new Map((command.children ?? []).map(({ children: [key, value] = [] }) => [key?.value, value]));
    const path = parts.get('path');
    return path ? inCommand(file, path, parts.get('args')) : [];
  }
  if (args?.type !== 'array') return referencesInCommands(program);
  if (/\s/.test(program.text)) {
    const inProgram = referencesInCommands(program);
    if (inProgram.length > 0) return inProgram;
  }
  // A path may hold spaces: `C:\Program Files\nodejs\npx.cmd`.
  const parts = /^(?:[A-Za-z]:)?[\\/]/.test(program.text) ? [program.text] : program.text.split(/\s+/);
  const words = parts.map((text) => ({ text, at: () => program.at(0), isOpen: false }));
  return referencesInWords([...words, ...wordsOf(file, args)]);
}

const wordsOf = (file: Passage, list: Node) => (list.children ?? []).flatMap((item) => wordOfNode(file, item) ?? []);
