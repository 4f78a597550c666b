import * as vscode from 'vscode';
import {
  COMMANDS,
  SEARCH_REGISTRY,
  type SearchRegistryParams,
  type SearchRegistryResult,
} from '../protocol/requests.ts';
import type { LanguageServer } from './language-server.ts';
import { toRange } from './to-range.ts';

/** "Search the registry for …": a list of what the registry knows; choosing one writes it in the place of the name. */
export const registerRegistrySearch = (server: LanguageServer): vscode.Disposable =>
  vscode.commands.registerCommand(COMMANDS.searchRegistry, async (params: SearchRegistryParams) => {
    const { uri, name, span } = params;
    const found = server.request<SearchRegistryResult>(SEARCH_REGISTRY, params).then(itemsOf);
    const chosen = await vscode.window.showQuickPick(found, {
      title: vscode.l10n.t('Packages like {0}', name),
      placeHolder: vscode.l10n.t('Choose the package that is meant; look at it before you install it'),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (chosen?.name === undefined) return;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    const range = toRange(span);
    // The text may have changed while the list was open.
    if (document.getText(range) !== name) return;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, range, chosen.name);
    await vscode.workspace.applyEdit(edit);
  });

type Item = vscode.QuickPickItem & { readonly name?: string };

function itemsOf(found: SearchRegistryResult): Item[] {
  if (found === null) return [{ label: vscode.l10n.t('The registry does not answer') }];
  if (found.length === 0) return [{ label: vscode.l10n.t('The registry knows nothing like it') }];
  return found.map(({ name, version, description, popularity }) => ({
    label: name,
    description: popularity === undefined ? version : `${version} · ${popularity}`,
    detail: description,
    name,
  }));
}
