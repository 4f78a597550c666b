import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CodeAction,
  createProtocolConnection,
  type Diagnostic,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';
import { CODE_CACHE } from '../../src/protocol/server-arguments.ts';
import { ROOT } from './engine.ts';

type Options = {
  readonly pulls?: boolean;
  readonly settings?: object;
  /** The address of a registry on loopback. */
  readonly registry?: string;
  /** The folder for what was compiled of the server's code. */
  readonly codeCache?: string;
};
type Report = {
  readonly kind: 'full' | 'unchanged';
  readonly resultId?: string;
  readonly items: readonly Diagnostic[];
};

/** A closed port of loopback: no test ever asks a public registry. */
const CLOSED = 'http://127.0.0.1:9/';
const PATIENCE_MS = 10_000;

/** A real client: the built server as a process, spoken to over stdio. */
export class LspClient {
  settings: object;
  readonly #connection: ProtocolConnection;
  readonly #server: ChildProcess;
  readonly #pushed = new Map<string, readonly Diagnostic[]>();

  private constructor(server: ChildProcess, connection: ProtocolConnection, settings: object) {
    this.#server = server;
    this.#connection = connection;
    this.settings = settings;
  }

  static async start(
    folder: string,
    { pulls = true, settings = {}, registry = CLOSED, codeCache }: Options,
  ): Promise<LspClient> {
    const env = { ...process.env, npm_config_registry: registry, ASSAY_CACHE_DIR: join(folder, '.cache') };
    const caching = codeCache === undefined ? [] : [CODE_CACHE + codeCache];
    const server = spawn(process.execPath, [join(ROOT, 'dist/server.js'), '--stdio', ...caching], {
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    const client = new LspClient(server, connection, settings);
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => client.settings),
    );
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/diagnostic/refresh', () => null);
    connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
        client.#pushed.set(uri, diagnostics);
      },
    );
    connection.listen();
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'test' }],
      initializationOptions: { uriScheme: 'vscode', trusted: true },
      capabilities: {
        textDocument: pulls ? { diagnostic: {} } : {},
        workspace: { configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true } },
      },
    });
    await connection.sendNotification('initialized', {});
    return client;
  }

  open(uri: string, languageId: string, text: string): void {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  change(uri: string, version: number, contentChanges: TextDocumentContentChangeEvent[]): void {
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  closeDocument(uri: string): void {
    this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  watched(uri: string): void {
    this.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
  }

  async pull(uri: string, previousResultId?: string): Promise<Report> {
    const report = await this.request<Report>('textDocument/diagnostic', {
      textDocument: { uri },
      ...(previousResultId && { previousResultId }),
    });
    return { ...report, items: report.items ?? [] };
  }

  actions(uri: string, diagnostic: Diagnostic | undefined): Promise<CodeAction[]> {
    return this.request('textDocument/codeAction', {
      textDocument: { uri },
      range: diagnostic?.range,
      context: { diagnostics: diagnostic ? [diagnostic] : [] },
    });
  }

  pushed(uri: string): readonly Diagnostic[] {
    return this.#pushed.get(uri) ?? [];
  }

  request<Result>(method: string, params: unknown): Promise<Result> {
    return this.#connection.sendRequest(method, params);
  }

  notify(method: string, params: unknown): void {
    void this.#connection.sendNotification(method, params);
  }

  async until(condition: () => boolean): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!condition()) {
      if (Date.now() > end) throw new Error(`Did not become true: ${condition}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  async close(): Promise<void> {
    await this.request('shutdown', undefined);
    const exited = new Promise((done) => this.#server.once('exit', done));
    this.notify('exit', undefined);
    await exited;
    this.#connection.dispose();
  }
}
