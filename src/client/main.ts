import * as vscode from 'vscode';
import { registerChanges } from './changes.ts';
import { registerFindingsView } from './findings-view.ts';
import { registerPackageCheck } from './package-check.ts';
import { registerRegistrySearch } from './registry-search.ts';
import { RulePages } from './rule-page.ts';
import { startServer } from './start-server.ts';
import { Status } from './status.ts';
import { registerUriHandler } from './uri-handler.ts';
import { registerWorkspaceScan } from './workspace-scan.ts';

let stop: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Assay', { log: true });
  const status = new Status();
  const server = startServer(context, output, (told) => status.tell(told));
  stop = () => server.stop();
  const pages = new RulePages(context.extensionUri, server);
  context.subscriptions.push(
    output,
    pages,
    vscode.commands.registerCommand('assay.restart', () => server.restart()),
    vscode.commands.registerCommand('assay.showOutput', () => output.show()),
    vscode.commands.registerCommand('assay.explain', (target?: unknown) => pages.explain(target)),
    registerUriHandler(pages),
    ...registerFindingsView(),
    status,
    ...registerChanges(server),
    registerWorkspaceScan(server),
    registerPackageCheck(server),
    registerRegistrySearch(server),
  );
}

export function deactivate(): Promise<void> | undefined {
  return stop?.();
}
