import { join, resolve } from 'node:path';
import { version } from '../../package.json';
import { Lines } from '../engine/lines.ts';
import { MENTION_SORTS, type Mention, type MentionSort } from '../engine/mention.ts';
import { takeInventory } from '../project/take-inventory.ts';
import type { Colours } from '../report/colours.ts';
import { escapedJson, printable } from '../report/printable.ts';
import type { Notice } from '../report/report.ts';
import { toldNotice } from '../report/text.ts';
import { shownPath, toNotice } from './collect.ts';
import { NO_COLOURS, toolColours } from './colours.ts';
import { EXIT, UserError } from './user-error.ts';
import { writeOutput } from './write-output.ts';

export type InventoryOptions = { readonly format: 'text' | 'json'; readonly output?: string };

/** The version of the shape of `--format json`. It grows when a field changes or goes; new fields do not count. */
const FORMAT = 1;

type Place = { readonly path: string; readonly line: number; readonly column: number };
type Item = Pick<Mention, 'is' | 'name' | 'detail' | 'definition'> & { readonly places: Place[] };

const TITLES: Record<MentionSort, string> = {
  sdk: 'SDKs',
  client: 'Clients',
  model: 'Models',
  endpoint: 'Endpoints',
  region: 'Regions',
  tokens: 'Token limits',
  prompt: 'System prompts',
  server: 'MCP servers',
  permission: 'Permissions of agents',
  hook: 'Hooks',
  instructions: 'Instruction files',
};

/** Lists the models, endpoints, SDKs, prompts, MCP servers and instruction files of a workspace; gives the exit code. */
export async function inventory(paths: readonly string[], { format, output }: InventoryOptions): Promise<number> {
  if (paths.includes('')) throw new UserError('A path is empty.', 'Name a file or folder; `.` is this folder.');
  const { items, faults, notes } = await take(paths);
  const colours = output === undefined ? toolColours(process.stdout) : NO_COLOURS;
  const text = format === 'json' ? toJson(items, faults, notes) : toText(items, colours);
  if (output === undefined) await new Promise<void>((done) => process.stdout.write(text, () => done()));
  else await writeOutput(output, text);
  const { red, dim } = toolColours(process.stderr);
  for (const note of notes) process.stderr.write(`${dim(`note   ${toldNotice(note)}`)}\n`);
  for (const fault of faults) process.stderr.write(`${red('error')}  ${toldNotice(fault)}\n`);
  return faults.length > 0 ? EXIT.usage : EXIT.clean;
}

type Taken = { readonly items: readonly Item[]; readonly faults: readonly Notice[]; readonly notes: readonly Notice[] };

async function take(paths: readonly string[]): Promise<Taken> {
  const items = new Map<string, Item>();
  const faults: Notice[] = [];
  const notes: Notice[] = [];
  const files = takeInventory(
    paths.map((path) => resolve(path)),
    join(__dirname, '..', 'grammars'),
  );
  for await (const file of files) {
    const path = shownPath(file.path);
    if ('message' in file) {
      faults.push(toNotice(file));
      continue;
    }
    if ('error' in file) {
      faults.push({ path, message: file.error });
      continue;
    }
    if ('note' in file) {
      notes.push({ path, message: file.note });
      continue;
    }
    const lines = new Lines(file.text);
    for (const { range, ...mention } of file.mentions) {
      // Many files of instructions have the same name: each is one.
      const named = mention.is === 'instructions' ? { ...mention, name: path } : mention;
      const key = JSON.stringify([named.is, named.name, named.detail, named.definition]);
      const item: Item = items.get(key) ?? { ...named, places: [] };
      items.set(key, item);
      const { line, character } = lines.positionAt(range.start);
      item.places.push({ path, line: line + 1, column: character + 1 });
    }
  }
  const order = (is: MentionSort): number => MENTION_SORTS.indexOf(is);
  return {
    items: [...items.values()].sort((a, b) => order(a.is) - order(b.is) || (a.name < b.name ? -1 : 1)),
    faults,
    notes,
  };
}

const toJson = (items: readonly Item[], errors: readonly Notice[], notes: readonly Notice[]): string =>
  `${escapedJson({ format: FORMAT, version, items, notes, errors })}\n`;

function toText(items: readonly Item[], { bold, dim }: Colours): string {
  if (items.length === 0) return 'Nothing here speaks to a model or tells an agent what to do.\n';
  return `${MENTION_SORTS.map((is) => items.filter((item) => item.is === is))
    .filter((group) => group.length > 0)
    .map((group) => {
      const [first] = group;
      const title = first ? TITLES[first.is] : '';
      return [bold(title), ...group.map((item) => `  ${lineOf(item, dim)}`)].join('\n');
    })
    .join('\n\n')}\n`;
}

/** Hooks may be whole scripts; JSON has more of them. */
const MOST_OF_COMMAND = 100;

function lineOf({ is, name, detail, places }: Item, dim: (text: string) => string): string {
  const [first] = places;
  const more = places.length > 1 ? ` and ${places.length - 1} more` : '';
  const where = first && first.path !== name ? `${first.path}:${first.line}:${first.column}${more}` : '';
  return [
    printable(is === 'hook' && name.length > MOST_OF_COMMAND ? `${name.slice(0, MOST_OF_COMMAND - 1)}…` : name),
    detail === '' ? '' : printable(detail),
    dim(printable(where)),
  ]
    .filter((part) => part !== '')
    .join('  ');
}
