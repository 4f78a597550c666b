import * as vscode from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { COMMANDS, TRUST, type TrustParams } from '../protocol/requests.ts';
import { SERVER_ARGUMENTS } from '../protocol/server-arguments.ts';

/** Of texts that are in no file; of files the server looks at all that it knows by name. */
const UNTITLED = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'json', 'markdown', 'yaml'];

/** Starts the language server as a process of its own. The promise of its start is not awaited: activation is over at once. */
export function startClient(context: vscode.ExtensionContext, output: vscode.LogOutputChannel) {
  const module = context.asAbsolutePath('dist/server.js');
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc, options: { execArgv: SERVER_ARGUMENTS } },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  const options: LanguageClientOptions = {
    documentSelector: [{ scheme: 'file' }, ...UNTITLED.map((language) => ({ language, scheme: 'untitled' }))],
    outputChannel: output,
    initializationOptions: { uriScheme: vscode.env.uriScheme, trusted: vscode.workspace.isTrusted, isOurs: true },
    middleware: {
      provideHover: async (document, position, token, next) => withExplainLink(await next(document, position, token)),
    },
    diagnosticPullOptions: { onChange: true, onSave: true, onTabs: false },
  };
  const client = new LanguageClient('assay', 'Assay', server, options);
  const tellTrust = () => client.sendNotification(TRUST, { trusted: vscode.workspace.isTrusted } satisfies TrustParams);
  context.subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(tellTrust));
  client.start().catch((error: unknown) => output.error(`The language server did not start: ${String(error)}`));
  return { client, restart: () => client.restart() };
}

/** The one command that a hover of ours may call. What else stands in it is escaped by the server. */
function withExplainLink(hover: vscode.Hover | null | undefined): vscode.Hover | null | undefined {
  for (const content of hover?.contents ?? [])
    if (content instanceof vscode.MarkdownString) content.isTrusted = { enabledCommands: [COMMANDS.explain] };
  return hover;
}
