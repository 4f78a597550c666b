import * as vscode from 'vscode';
import { type LanguageClient, ProgressType } from 'vscode-languageclient/node';
import { SCAN_WORKSPACE, type ScanWorkspaceResult } from '../protocol/requests.ts';

type WorkDone = { readonly kind: string; readonly message?: string };

/** "Assay: Scan workspace", with progress and cancel. What is found stands in the Problems view, which is shown at the end. */
export function registerWorkspaceScan(client: LanguageClient): vscode.Disposable {
  let isRunning = false;
  return vscode.commands.registerCommand('assay.scanWorkspace', async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      const { files, findings, cancelled } = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Assay: scanning'), cancellable: true },
        (progress, token) => scan(client, progress, token),
      );
      const text = vscode.l10n.t('Assay: {0} findings in {1} files', findings, files);
      vscode.window.setStatusBarMessage(cancelled ? vscode.l10n.t('{0} (cancelled)', text) : text, 10_000);
      if (findings > 0) await vscode.commands.executeCommand('workbench.actions.view.problems');
    } finally {
      isRunning = false;
    }
  });
}

async function scan(
  client: LanguageClient,
  progress: vscode.Progress<{ message?: string }>,
  token: vscode.CancellationToken,
) {
  const workDoneToken = `assay-scan-${Date.now()}`;
  const listening = client.onProgress(new ProgressType<WorkDone>(), workDoneToken, ({ message }) =>
    progress.report(message === undefined ? {} : { message }),
  );
  try {
    return await client.sendRequest<ScanWorkspaceResult>(SCAN_WORKSPACE, { workDoneToken }, token);
  } finally {
    listening.dispose();
  }
}
