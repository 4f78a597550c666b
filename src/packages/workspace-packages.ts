import type { Disk } from './disk.ts';
import { matchesGlob } from './glob.ts';
import { isRecord, type Manifest, parseManifest, stringsIn } from './manifest.ts';
import { joinPath } from './paths.ts';
import { readJson } from './read-json.ts';

const DEEPEST = 5;
const MOST_FOLDERS = 2000;
const MOST_GLOBS = 200;
/** Folders that are listed for all globs together: `**` of `**` visits each many times. */
const MOST_LISTS = 5000;

/** What the packages of a workspace are called, and the commands that they bring. */
export type WorkspacePackages = { readonly names: ReadonlySet<string>; readonly commands: ReadonlySet<string> };

/** All packages of the workspace (npm, yarn, pnpm, Bun, Lerna, Rush, Deno) whose root is `directory`; empty when it is no such root. */
export async function workspacePackagesOf(disk: Disk, directory: string): Promise<WorkspacePackages> {
  const [globs, listed] = await Promise.all([globsOf(disk, directory), listedNames(disk, directory)]);
  const wanted = globs.filter((glob) => !glob.startsWith('!'));
  const folders = new Set<string>();
  let lists = 0;
  const budgeted: Disk = {
    readText: (path) => disk.readText(path),
    isDirectory: (path) => disk.isDirectory(path),
    list: async (path) => (++lists > MOST_LISTS ? [] : disk.list(path)),
  };
  for (const glob of wanted.flatMap(expandBraces).slice(0, MOST_GLOBS))
    await collect(budgeted, directory, partsOf(glob), 0, folders);
  const packages = (await Promise.all([...folders].map((folder) => packageIn(disk, folder)))).filter(
    (found) => found !== undefined,
  );
  return {
    names: new Set([...listed, ...packages.flatMap(({ name }) => name ?? [])]),
    commands: new Set(packages.flatMap(({ commands }) => commands)),
  };
}

/** The list under `packages:` of a pnpm-workspace.yaml, in block or flow style. */
export function globsInPnpmWorkspace(yaml: string): string[] {
  const lines = yaml.split(/\r?\n/);
  const start = lines.findIndex((line) => /^packages\s*:/.test(line));
  if (start < 0) return [];
  const inline = /\[(.*)\]/.exec(lines[start] ?? '')?.[1];
  if (inline !== undefined) return inline.split(',').map(unquoted).filter(Boolean);
  const globs: string[] = [];
  for (const line of lines.slice(start + 1)) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    const item = /^\s*-\s+(.*)$/.exec(line)?.[1];
    if (item === undefined) break;
    globs.push(unquoted(item));
  }
  return globs;
}

async function globsOf(disk: Disk, directory: string): Promise<readonly string[]> {
  const [manifest, pnpm, lerna, deno, denoc] = await Promise.all(
    ['package.json', 'pnpm-workspace.yaml', 'lerna.json', 'deno.json', 'deno.jsonc'].map((name) =>
      disk.readText(joinPath(directory, name)),
    ),
  );
  return [
    ...(manifest === undefined ? [] : (parseManifest(manifest)?.workspaces ?? [])),
    ...(pnpm === undefined ? [] : globsInPnpmWorkspace(pnpm)),
    ...listIn(lerna, 'packages'),
    ...listIn(deno, 'workspace'),
    ...listIn(denoc, 'workspace'),
  ];
}

/** Rush writes every package's name into one file. */
async function listedNames(disk: Disk, directory: string): Promise<readonly string[]> {
  const rush = await disk.readText(joinPath(directory, 'rush.json'));
  const json = rush === undefined ? undefined : readJson(rush);
  const projects = isRecord(json) && Array.isArray(json.projects) ? json.projects : [];
  return projects.filter(isRecord).flatMap((project) => stringsIn([project.packageName]));
}

async function packageIn(disk: Disk, folder: string): Promise<Manifest | undefined> {
  for (const file of ['package.json', 'deno.json', 'deno.jsonc', 'jsr.json']) {
    const text = await disk.readText(joinPath(folder, file));
    const options = { allowTrailingComma: file !== 'package.json' };
    const manifest = text === undefined ? undefined : parseManifest(text, options);
    if (manifest?.name !== undefined) return manifest;
  }
  return undefined;
}

async function collect(
  disk: Disk,
  folder: string,
  parts: readonly string[],
  depth: number,
  into: Set<string>,
): Promise<void> {
  if (into.size >= MOST_FOLDERS || depth > DEEPEST + parts.length) return;
  const [part, ...rest] = parts;
  if (part === undefined) {
    into.add(folder);
    return;
  }
  if (!part.includes('*')) return collect(disk, joinPath(folder, part), rest, depth, into);
  if (part === '**') await collect(disk, folder, rest, depth, into);
  for (const name of await disk.list(folder)) {
    if (name === 'node_modules' || name.startsWith('.') || !matchesGlob(part, name)) continue;
    const child = joinPath(folder, name);
    if (!(await disk.isDirectory(child))) continue;
    if (part !== '**') await collect(disk, child, rest, depth, into);
    else if (depth < DEEPEST) await collect(disk, child, parts, depth + 1, into);
  }
}

/** `{a,b}` written out, up to a bound: each pair of braces doubles what there is. */
function expandBraces(glob: string): string[] {
  let globs = [glob];
  for (;;) {
    const next = globs.flatMap((each) => {
      const open = each.indexOf('{');
      const close = each.indexOf('}', open);
      if (open < 0 || close < 0) return [each];
      const choices = each.slice(open + 1, close).split(',');
      return choices.map((choice) => each.slice(0, open) + choice + each.slice(close + 1));
    });
    if (next.length > MOST_GLOBS || next.every((each, index) => each === globs[index])) return globs;
    globs = next;
  }
}

const partsOf = (glob: string): string[] =>
  glob
    .split('/')
    .filter((part, index, parts) => part !== '' && part !== '.' && !(part === '**' && parts[index - 1] === '**'));

function listIn(text: string | undefined, key: string): string[] {
  const json = text === undefined ? undefined : readJson(text, [], { allowTrailingComma: true });
  const value = isRecord(json) ? json[key] : undefined;
  return stringsIn(isRecord(value) ? value.members : value);
}

const unquoted = (item: string): string =>
  item
    .replace(/\s+#.*$/, '')
    .trim()
    .replace(/^(['"])(.*)\1$/, '$2');
