import * as vscode from 'vscode';
import type { StatusParams } from '../protocol/requests.ts';

const SELECTOR = [{ scheme: 'file' }, { scheme: 'untitled' }];

/** One status-bar item, there only when there is something to say, and a language status item that says how things are. */
export class Status implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('assay.status', vscode.StatusBarAlignment.Right, 50);
  readonly #language = vscode.languages.createLanguageStatusItem('assay.language', SELECTOR);
  readonly #listening: readonly vscode.Disposable[];
  #status: StatusParams = { state: 'ready', registry: 'ok', waiting: 0, checked: 0 };

  constructor() {
    this.#item.name = 'Assay';
    this.#item.command = 'workbench.actions.view.problems';
    this.#language.name = 'Assay';
    this.#language.command = { title: vscode.l10n.t('Show output'), command: 'assay.showOutput' };
    const show = () => this.#show();
    this.#listening = [vscode.languages.onDidChangeDiagnostics(show), vscode.window.onDidChangeActiveTextEditor(show)];
    show();
  }

  tell(status: StatusParams): void {
    this.#status = status;
    this.#show();
  }

  dispose(): void {
    for (const one of [this.#item, this.#language, ...this.#listening]) one.dispose();
  }

  #show(): void {
    const item = this.#item;
    const isBusy = this.#status.state === 'busy';
    const uri = vscode.window.activeTextEditor?.document.uri;
    const count = uri ? vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Assay').length : 0;
    item.text = isBusy ? '$(sync~spin) Assay' : `$(shield) ${count}`;
    item.tooltip = isBusy
      ? vscode.l10n.t('Assay is checking the workspace')
      : vscode.l10n.t('Assay: {0} in this file', count);
    if (count > 0 || isBusy) item.show();
    else item.hide();
    this.#language.text = registryText(this.#status);
    this.#language.detail = detailOf(this.#status);
    this.#language.busy = isBusy;
    this.#language.severity =
      this.#status.registry === 'offline'
        ? vscode.LanguageStatusSeverity.Warning
        : vscode.LanguageStatusSeverity.Information;
  }
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
