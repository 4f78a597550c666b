import type { CancellationToken, DocumentDiagnosticParams, DocumentDiagnosticReport } from 'vscode-languageserver';
import { checkDocument } from './check-document.ts';
import { diagnosticsOf } from './push-diagnostics.ts';
import type { Session } from './session.ts';

/** textDocument/diagnostic. A document that is not open has none here: those of a workspace scan are pushed. */
export async function onDiagnostic(
  session: Session,
  params: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  const document = session.documents.get(params.textDocument.uri);
  if (!document) return { kind: 'full', items: [] };
  let told = await checkDocument(session, document);
  // The text changed while the packages were looked up: what was found belongs to a text that is gone.
  if (!token.isCancellationRequested && !told.isStale && told.version !== document.version)
    told = await checkDocument(session, document);
  const items = diagnosticsOf(document, told, session.client.uriScheme);
  // What is wrong in a policy is not among what was told of it.
  if (document.sort === 'policy') return { kind: 'full', items };
  const resultId = String(told.id);
  if (params.previousResultId === resultId) return { kind: 'unchanged', resultId };
  return { kind: 'full', resultId, items };
}
