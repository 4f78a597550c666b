import { basename, join } from 'node:path';
import { commentAt, frontMatterOf } from '../engine/embedded/comment-place.ts';
import { Lines } from '../engine/lines.ts';
import { suppressionIn } from '../engine/text/comments.ts';
import { changePolicy, FRESH_POLICY, type PolicyChange } from '../project/policy/edit-policy.ts';
import { readSource } from '../project/source-text.ts';
import type { ChangeParams, ChangeResult, TextChange } from '../protocol/requests.ts';
import type { OpenDocument } from './open-document.ts';
import { type Session, uriOf } from './session.ts';
import { toSpan } from './to-diagnostic.ts';

/** The edit that an ignore or a change of the policy amounts to. The client applies it, so that it can be seen and undone. */
export async function onChangeRequest(session: Session, params: ChangeParams): Promise<ChangeResult> {
  if (isPolicyChange(params)) return policyChange(session, params);
  const document = session.documents.get(params.uri);
  if (!document) return { error: 'The file is no longer open.' };
  if (params.kind === 'ignore-file') return { change: ignoreFile(document, params) };
  const change = ignoreLine(document, params);
  return change ? { change } : { error: 'A tag has no room for a comment: ignore the rule in this file instead.' };
}

/** The policy file that a change would be written to, as it is called; undefined outside a workspace. */
export async function policyFileName(session: Session, uri: string): Promise<string | undefined> {
  const path = await policyPath(session, uri);
  return path && basename(path);
}

async function policyPath(session: Session, uri: string): Promise<string | undefined> {
  const folder = session.folderOf(uri);
  if (folder === undefined) return undefined;
  const { path } = await session.policies.of(uri);
  return path ?? join(folder, 'assay.json');
}

type PolicyParams = Exclude<ChangeParams, { kind: 'ignore-line' | 'ignore-file' }>;

const isPolicyChange = (params: ChangeParams): params is PolicyParams =>
  params.kind === 'rule-off' || params.kind === 'allow-package' || params.kind === 'approve-server';

async function policyChange(session: Session, params: PolicyParams): Promise<ChangeResult> {
  const path = await policyPath(session, params.uri);
  if (path === undefined) return { error: 'Open a folder first: the policy is a file at its root.' };
  const uri = uriOf(path);
  const open = session.documents.get(uri)?.text;
  const onDisk = open === undefined ? await readSource(path).catch(() => undefined) : { text: open };
  if (onDisk && 'note' in onDisk) return { error: onDisk.note };
  const before = onDisk?.text ?? '';
  try {
    const newText = changePolicy(before === '' ? FRESH_POLICY : before, await changeOf(session, params));
    return { change: { uri, create: onDisk === undefined, edits: [wholeText(before, newText)] } };
  } catch (error) {
    if (error instanceof SyntaxError) return { error: `${basename(path)} is not valid JSON. Mend it first.` };
    throw error;
  }
}

async function changeOf(session: Session, params: PolicyParams): Promise<PolicyChange> {
  if (params.kind !== 'approve-server') return params;
  const { uri, name, definition, keeps } = params;
  const { approved = {} } = (await session.policies.of(uri)).policy.agents;
  const before = keeps && Object.hasOwn(approved, name) ? (approved[name] ?? []) : [];
  return { kind: 'approve-server', name, definitions: [...new Set([...before, definition])] };
}

/** The smallest edit between two texts: what both begin and end with stays, so that the cursor and folding stay too. */
function wholeText(before: string, after: string): TextChange['edits'][number] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return {
    range: toSpan(new Lines(before), { start, end: before.length - end }),
    newText: after.slice(start, after.length - end),
  };
}

function ignoreLine(
  document: OpenDocument,
  { line, rule, reason }: Extract<ChangeParams, { kind: 'ignore-line' }>,
): TextChange | undefined {
  const { lines, text, uri, kind } = document;
  const start = lines.startOf(line);
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const at = { line, character: 0 };
  const place = commentAt(text, uri, start);
  if (place === undefined) return undefined;
  const body = `assay-ignore-next-line ${rule}${reasonOf(reason)}`;
  const isJsxChild =
    /^\s*<[\w>]/.test(text.slice(start)) &&
    /\.[jt]sx$/.test(uri) &&
    !/[(=?:&|]\s*$/.test(text.slice(0, start).trimEnd());
  const written = place === 'script' ? 'typescript' : (kind ?? 'typescript');
  const comment = isJsxChild ? `{/* ${body.replaceAll('*/', '* /')} */}` : suppressionIn(written, body);
  return {
    uri,
    create: false,
    edits: [{ range: { start: at, end: at }, newText: `${indent}${comment}${eolOf(text)}` }],
  };
}

function ignoreFile(
  { uri, text, lines, kind }: OpenDocument,
  { rule, reason }: Extract<ChangeParams, { kind: 'ignore-file' }>,
): TextChange {
  // Below a shebang and directives such as 'use client', which must come first.
  const prologue = /^(?:\ufeff)?(?:#![^\n]*\n)?(?:\s*(['"])use [\w ]+\1;?[ \t]*\r?\n)*/.exec(text)?.[0].length ?? 0;
  const front = frontMatterOf(text, uri);
  const at = lines.positionAt(front ?? prologue);
  const written = front === undefined ? (kind ?? 'typescript') : 'typescript';
  return {
    uri,
    create: false,
    edits: [
      {
        range: { start: at, end: at },
        newText: `${suppressionIn(written, `assay-ignore-file ${rule}${reasonOf(reason)}`)}${eolOf(text)}`,
      },
    ],
  };
}

/** One line: what a reason is written into is a comment. */
const reasonOf = (reason: string): string => {
  const line = reason.replace(/\s+/g, ' ').trim();
  return line === '' ? '' : ` -- ${line}`;
};

const eolOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');
