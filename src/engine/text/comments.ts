import type { LanguageId } from '../syntax/grammar.ts';
import type { TextKind } from './text-kind.ts';

type Comment = { readonly opens: string; readonly closes?: string };

const HASH: Comment = { opens: '#' };
const SLASHES: Comment = { opens: '//' };
const MARKUP: Comment = { opens: '<!--', closes: '-->' };

/** How a suppression is written in a text of each kind; plain JSON has no comments, JSON for people does. */
const COMMENTS: Readonly<Record<LanguageId | TextKind, Comment>> = {
  javascript: SLASHES,
  typescript: SLASHES,
  tsx: SLASHES,
  json: SLASHES,
  yaml: HASH,
  toml: HASH,
  env: HASH,
  ini: HASH,
  markdown: MARKUP,
  notebook: SLASHES,
  html: MARKUP,
  shell: HASH,
  dockerfile: HASH,
  pem: HASH,
  sql: { opens: '--' },
  python: HASH,
  source: SLASHES,
  prose: HASH,
};

const MARK = 'assay-ignore';

/** The comments that hold a suppression, as start and end offsets in turn. */
export function suppressionComments(text: string, kind: TextKind): number[] {
  const { opens, closes } = COMMENTS[kind];
  const found: number[] = [];
  for (let at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + MARK.length)) {
    let start = at;
    while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
    start -= opens.length;
    if (start < 0 || !text.startsWith(opens, start)) continue;
    const lineEnd = endOfLine(text, at);
    const close = closes === undefined ? -1 : text.indexOf(closes, at);
    const end = close < 0 || close > lineEnd ? lineEnd : close + (closes?.length ?? 0);
    found.push(start, end);
  }
  return found;
}

/** Whether a text of this kind may hold a comment. */
export const hasComments = (kind: LanguageId | TextKind, path: string): boolean =>
  kind === 'json'
    ? /\.(?:jsonc|json5|code-workspace)$|[\\/]\.vscode[\\/]|[\\/]tsconfig[^\\/]*$/.test(path)
    : kind !== 'notebook' && kind !== 'pem';

/** A comment that silences, as it is written in a text of this kind. */
export function suppressionIn(kind: LanguageId | TextKind, body: string): string {
  const { opens, closes } = COMMENTS[kind];
  return closes === undefined ? `${opens} ${body}` : `${opens} ${body.replaceAll('-->', '-- >')} ${closes}`;
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}
