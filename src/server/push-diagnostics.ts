import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { Lines } from '../engine/lines.ts';
import type { PolicyProblem } from '../project/policy/policy.ts';
import { readSource } from '../project/source-text.ts';
import { checkDocument, policyProblemsIn } from './check-document.ts';
import type { OpenDocument, Told } from './open-document.ts';
import { type Session, uriOf } from './session.ts';
import { SOURCE, toDiagnostics, toSpan } from './to-diagnostic.ts';

/** For clients that do not pull: checks a document and tells its diagnostics, unless it has changed meanwhile. */
export async function pushDiagnostics(session: Session, uri: string): Promise<void> {
  // Several changes that arrive together are answered once.
  await new Promise((done) => setImmediate(done));
  const document = session.documents.get(uri);
  if (!document) return;
  const { version } = document;
  try {
    const diagnostics = diagnosticsOf(document, await checkDocument(session, document), session.client.uriScheme);
    if (session.documents.get(uri) === document && document.version === version)
      session.connection.sendDiagnostics({ uri, version, diagnostics });
  } catch (error) {
    session.log.error(`${uri}: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

/** What a client is told of a document: what was found, and before that what is wrong where it is a policy. */
export const diagnosticsOf = (document: OpenDocument, told: Told, uriScheme: string): Diagnostic[] => [
  ...(document.sort === 'policy' ? policyDiagnostics(policyProblemsIn(document), document.lines) : []),
  ...toDiagnostics(told, document, uriScheme),
];

const policyDiagnostics = (problems: readonly PolicyProblem[], lines: Lines): Diagnostic[] =>
  problems.map(({ range, message }) => ({
    range: toSpan(lines, range),
    message,
    severity: DiagnosticSeverity.Error,
    source: SOURCE,
  }));

const published = new WeakMap<Session, Set<string>>();

/** Problems of policy files that are not open in the editor; those that are open are answered when asked. */
export async function publishPolicyProblems(session: Session): Promise<void> {
  const before = published.get(session) ?? new Set<string>();
  const now = new Set<string>();
  for (const folder of session.folders) {
    const { problems } = await session.policies.of(folder.uri);
    for (const path of new Set(problems.map((problem) => problem.path))) {
      const uri = uriOf(path);
      if (session.documents.has(uri)) continue;
      const source = await readSource(path).catch(() => ({ text: '' }));
      const lines = new Lines('text' in source ? source.text : '');
      session.connection.sendDiagnostics({
        uri,
        diagnostics: policyDiagnostics(
          problems.filter((problem) => problem.path === path),
          lines,
        ),
      });
      now.add(uri);
    }
  }
  for (const uri of before) if (!now.has(uri)) session.connection.sendDiagnostics({ uri, diagnostics: [] });
  published.set(session, now);
}
