import * as vscode from 'vscode';
import { SCAN_WORKSPACE, type ScanWorkspaceResult } from '../protocol/requests.ts';
import type { LanguageServer } from './language-server.ts';

/** "Assay: Scan workspace", with progress and cancel. What is found stands in the Problems view, which is shown at the end. */
export function registerWorkspaceScan(server: LanguageServer): vscode.Disposable {
  let isRunning = false;
  return vscode.commands.registerCommand('assay.scanWorkspace', async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      const { files, findings, cancelled } = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Assay: scanning'), cancellable: true },
        (progress, token) => scan(server, progress, token),
      );
      const text = vscode.l10n.t('Assay: {0} findings in {1} files', findings, files);
      vscode.window.setStatusBarMessage(cancelled ? vscode.l10n.t('{0} (cancelled)', text) : text, 10_000);
      if (findings > 0) await vscode.commands.executeCommand('workbench.actions.view.problems');
    } finally {
      isRunning = false;
    }
  });
}

const scan = (
  server: LanguageServer,
  progress: vscode.Progress<{ message?: string }>,
  token: vscode.CancellationToken,
): Promise<ScanWorkspaceResult> =>
  server.request<ScanWorkspaceResult>(SCAN_WORKSPACE, undefined, {
    token,
    onProgress: (message) => progress.report(message === undefined ? {} : { message }),
  });
