import * as vscode from 'vscode';
import { registerChanges } from './changes.ts';
import { registerFindingsView } from './findings-view.ts';
import { startClient } from './language-client.ts';
import { registerPackageCheck } from './package-check.ts';
import { registerRegistrySearch } from './registry-search.ts';
import { RulePages } from './rule-page.ts';
import { registerStatus } from './status.ts';
import { registerUriHandler } from './uri-handler.ts';
import { registerWorkspaceScan } from './workspace-scan.ts';

let stop: (() => Thenable<void>) | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('Assay', { log: true });
  const { client, restart } = startClient(context, output);
  stop = () => client.stop();
  const pages = new RulePages(context.extensionUri, client);
  context.subscriptions.push(
    output,
    pages,
    vscode.commands.registerCommand('assay.restart', restart),
    vscode.commands.registerCommand('assay.showOutput', () => output.show()),
    vscode.commands.registerCommand('assay.explain', (target?: unknown) => pages.explain(target)),
    registerUriHandler(pages),
    ...registerFindingsView(),
    ...registerStatus(client),
    ...registerChanges(client),
    registerWorkspaceScan(client),
    registerPackageCheck(client),
    registerRegistrySearch(client),
  );
}

export function deactivate(): Thenable<void> | undefined {
  return stop?.();
}
