import type { CancellationToken } from 'vscode-languageserver';
import { findSourceFiles } from '../project/source-files.ts';
import { readSource } from '../project/source-text.ts';
import type { ScanWorkspaceResult } from '../protocol/requests.ts';
import { checkDocument } from './check-document.ts';
import { OpenDocument } from './open-document.ts';
import { diagnosticsOf } from './push-diagnostics.ts';
import { pathOf, type Session, uriOf } from './session.ts';

export type ScanWorkspaceParams = { readonly workDoneToken?: string | number };

/** How many files are checked before the keyboard is looked at. */
const FILES_BETWEEN_BREATHS = 4;

/** Scans every file of the workspace folders; what is found in files that are not open is pushed. */
export async function onScanWorkspace(
  session: Session,
  { workDoneToken }: ScanWorkspaceParams,
  token: CancellationToken,
): Promise<ScanWorkspaceResult> {
  session.workspace.forgetAll();
  session.status.busy(true);
  const scan = new WorkspaceScan(session, workDoneToken, token);
  try {
    for (const folder of session.folders) await scan.folder(folder.uri);
  } finally {
    session.status.busy(false);
  }
  return { files: scan.files, findings: scan.findings, cancelled: token.isCancellationRequested };
}

class WorkspaceScan {
  files = 0;
  findings = 0;
  readonly #session: Session;
  readonly #workDoneToken: string | number | undefined;
  readonly #token: CancellationToken;

  constructor(session: Session, workDoneToken: string | number | undefined, token: CancellationToken) {
    this.#session = session;
    this.#workDoneToken = workDoneToken;
    this.#token = token;
  }

  async folder(uri: string): Promise<void> {
    const path = pathOf(uri);
    if (path === undefined) return;
    const { policy, root } = await this.#session.policies.of(uri);
    for await (const found of findSourceFiles(path, root || path, policy.exclude)) {
      if (this.#token.isCancellationRequested) return;
      if ('error' in found) this.#session.log.warn(`${found.path}: ${found.error}`);
      else await this.#file(found.path);
      if (this.files % FILES_BETWEEN_BREATHS === 0) await new Promise((done) => setImmediate(done));
    }
  }

  async #file(path: string): Promise<void> {
    const uri = uriOf(path);
    this.files++;
    this.#report(`${this.files} files`);
    const open = this.#session.documents.get(uri);
    if (open) {
      this.findings += (await checkDocument(this.#session, open)).findings.length;
      return;
    }
    const source = await readSource(path).catch((error: Error) => ({ note: error.message }));
    if ('note' in source) return;
    const document = new OpenDocument(uri, '', 0, source.text);
    try {
      const told = await checkDocument(this.#session, document);
      this.findings += told.findings.length;
      this.#session.workspace.tell(uri, diagnosticsOf(document, told, this.#session.client.uriScheme));
    } finally {
      document.delete();
      this.#session.settings.forget(uri);
    }
  }

  #report(message: string): void {
    if (this.#workDoneToken === undefined) return;
    void this.#session.connection.sendNotification('$/progress', {
      token: this.#workDoneToken,
      value: { kind: 'report', message },
    });
  }
}
