import { join, resolve } from 'node:path';
import { version } from '../../package.json';
import { Lines } from '../engine/lines.ts';
import { MENTION_SORTS, type MentionSort } from '../engine/mention.ts';
import { takeInventory } from '../project/take-inventory.ts';
import type { Colours } from '../report/colours.ts';
import { escapedJson, printable } from '../report/printable.ts';
import { shownPath } from './collect.ts';
import { NO_COLOURS, toolColours } from './colours.ts';
import { EXIT, UserError } from './user-error.ts';
import { writeOutput } from './write-output.ts';

export type InventoryOptions = { readonly format: 'text' | 'json'; readonly output?: string };

/** The version of the shape of `--format json`. It grows when a field changes or goes; new fields do not count. */
const FORMAT = 1;

type Place = { readonly path: string; readonly line: number; readonly column: number };
type Item = { readonly is: MentionSort; readonly name: string; readonly detail: string; readonly places: Place[] };
type Fault = { readonly path: string; readonly message: string };

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
  for (const { path, message } of notes)
    process.stderr.write(`${dim(`note   ${printable(path)}: ${printable(message)}`)}\n`);
  for (const { path, message } of faults)
    process.stderr.write(`${red('error')}  ${printable(path)}: ${printable(message)}\n`);
  return faults.length > 0 ? EXIT.usage : EXIT.clean;
}

type Taken = { readonly items: readonly Item[]; readonly faults: readonly Fault[]; readonly notes: readonly Fault[] };

async function take(paths: readonly string[]): Promise<Taken> {
  const items = new Map<string, Item>();
  const faults: Fault[] = [];
  const notes: Fault[] = [];
  const files = takeInventory(
    paths.map((path) => resolve(path)),
    join(__dirname, '..', 'grammars'),
  );
  for await (const file of files) {
    const path = shownPath(file.path);
    if ('error' in file) {
      faults.push({ path, message: file.error });
      continue;
    }
    if ('note' in file) {
      notes.push({ path, message: file.note });
      continue;
    }
    const lines = new Lines(file.text);
    for (const { is, name, detail, range } of file.mentions) {
      const key = `${is}\n${name}\n${detail}`;
      const item: Item = items.get(key) ?? {
        is,
        name,
        detail,
        places: [],
      };
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

const toJson = (items: readonly Item[], errors: readonly Fault[], notes: readonly Fault[]): string =>
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

function lineOf({ name, detail, places }: Item, dim: (text: string) => string): string {
  const [first] = places;
  const more = places.length > 1 ? ` and ${places.length - 1} more` : '';
  const where = first ? `${first.path}:${first.line}:${first.column}${more}` : '';
  return [printable(name), detail === '' ? '' : printable(detail), dim(printable(where))]
    .filter((part) => part !== '')
    .join('  ');
}
