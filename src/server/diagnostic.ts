import type { CancellationToken, DocumentDiagnosticParams, DocumentDiagnosticReport } from 'vscode-languageserver';
import { checkDocument, policyProblemsIn } from './check-document.ts';
import { policyDiagnostics } from './push-diagnostics.ts';
import type { Session } from './session.ts';
import { toDiagnostics } from './to-diagnostic.ts';

/** textDocument/diagnostic. A document that is not open has none here: those of a workspace scan are pushed. */
export async function onDiagnostic(
  session: Session,
  params: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  const document = session.documents.get(params.textDocument.uri);
  if (!document) return { kind: 'full', items: [] };
  if (document.sort === 'policy')
    return { kind: 'full', items: policyDiagnostics(policyProblemsIn(document), document.lines) };
  let told = await checkDocument(session, document);
  // The text changed while the packages were looked up: what was found belongs to a text that is gone.
  if (!token.isCancellationRequested && told.version !== document.version && told.version !== -1)
    told = await checkDocument(session, document);
  const resultId = String(told.id);
  if (params.previousResultId === resultId) return { kind: 'unchanged', resultId };
  return { kind: 'full', resultId, items: toDiagnostics(told, document, session.client.uriScheme) };
}
