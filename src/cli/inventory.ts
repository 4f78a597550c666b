import { join, relative, resolve } from 'node:path';
import { readGrammarsFrom } from '../project/grammars.ts';
import { type InventoryEntry, takeInventory, type UsedAt } from '../project/inventory.ts';
import { printable } from '../report/printable.ts';
import { toolColours } from './colours.ts';
import { EXIT, UserError } from './user-error.ts';

const TITLES: Readonly<Record<InventoryEntry['kind'], string>> = {
  sdk: 'Libraries',
  provider: 'Providers',
  model: 'Models',
  endpoint: 'Endpoints',
  region: 'Regions',
  prompt: 'Prompts',
};

/** Lists what the code uses of models. Prompts are told by their place, never by their words. */
export async function inventory(
  paths: readonly string[],
  { format }: { readonly format: 'text' | 'json' },
): Promise<number> {
  if (paths.includes('')) throw new UserError('A path is empty.', 'Name a file or folder; `.` is this folder.');
  const { entries, errors } = await takeInventory(
    paths.map((path) => resolve(path)),
    readGrammarsFrom(join(__dirname, '..', 'grammars')),
  );
  if (format === 'json') {
    const shown = entries.map(({ used, ...entry }) => ({
      ...entry,
      used: used.map((at) => ({ ...at, path: shownPath(at) })),
    }));
    process.stdout.write(`${JSON.stringify({ entries: shown, errors }, null, 2)}\n`);
  } else process.stdout.write(textOf(entries));
  for (const { path, error } of errors) process.stderr.write(`${printable(path)}: ${printable(error)}\n`);
  return errors.length > 0 ? EXIT.usage : EXIT.clean;
}

function textOf(entries: readonly InventoryEntry[]): string {
  if (entries.length === 0) return 'No code here speaks to a model.\n';
  const { bold, dim } = toolColours(process.stdout);
  const lines: string[] = [];
  let kind: InventoryEntry['kind'] | undefined;
  for (const entry of entries) {
    if (entry.kind !== kind) lines.push(...(kind === undefined ? [] : ['']), bold(TITLES[entry.kind]));
    kind = entry.kind;
    lines.push(`  ${printable(entry.value)}`);
    for (const at of entry.used) lines.push(dim(`    ${printable(shownPath(at))}:${at.line}:${at.column}`));
  }
  return `${lines.join('\n')}\n`;
}

const shownPath = ({ path }: UsedAt): string => relative(process.cwd(), path) || path;
