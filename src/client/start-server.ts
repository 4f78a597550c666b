import * as vscode from 'vscode';
import type { StatusParams } from '../protocol/requests.ts';
import { CODE_CACHE, SERVER_ARGUMENTS } from '../protocol/server-arguments.ts';
import { LanguageServer } from './language-server.ts';
import { ServerProcess } from './server-process.ts';

/** Starts the process of the language server now, and the language client once activation is over. */
export function startServer(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  onStatus: (status: StatusParams) => void,
): LanguageServer {
  const isDebugged = process.execArgv.some((argument) => /^--(debug|inspect)(-brk)?(=|$)/.test(argument));
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const start = {
    module: context.asAbsolutePath('dist/server.js'),
    execArgv: isDebugged ? ['--nolazy', '--inspect=6009'] : SERVER_ARGUMENTS,
    args: [CODE_CACHE + vscode.Uri.joinPath(context.globalStorageUri, 'compiled').fsPath],
    cwd: folder?.scheme === 'file' ? folder.fsPath : undefined,
  };
  const server = new ServerProcess(start, {
    info: (line) => output.info(line),
    error: (line) => output.error(line),
  });
  const load = () => {
    // The build keeps the language client's library in this second bundle.
    const { startClient }: typeof import('./language-client.ts') = require('./language-client.ts');
    return startClient({ context, output, process: server, isDebugged, onStatus });
  };
  return new LanguageServer(server, load, (error) => output.error(`The language client did not start: ${error}`));
}
