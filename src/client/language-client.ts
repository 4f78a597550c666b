import * as vscode from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { TRUST, type TrustParams } from '../protocol/requests.ts';

const LANGUAGES = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];

/** Starts the language server as a process of its own. The promise of its start is not awaited: activation is over at once. */
export function startClient(context: vscode.ExtensionContext, output: vscode.LogOutputChannel) {
  const module = context.asAbsolutePath('dist/server.js');
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  const options: LanguageClientOptions = {
    documentSelector: [
      ...LANGUAGES.flatMap((language) => [
        { language, scheme: 'file' },
        { language, scheme: 'untitled' },
      ]),
      { pattern: '**/package.json', scheme: 'file' },
      { pattern: '**/{assay.json,assay.jsonc}', scheme: 'file' },
    ],
    outputChannel: output,
    initializationOptions: { uriScheme: vscode.env.uriScheme, trusted: vscode.workspace.isTrusted },
    diagnosticPullOptions: { onChange: true, onSave: true, onTabs: false },
  };
  const client = new LanguageClient('assay', 'Assay', server, options);
  const tellTrust = () => client.sendNotification(TRUST, { trusted: vscode.workspace.isTrusted } satisfies TrustParams);
  context.subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(tellTrust));
  client.start().catch((error: unknown) => output.error(`The language server did not start: ${String(error)}`));
  return { client, restart: () => client.restart() };
}
