import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProtocolConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-languageserver-protocol/node';
import { SERVER_ARGUMENTS } from '../src/protocol/server-arguments.ts';
import { median, quantile } from './statistics.ts';

type Row = [what: string, measured: string, budget: string];

/** Drives the built language server over node-ipc, as the editor does. */
export async function measureServer(root: string, text: string): Promise<Row[]> {
  const start = performance.now();
  const server = fork(join(root, 'dist/server.js'), ['--node-ipc'], {
    execArgv: SERVER_ARGUMENTS,
    env: { ...process.env, npm_config_registry: 'http://127.0.0.1:9/' },
  });
  const connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
    items.map(() => ({ packages: { checkRegistry: false } })),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  try {
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
    const ready = performance.now() - start;
    const edit = await measureEdits(connection, text);
    const memory = await measureMemory(connection, server.pid ?? 0, text);
    return [
      ['server ready (process start to answer)', `${ready.toFixed(0)} ms`, '300 ms'],
      [
        'edit to squiggle through LSP, 1,000 lines, p50 / p95',
        `${median(edit).toFixed(1)} / ${quantile(edit, 0.95).toFixed(1)} ms`,
        'p95 50 ms',
      ],
      ['server memory after 5,000 files opened and closed', memory, '150 MB'],
    ];
  } finally {
    await connection.sendRequest('shutdown').catch(() => undefined);
    await connection.sendNotification('exit').catch(() => undefined);
    connection.dispose();
    server.kill();
  }
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
