import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type TextEdit,
} from 'vscode-languageserver';
import type { Finding, Fix } from '../engine/finding.ts';
import { Lines } from '../engine/lines.ts';
import { hasComments } from '../engine/text/comments.ts';
import { COMMANDS } from '../protocol/requests.ts';
import { RULES } from '../rules/index.generated.ts';
import { approveActions } from './approve-action.ts';
import { policyFileName } from './change-request.ts';
import { gitignoreAction } from './gitignore-action.ts';
import type { OpenDocument } from './open-document.ts';
import type { Session } from './session.ts';
import { toSpan } from './to-diagnostic.ts';

const FIX_ALL = 'source.fixAll.assay';

/** Fixes, best first; below them ignore, change the rule, allow the package, explain. From what was told: nothing is scanned. */
export async function onCodeAction(
  session: Session,
  { textDocument, range, context }: CodeActionParams,
): Promise<CodeAction[]> {
  const document = session.documents.get(textDocument.uri);
  const told = document?.told;
  if (!document || !told || told.version !== document.version) return [];
  const wants = (kind: string): boolean =>
    !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const actions: CodeAction[] = [];
  if (context.only && wants(FIX_ALL)) actions.push(...fixAll(told.findings, document));
  if (!wants(CodeActionKind.QuickFix)) return actions;
  const start = document.lines.offsetAt(range.start);
  const end = document.lines.offsetAt(range.end);
  const here = told.findings.filter((finding) => finding.range.start <= end && finding.range.end >= start);
  const policyFile = await policyFileName(session, document.uri);
  const diagnosticOf = (finding: Finding) =>
    context.diagnostics.filter(({ code, message }) => code === finding.rule && message === finding.message);
  actions.push(...here.flatMap((finding) => fixesOf(session, finding, document, diagnosticOf(finding))));
  for (const finding of here) {
    const action = await gitignoreAction(session, document, finding, diagnosticOf(finding));
    if (action && !actions.some(({ title }) => title === action.title)) actions.push(action);
  }
  for (const finding of here)
    actions.push(...(await approveActions(session, document, finding, diagnosticOf(finding), policyFile)));
  actions.push(...here.flatMap((finding) => othersOf(finding, document, diagnosticOf(finding), policyFile)));
  return actions;
}

const fixesOf = (session: Session, finding: Finding, document: OpenDocument, diagnostics: Diagnostic[]): CodeAction[] =>
  finding.fixes
    .filter((fix) => isStillMeant(session, fix, document))
    .map((fix, index) => ({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      isPreferred: index === 0,
      edit: { changes: changesOf(fix, document) },
    }));

/** Edits of another file hold for the text that it had: what is open in the editor may have moved on. */
const isStillMeant = (session: Session, { elsewhere = [] }: Fix, document: OpenDocument): boolean =>
  elsewhere.every(({ path, text }) => (session.documents.get(uriBeside(document, path))?.text ?? text) === text);

function changesOf(fix: Fix, document: OpenDocument): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  if (fix.edits.length > 0) changes[document.uri] = toTextEdits(fix, document);
  for (const { path, text, edits } of fix.elsewhere ?? []) {
    const lines = new Lines(text);
    changes[uriBeside(document, path)] = edits.map((edit) => ({ range: toSpan(lines, edit), newText: edit.text }));
  }
  return changes;
}

/** The URI of a file that is named from the document's own place. */
const uriBeside = ({ uri }: OpenDocument, path: string): string =>
  new URL(path.split('/').map(encodeURIComponent).join('/'), uri).href;

function othersOf(
  finding: Finding,
  document: OpenDocument,
  diagnostics: Diagnostic[],
  policyFile: string | undefined,
): CodeAction[] {
  const { rule, subject } = finding;
  const { uri, lines } = document;
  const span = toSpan(lines, finding.range);
  const title = RULES.find((documented) => documented.rule.id === rule)?.rule.title ?? rule;
  const action = (name: string, command: string, argument: object): CodeAction => ({
    title: name,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    command: { title: name, command, arguments: [argument] },
  });
  const actions: CodeAction[] = [];
  if (document.kind && hasComments(document.kind, uri)) {
    actions.push(
      action('Ignore on this line…', COMMANDS.ignoreLine, { kind: 'ignore-line', uri, line: span.start.line, rule }),
    );
    actions.push(action(`Ignore \`${rule}\` in this file…`, COMMANDS.ignoreFile, { kind: 'ignore-file', uri, rule }));
  }
  if (isToBeReplaced(finding, document))
    actions.push(
      action(`Search the registry for \`${subject}\`…`, COMMANDS.searchRegistry, { uri, name: subject, span }),
    );
  if (policyFile !== undefined) {
    if (subject !== undefined)
      actions.push(
        action(`Allow package \`${subject}\` for the team (${policyFile})`, COMMANDS.allowPackage, {
          kind: 'allow-package',
          uri,
          name: subject,
        }),
      );
    actions.push(
      action(`Ignore \`${rule}\` in this workspace (${policyFile})`, COMMANDS.ruleOff, { kind: 'rule-off', uri, rule }),
    );
  }
  actions.push(action(`Explain: ${title}`, COMMANDS.explain, { rule, at: { uri, range: span } }));
  return actions;
}

/** A package that is not the one that was meant, with nothing near it to offer. */
const isToBeReplaced = ({ rule, subject, range, fixes }: Finding, { text }: OpenDocument): boolean =>
  SEARCHED.has(rule) &&
  subject !== undefined &&
  text.slice(range.start, range.end) === subject &&
  !fixes.some(({ edits }) =>
    edits.some((edit) => edit.start === range.start && edit.end === range.end && edit.text !== ''),
  );

const SEARCHED = new Set([
  'package/hallucinated',
  'package/squat-suspect',
  'package/security-placeholder',
  'package/unpublished',
]);

/** Every safe fix of the file that does not touch the text of another. */
function fixAll(findings: readonly Finding[], document: OpenDocument): CodeAction[] {
  const edits: Fix['edits'][number][] = [];
  for (const { fixes } of findings) {
    const fix = fixes.find(({ safety }) => safety === 'safe');
    if (!fix) continue;
    const fresh = fix.edits.filter(
      (edit) =>
        !edits.some((other) => other.start === edit.start && other.end === edit.end && other.text === edit.text),
    );
    if (fresh.every((edit) => edits.every((other) => edit.end <= other.start || edit.start >= other.end)))
      edits.push(...fresh);
  }
  if (edits.length === 0) return [];
  const textEdits = edits.sort((a, b) => a.start - b.start).map((edit) => toTextEdit(edit, document));
  return [{ title: 'Apply all safe fixes of Assay', kind: FIX_ALL, edit: { changes: { [document.uri]: textEdits } } }];
}

const toTextEdits = ({ edits }: Fix, document: OpenDocument): TextEdit[] =>
  edits.map((edit) => toTextEdit(edit, document));

const toTextEdit = (edit: Fix['edits'][number], { lines }: OpenDocument): TextEdit => ({
  range: toSpan(lines, edit),
  newText: edit.text,
});
