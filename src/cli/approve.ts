import { lstat, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileKindOf } from '../engine/engine.ts';
import { Lines } from '../engine/lines.ts';
import { changePolicy } from '../project/policy/edit-policy.ts';
import { readPolicy } from '../project/policy/read-policy.ts';
import { takeInventory } from '../project/take-inventory.ts';
import { findRoot } from '../project/workspace-root.ts';
import { printable } from '../report/printable.ts';
import { RULES } from '../rules/index.generated.ts';
import { mayDefineServers } from '../rules/mcp/servers-of.ts';
import { shownPath } from './collect.ts';
import { toolColours } from './colours.ts';
import { EXIT, UserError } from './user-error.ts';

/** An MCP server under one name, in all files that define it. */
type Server = {
  readonly name: string;
  /** Its hashes, one where all files agree. */
  readonly definitions: ReadonlySet<string>;
  /** What it starts or asks, with all that its hash stands for. */
  readonly starts: ReadonlySet<string>;
  readonly places: readonly string[];
};
type Approved = Readonly<Record<string, readonly string[]>>;

/** Lists the MCP servers of the workspace beside what has been approved, or approves some as they are defined now; gives the exit code. */
export async function approve(names: readonly string[], { all }: { readonly all: boolean }): Promise<number> {
  const root = await findRoot(process.cwd());
  const servers = await serversBelow(root);
  const { path = join(root, 'assay.json'), policy } = await readPolicy(
    root,
    RULES.map(({ rule }) => rule.id),
  );
  const unknown = names.find((name) => !servers.has(name));
  if (unknown !== undefined)
    throw new UserError(
      `No MCP server of this workspace is called \`${unknown}\`.`,
      '`assay approve` without a name lists them.',
    );
  const known = policy.agents.approved ?? {};
  if (names.length === 0 && !all) {
    process.stdout.write(listOf([...servers.values()], known));
    return EXIT.clean;
  }
  const chosen = all ? [...servers.values()] : names.flatMap((name) => servers.get(name) ?? []);
  const fresh = chosen.filter((server) => stateOf(server, known) !== 'approved');
  if (fresh.length > 0) await write(path, fresh);
  const said = fresh.map(
    ({ name, places }) => `Approved \`${printable(name)}\` as it is defined in ${printable(places.join(' and '))}.\n`,
  );
  process.stdout.write(
    said.length > 0 ? `${said.join('')}Written to ${printable(shownPath(path))}.\n` : 'Nothing new to approve.\n',
  );
  return EXIT.clean;
}

async function serversBelow(root: string): Promise<ReadonlyMap<string, Server>> {
  const servers = new Map<string, { name: string; definitions: Set<string>; starts: Set<string>; places: string[] }>();
  const isWanted = (path: string): boolean => {
    const kind = fileKindOf(path);
    return kind !== undefined && mayDefineServers({ path, kind });
  };
  for await (const file of takeInventory([root], join(__dirname, '..', 'grammars'), isWanted)) {
    if (!('mentions' in file)) continue;
    const lines = new Lines(file.text);
    for (const { name, detail, definition, defined = detail, range } of file.mentions) {
      if (definition === undefined) continue;
      const server = servers.get(name) ?? { name, definitions: new Set(), starts: new Set(), places: [] };
      servers.set(name, server);
      const { line, character } = lines.positionAt(range.start);
      server.definitions.add(definition);
      server.starts.add(defined);
      server.places.push(`${shownPath(file.path)}:${line + 1}:${character + 1}`);
    }
  }
  return servers;
}

/** Whether all of its definitions have been approved, other ones under its name, or none. */
function stateOf({ name, definitions }: Server, approved: Approved): 'approved' | 'changed' | 'new' {
  const known = Object.hasOwn(approved, name) ? (approved[name] ?? []) : [];
  if (known.length === 0) return 'new';
  return [...definitions].every((definition) => known.includes(definition)) ? 'approved' : 'changed';
}

function listOf(servers: readonly Server[], approved: Approved): string {
  if (servers.length === 0) return 'No file of this workspace defines an MCP server.\n';
  const { dim, yellow } = toolColours(process.stdout);
  const rows = servers.map((server) => {
    const state = stateOf(server, approved);
    const shown = state === 'approved' ? state : yellow(state.padEnd('approved'.length));
    return `${shown}  ${printable(server.name)}  ${printable([...server.starts].join(' or '))}  ${dim(printable(server.places.join(', ')))}`;
  });
  const isDone = servers.every((server) => stateOf(server, approved) === 'approved');
  return `${[...rows, ...(isDone ? [] : ['', 'Read what they start; then `assay approve NAME`, or `assay approve --all`.'])].join('\n')}\n`;
}

async function write(path: string, servers: readonly Server[]): Promise<void> {
  // A link could lead out of the workspace, and a pipe would be waited for.
  const info = await lstat(path).catch(() => undefined);
  if (info && !info.isFile())
    throw new UserError(`${shownPath(path)} is no ordinary file, so nothing is written to it.`, 'Make it one.');
  const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new UserError(`${shownPath(path)} cannot be read.`, error.message);
  });
  try {
    const after = servers.reduce(
      (text, { name, definitions }) =>
        changePolicy(text, { kind: 'approve-server', name, definitions: [...definitions].sort() }),
      before,
    );
    await writeFile(path, after);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UserError(`${shownPath(path)} cannot be changed.`, error.message);
    if (error instanceof Error && 'syscall' in error)
      throw new UserError(`${shownPath(path)} cannot be written.`, error.message);
    throw error;
  }
}
