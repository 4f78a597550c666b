import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProtocolConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-languageserver-protocol/node';
import { CODE_CACHE, SERVER_ARGUMENTS } from '../src/protocol/server-arguments.ts';
import { median, quantile } from './statistics.ts';

type Row = [what: string, measured: string, budget: string];

/** Of starts, the middle of which is told: for each sort of start. */
const STARTS = 5;

/** Drives the built language server over node-ipc, as the editor does. */
export async function measureServer(root: string, text: string): Promise<Row[]> {
  const cache = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    const starts = async (folder?: string): Promise<Start[]> => {
      const measured: Start[] = [];
      while (measured.length < STARTS) measured.push(await measureStart(root, folder));
      return measured;
    };
    const first = await starts();
    // The first start with a folder fills it.
    await measureStart(root, cache);
    const again = await starts(cache);
    const both = (what: keyof Start) =>
      `${[first, again].map((some) => median(some.map((one) => one[what])).toFixed(0)).join(' / ')} ms`;
    const { connection, end, pid } = await startServer(root, cache);
    const edit = await measureEdits(connection, text);
    const memory = await measureMemory(connection, pid, text);
    await end();
    return [
      ['server ready (process start to answer): first time / from its code cache', both('ready'), '300 ms'],
      ['the same until the findings of a first file are there', both('found'), ''],
      [
        'edit to squiggle through LSP, 1,000 lines, p50 / p95',
        `${median(edit).toFixed(1)} / ${quantile(edit, 0.95).toFixed(1)} ms`,
        'p95 50 ms',
      ],
      ['server memory after 5,000 files opened and closed', memory, '150 MB'],
    ];
  } finally {
    rmSync(cache, { recursive: true });
  }
}

/** Milliseconds since the process was started. */
type Start = { readonly ready: number; readonly found: number };

async function measureStart(root: string, cache: string | undefined): Promise<Start> {
  const start = performance.now();
  const { connection, end } = await startServer(root, cache);
  const ready = performance.now() - start;
  await open(connection, 'file:///bench/first.ts', "createHash('md5');\n");
  await pull(connection, 'file:///bench/first.ts');
  const found = performance.now() - start;
  await end();
  return { ready, found };
}

/** Resolves when the server has answered the first request. */
async function startServer(root: string, cache: string | undefined) {
  const caching = cache === undefined ? [] : [CODE_CACHE + cache];
  const server = fork(join(root, 'dist/server.js'), ['--node-ipc', ...caching], {
    execArgv: SERVER_ARGUMENTS,
    env: { ...process.env, npm_config_registry: 'http://127.0.0.1:9/' },
  });
  const exited = new Promise((done) => server.once('exit', done));
  const connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
    items.map(() => ({ packages: { checkRegistry: false } })),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities: {
      textDocument: { diagnostic: { dynamicRegistration: false } },
      workspace: { configuration: true },
    },
  });
  await connection.sendNotification('initialized', {});
  const end = async () => {
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    await exited;
    connection.dispose();
  };
  return { connection, end, pid: server.pid ?? 0 };
}

type Connection = ReturnType<typeof createProtocolConnection>;

const pull = (connection: Connection, uri: string) =>
  connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });

const open = (connection: Connection, uri: string, text: string) =>
  connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'javascript', version: 1, text },
  });

async function measureEdits(connection: Connection, text: string): Promise<number[]> {
  const uri = 'file:///bench/edited.js';
  await open(connection, uri, text);
  await pull(connection, uri);
  const times: number[] = [];
  const line = Math.floor(text.split('\n').length / 2);
  for (const [at, character] of [..."const digest = crypto.createHash('md5');"].entries()) {
    const start = performance.now();
    const position = { line, character: at };
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: at + 2 },
      contentChanges: [{ range: { start: position, end: position }, text: character }],
    });
    await pull(connection, uri);
    times.push(performance.now() - start);
  }
  await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  return times;
}

async function measureMemory(connection: Connection, pid: number, text: string): Promise<string> {
  for (let file = 0; file < 5_000; file++) {
    const uri = `file:///bench/${file}.js`;
    await open(connection, uri, text.slice(0, 4_000));
    await pull(connection, uri);
    await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }
  try {
    const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return `${(Number(resident) / 1024).toFixed(0)} MB resident`;
  } catch {
    return 'unknown (no /proc here)';
  }
}
