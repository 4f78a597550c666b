import type { Connection, Diagnostic } from 'vscode-languageserver';

/** Diagnostics of files that are not open, from a workspace scan: pushed, and taken back when the file is opened or the scan runs again. */
export class WorkspaceFindings {
  readonly #connection: Connection;
  readonly #uris = new Set<string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  tell(uri: string, diagnostics: Diagnostic[]): void {
    if (diagnostics.length === 0) return this.forget(uri);
    this.#uris.add(uri);
    void this.#connection.sendDiagnostics({ uri, diagnostics });
  }

  forget(uri: string): void {
    if (this.#uris.delete(uri)) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  forgetAll(): void {
    for (const uri of [...this.#uris]) this.forget(uri);
  }
}
