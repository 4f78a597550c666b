import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { checkDocument } from './check-document.ts';
import { cardLine, packageCardFor, referenceAt } from './package-card.ts';
import type { Session } from './session.ts';
import { toSpan } from './to-diagnostic.ts';

/** What is filled in when the line comes into view. */
type Data = { readonly uri: string; readonly offset: number };

/** A line above each import and dependency, for those who have asked for it; empty until the editor shows it. */
export async function onCodeLens(session: Session, { textDocument: { uri } }: CodeLensParams): Promise<CodeLens[]> {
  const document = session.documents.get(uri);
  if (!document || !(await session.settings.of(uri)).packages.codeLens) return [];
  // It looks where packages are named; what is under way or known costs nothing.
  await checkDocument(session, document);
  const { references, version, lines } = document;
  if (references?.version !== version) return [];
  return references.all
    .filter(({ name, origin }) => name !== '' && (origin === 'import' || origin === 'manifest'))
    .map(({ range }) => ({ range: toSpan(lines, range), data: { uri, offset: range.start } satisfies Data }));
}

/** The card of the package in one line, which is no command. */
export async function onCodeLensResolve(session: Session, lens: CodeLens): Promise<CodeLens> {
  const { uri, offset } = lens.data as Data;
  const document = session.documents.get(uri);
  const reference = document && referenceAt(document, offset);
  const card = document && reference && (await packageCardFor(session, document, reference));
  return { range: lens.range, command: { title: (card && cardLine(card)) ?? '', command: '' } };
}
