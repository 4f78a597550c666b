import type { PackageReference } from '../reference.ts';
import { type Passage, plainPassage, quotedPassage } from './passage.ts';
import { referencesInCommands, referencesInWords } from './references-in-commands.ts';
import type { Word } from './shell-words.ts';

/** What stands in TOML, as far as a command with its arguments needs: a key, a string, or a sign. Comments are left out. */
const TOKEN =
  /#[^\n]*|"""[\s\S]*?"""|'''[\s\S]*?'''|"((?:[^"\\\n]|\\.){0,2000})"|'([^'\n]*)'|[A-Za-z_][\w-]*|[[\]{}=]|\n/g;

type Scope = { command?: Passage; args?: Word[] };

/** What `command` and `args` of a TOML configuration fetch, table by table, as Codex and others write their MCP servers. */
export function referencesInToml(text: string): PackageReference[] {
  if (!/\bcommand\b/.test(text)) return [];
  const found: PackageReference[] = [];
  let scopes: Scope[] = [{}];
  let list: Word[] | undefined;
  let key = '';
  let isValue = false;
  let isLineStart = true;
  const close = () => found.push(...referencesOf(scopes.pop() ?? {}));
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    const scope = scopes.at(-1) ?? {};
    const string = match[1] ?? match[2];
    if (token.startsWith('#') || token.startsWith('"""') || token.startsWith("'''")) continue;
    if (token === '\n') {
      if (list === undefined) isValue = false;
      isLineStart = true;
      continue;
    }
    if (token === '[' && isLineStart && list === undefined) {
      while (scopes.length > 0) close();
      scopes = [{}];
    } else if (token === '[' && isValue && list === undefined) list = [];
    else if (token === ']' && list !== undefined) {
      if (key === 'args') scope.args = list;
      list = undefined;
      isValue = false;
    } else if (token === '=') isValue = true;
    else if (token === '{') {
      scopes.push({});
      isValue = false;
    } else if (token === '}') {
      close();
      if (scopes.length === 0) scopes = [{}];
      isValue = false;
    } else if (string !== undefined && isValue) {
      const passage = passageOf(text, match.index, token);
      if (list) list.push({ ...passage, isOpen: /[${}<>[\]*%]/.test(passage.text) });
      else {
        if (key === 'command') scope.command = passage;
        isValue = false;
      }
    } else if (list === undefined) key = string ?? token;
    isLineStart = false;
  }
  while (scopes.length > 0) close();
  return found.sort((a, b) => a.range.start - b.range.start);
}

function referencesOf({ command, args }: Scope): PackageReference[] {
  if (command === undefined) return [];
  if (args === undefined) return referencesInCommands(command);
  return referencesInWords([{ text: command.text, at: command.at, isOpen: false }, ...args]);
}

function passageOf(text: string, at: number, token: string): Passage {
  const inside = { start: at + 1, end: at + token.length - 1 };
  return token.startsWith('"') ? quotedPassage(text, inside) : plainPassage(text, inside);
}
