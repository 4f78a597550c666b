import { basename, join } from 'node:path';
import { type CodeAction, CodeActionKind, type Diagnostic, type TextEdit } from 'vscode-languageserver';
import type { Finding } from '../engine/finding.ts';
import { Lines } from '../engine/lines.ts';
import { NODE_DISK } from '../project/npm-config.ts';
import { isGitIgnored } from '../project/source-files.ts';
import { nearestWith } from '../project/workspace-root.ts';
import type { OpenDocument } from './open-document.ts';
import { pathOf, type Session, uriOf } from './session.ts';

/**
 * For a secret that is to move into a file of variables, or stands in one that git would keep: the line of .gitignore that keeps the file
 * here. Undefined where git leaves it alone already, and outside of repositories.
 */
export async function gitignoreAction(
  session: Session,
  document: OpenDocument,
  { rule, fixes }: Finding,
  diagnostics: Diagnostic[],
): Promise<CodeAction | undefined> {
  const path = pathOf(document.uri);
  const isEnvFile = rule === 'secret/env-file-tracked';
  if (path === undefined || !(isEnvFile || (rule.startsWith('secret/') && fixes.length > 0))) return undefined;
  const top = await nearestWith(path, ['.git']);
  if (top === undefined) return undefined;
  const name = isEnvFile ? basename(path) : '.env';
  if (await isGitIgnored(join(top, name), top)) return undefined;
  return {
    title: `Add \`${name}\` to .gitignore`,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    edit: await editOf(session, uriOf(join(top, '.gitignore')), name),
  };
}

async function editOf(session: Session, uri: string, line: string): Promise<NonNullable<CodeAction['edit']>> {
  const text = session.documents.get(uri)?.text ?? (await NODE_DISK.readText(pathOf(uri) ?? ''));
  if (text === undefined) {
    const edits = [insertion(new Lines(''), 0, `${line}\n`)];
    return {
      documentChanges: [
        { kind: 'create', uri },
        { textDocument: { uri, version: null }, edits },
      ],
    };
  }
  const lead = text === '' || text.endsWith('\n') ? '' : '\n';
  return { changes: { [uri]: [insertion(new Lines(text), text.length, `${lead}${line}\n`)] } };
}

function insertion(lines: Lines, offset: number, newText: string): TextEdit {
  const at = lines.positionAt(offset);
  return { range: { start: at, end: at }, newText };
}
