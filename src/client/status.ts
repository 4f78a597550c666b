import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { STATUS, type StatusParams } from '../protocol/requests.ts';

const SELECTOR = [{ scheme: 'file' }, { scheme: 'untitled' }];

/** One status-bar item, there only when there is something to say, and a language status item that says how things are. */
export function registerStatus(client: LanguageClient): vscode.Disposable[] {
  const item = vscode.window.createStatusBarItem('assay.status', vscode.StatusBarAlignment.Right, 50);
  item.name = 'Assay';
  item.command = 'workbench.actions.view.problems';
  const language = vscode.languages.createLanguageStatusItem('assay.language', SELECTOR);
  language.name = 'Assay';
  language.command = { title: vscode.l10n.t('Show output'), command: 'assay.showOutput' };
  let status: StatusParams = { state: 'ready', registry: 'ok', waiting: 0, checked: 0 };

  const show = () => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const count = uri ? vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Assay').length : 0;
    item.text = status.state === 'busy' ? '$(sync~spin) Assay' : `$(shield) ${count}`;
    item.tooltip =
      status.state === 'busy'
        ? vscode.l10n.t('Assay is checking the workspace')
        : vscode.l10n.t('Assay: {0} in this file', count);
    if (count > 0 || status.state === 'busy') item.show();
    else item.hide();
    language.text = registryText(status);
    language.detail = detailOf(status);
    language.busy = status.state === 'busy';
    language.severity =
      status.registry === 'offline' ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
  };
  show();
  return [
    item,
    language,
    client.onNotification(STATUS, (next: StatusParams) => {
      status = next;
      show();
    }),
    vscode.languages.onDidChangeDiagnostics(show),
    vscode.window.onDidChangeActiveTextEditor(show),
  ];
}

function registryText({ registry, waiting, checked }: StatusParams): string {
  if (registry === 'off') return vscode.l10n.t('Registry checks are off');
  if (registry === 'offline') return vscode.l10n.t('Registry: offline, {0} checks waiting', waiting);
  return waiting > 0
    ? vscode.l10n.t('Registry: {0} checks waiting', waiting)
    : vscode.l10n.t('{0} packages checked', checked);
}

function detailOf({ last }: StatusParams): string {
  if (!last) return vscode.l10n.t('Assay');
  return vscode.l10n.t('Assay: last checked in {0} ms, {1} found', last.milliseconds, last.findings);
}
