import * as vscode from 'vscode';
import { CHECK_PACKAGES, type CheckPackagesResult } from '../protocol/requests.ts';
import type { LanguageServer } from './language-server.ts';
import { toRange } from './to-range.ts';

type Found = CheckPackagesResult['findings'][number];

/** "Assay: Check packages before installing": a list of what was found, to go to; or a sentence where there is nothing. */
export function registerPackageCheck(server: LanguageServer): vscode.Disposable {
  let isRunning = false;
  return vscode.commands.registerCommand('assay.checkPackages', async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      const result = await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Assay: checking packages'),
          cancellable: true,
        },
        (progress, token) => check(server, progress, token),
      );
      if (result.cancelled) return;
      if (result.findings.length > 0) await choose(result);
      else await vscode.window.showInformationMessage(summaryOf(result));
    } finally {
      isRunning = false;
    }
  });
}

const check = (
  server: LanguageServer,
  progress: vscode.Progress<{ message?: string }>,
  token: vscode.CancellationToken,
): Promise<CheckPackagesResult> =>
  server.request<CheckPackagesResult>(CHECK_PACKAGES, undefined, {
    token,
    onProgress: (message) =>
      progress.report(message === undefined ? {} : { message: vscode.workspace.asRelativePath(message) }),
  });

/** What was found, worst first; choosing one goes to it. */
async function choose(result: CheckPackagesResult): Promise<void> {
  const items = result.findings.map((found) => ({
    label: `$(package) ${found.name}`,
    description: found.title,
    detail: found.message,
    found,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: summaryOf(result),
    placeHolder: vscode.l10n.t('Look at these before you install'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen) await show(chosen.found);
}

async function show({ uri, span }: Found): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: toRange(span) });
}

function summaryOf({ manifests, packages, waiting, findings }: CheckPackagesResult): string {
  if (manifests === 0) return vscode.l10n.t('Assay: there is no package.json in this workspace');
  const text =
    findings.length > 0
      ? vscode.l10n.t('Assay: {0} findings about {1} packages', findings.length, packages)
      : vscode.l10n.t('Assay: nothing speaks against the {0} packages of {1} package.json files', packages, manifests);
  return waiting === 0 ? text : vscode.l10n.t('{0}; the registry did not answer for {1}', text, waiting);
}
