import * as vscode from 'vscode';
import { PAGE, type PageParams, type PageResult, RULES, type RulesResult, type Span } from '../protocol/requests.ts';
import type { LanguageServer } from './language-server.ts';
import { pageHtml } from './rule-page-html.ts';
import { toRange } from './to-range.ts';

type Message =
  | { readonly kind: 'rule'; readonly rule: string }
  | { readonly kind: 'reveal'; readonly uri: string; readonly span: Span };

/** The page of a rule, beside the code. One panel serves all rules. */
export class RulePages implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #server: LanguageServer;
  #panel: vscode.WebviewPanel | undefined;

  constructor(extension: vscode.Uri, server: LanguageServer) {
    this.#extension = extension;
    this.#server = server;
  }

  /** @param target what a code action or link passes; without one the rules are offered to choose from. */
  async explain(target?: unknown): Promise<void> {
    const params = isPageParams(target) ? target : await this.#choose();
    if (!params) return;
    const page = await this.#server.request<PageResult>(PAGE, params);
    if (!page) {
      void vscode.window.showErrorMessage(vscode.l10n.t('Assay has no rule {0}.', params.rule));
      return;
    }
    this.#show(page);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  async #choose(): Promise<PageParams | undefined> {
    const rules = await this.#server.request<RulesResult>(RULES);
    const items = rules.map(({ id, title, category, severity }) => ({
      label: title,
      description: id,
      detail: `${category} · ${severity}`,
      id,
    }));
    const chosen = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Explain a rule'),
      matchOnDescription: true,
    });
    return chosen && { rule: chosen.id };
  }

  #show(page: NonNullable<PageResult>): void {
    this.#panel ??= this.#create();
    this.#panel.title = page.title;
    this.#panel.webview.html = pageHtml(page, this.#panel.webview, this.#extension);
    this.#panel.reveal(undefined, true);
  }

  #create(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      'assay.rule',
      'Assay',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      {
        enableScripts: true,
        localResourceRoots: [vscode.Uri.joinPath(this.#extension, 'media')],
      },
    );
    panel.iconPath = vscode.Uri.joinPath(this.#extension, 'media', 'icon.png');
    panel.webview.onDidReceiveMessage((message: Message) => this.#receive(message));
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    return panel;
  }

  async #receive(message: Message): Promise<void> {
    if (message.kind === 'rule') return this.explain({ rule: message.rule });
    await vscode.window.showTextDocument(vscode.Uri.parse(message.uri), {
      viewColumn: vscode.ViewColumn.One,
      selection: toRange(message.span),
    });
  }
}

const isPageParams = (target: unknown): target is PageParams =>
  typeof target === 'object' && target !== null && 'rule' in target && typeof target.rule === 'string';
