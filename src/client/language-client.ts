import * as vscode from 'vscode';
import {
  IPCMessageReader,
  IPCMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
  ProgressType,
  State,
} from 'vscode-languageclient/node';
import { COMMANDS, STATUS, type StatusParams, TRUST, type TrustParams } from '../protocol/requests.ts';
import type { Client, RequestOptions } from './language-server.ts';
import type { ServerProcess } from './server-process.ts';

/** Of texts that are in no file; of files the server looks at all that it knows by name. */
const UNTITLED = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'json', 'markdown', 'yaml'];

type WorkDone = { readonly kind: string; readonly message?: string };

/** Starts the language client. Its library is large, so it lies in a bundle of its own: only {@link LanguageServer} loads this file. */
export function startClient(options: {
  readonly context: vscode.ExtensionContext;
  readonly output: vscode.LogOutputChannel;
  readonly process: ServerProcess;
  /** Whether the process waits at a port for a debugger: a restart then waits until the port is free. */
  readonly isDebugged: boolean;
  readonly onStatus: (status: StatusParams) => void;
}): Client {
  const { context, output, process, isDebugged, onStatus } = options;
  const server = async () => {
    const taken = await process.take();
    return { reader: new IPCMessageReader(taken), writer: new IPCMessageWriter(taken) };
  };
  const client = new LanguageClient('assay', 'Assay', server, clientOptions(output), isDebugged);
  const tellTrust = () => client.sendNotification(TRUST, { trusted: vscode.workspace.isTrusted } satisfies TrustParams);
  context.subscriptions.push(
    vscode.workspace.onDidGrantWorkspaceTrust(tellTrust),
    client.onNotification(STATUS, onStatus),
  );
  client.start().catch((error: unknown) => output.error(`The language server did not start: ${String(error)}`));
  return {
    request: (method, params, options) => request(client, method, params, options),
    stop: () => client.stop(),
    // One that is starting cannot be stopped, and need not be.
    restart: () => (client.state === State.Running ? client.restart() : client.start()),
  };
}

function clientOptions(output: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [{ scheme: 'file' }, ...UNTITLED.map((language) => ({ language, scheme: 'untitled' }))],
    outputChannel: output,
    initializationOptions: { uriScheme: vscode.env.uriScheme, trusted: vscode.workspace.isTrusted, isOurs: true },
    middleware: {
      provideHover: async (document, position, token, next) => withExplainLink(await next(document, position, token)),
    },
    diagnosticPullOptions: { onChange: true, onSave: true, onTabs: false },
  };
}

let requests = 0;

/** A request whose progress somebody wants to know carries a token by which the server tells it. */
async function request<Result>(
  client: LanguageClient,
  method: string,
  params: object | undefined,
  { token, onProgress }: RequestOptions = {},
): Promise<Result> {
  if (!onProgress) return client.sendRequest<Result>(method, params, token);
  const workDoneToken = `assay-${requests++}`;
  const listening = client.onProgress(new ProgressType<WorkDone>(), workDoneToken, ({ message }) =>
    onProgress(message),
  );
  try {
    return await client.sendRequest<Result>(method, { ...params, workDoneToken }, token);
  } finally {
    listening.dispose();
  }
}

/** The one command that a hover of ours may call. What else stands in it is escaped by the server. */
function withExplainLink(hover: vscode.Hover | null | undefined): vscode.Hover | null | undefined {
  for (const content of hover?.contents ?? [])
    if (content instanceof vscode.MarkdownString) content.isTrusted = { enabledCommands: [COMMANDS.explain] };
  return hover;
}
