import type { InitializeParams } from 'vscode-languageserver';

/** What the client can do, as far as we ask. */
export type Client = {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly asksSettings: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly hasWorkspaceFolders: boolean;
  /** Shows a diagnostic's message above our hover, and lets a hover call the command that opens a page: our own extension. */
  readonly isOurs: boolean;
  /** The scheme of links that the editor hands to the extension, such as `vscode`. */
  readonly uriScheme: string;
};

export function readClient({ capabilities, initializationOptions }: InitializeParams): Client {
  const { workspace, textDocument } = capabilities;
  const scheme = initializationOptions?.uriScheme;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    asksSettings: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasWorkspaceFolders: workspace?.workspaceFolders === true,
    isOurs: initializationOptions?.isOurs === true,
    uriScheme: typeof scheme === 'string' && /^[a-z][\w+.-]*$/i.test(scheme) ? scheme : 'vscode',
  };
}
