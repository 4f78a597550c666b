import * as vscode from 'vscode';
import { CHANGE, type ChangeParams, type ChangeResult, COMMANDS, type TextChange } from '../protocol/requests.ts';
import type { LanguageServer } from './language-server.ts';
import { toRange } from './to-range.ts';

/** The commands below the fixes: ignore with a reason, change the team's policy. Each edit can be seen and undone. */
export function registerChanges(server: LanguageServer): vscode.Disposable[] {
  const withReason = async (params: Extract<ChangeParams, { reason: string }>): Promise<void> => {
    const reason = await vscode.window.showInputBox({
      title: vscode.l10n.t('Ignore {0}', params.rule),
      prompt: vscode.l10n.t('Why may it stay? The reason is written into the comment.'),
      placeHolder: vscode.l10n.t('the protocol demands it'),
      validateInput: (value) =>
        value.trim() === '' ? vscode.l10n.t('Write a reason: whoever reads the code next will ask.') : undefined,
    });
    if (reason !== undefined) await change(server, { ...params, reason });
  };
  const register = <Params>(command: string, run: (params: Params) => Promise<void>) =>
    vscode.commands.registerCommand(command, run);
  return [
    register(COMMANDS.ignoreLine, withReason),
    register(COMMANDS.ignoreFile, withReason),
    register<ChangeParams>(COMMANDS.ruleOff, (params) => change(server, params)),
    register<ChangeParams>(COMMANDS.allowPackage, (params) => change(server, params)),
    register<ChangeParams>(COMMANDS.approveServer, (params) => change(server, params)),
  ];
}

async function change(server: LanguageServer, params: ChangeParams): Promise<void> {
  const result = await server.request<ChangeResult>(CHANGE, params);
  if ('error' in result) {
    void vscode.window.showErrorMessage(result.error);
    return;
  }
  await apply(result.change, params.kind !== 'ignore-line' && params.kind !== 'ignore-file');
}

/** @param save whether the file is one that takes effect when saved: the policy. It is shown, so that what was written is seen. */
async function apply({ uri, create, edits }: TextChange, save: boolean): Promise<void> {
  const target = vscode.Uri.parse(uri);
  const edit = new vscode.WorkspaceEdit();
  if (create) edit.createFile(target, { ignoreIfExists: true });
  for (const { range, newText } of edits) edit.replace(target, toRange(range), newText);
  if (!(await vscode.workspace.applyEdit(edit)) || !save) return;
  const document = await vscode.workspace.openTextDocument(target);
  await document.save();
  await vscode.window.showTextDocument(document, {
    preview: true,
    preserveFocus: true,
    viewColumn: vscode.ViewColumn.Beside,
  });
}
