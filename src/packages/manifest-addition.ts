import { applyEdits, modify } from 'jsonc-parser';
import { isRecord } from './manifest.ts';
import { normalizePath, parentOf } from './paths.ts';
import type { Addition } from './problem.ts';
import { readJson } from './read-json.ts';

type Dependency = {
  readonly name: string;
  readonly range: string;
  readonly section: 'dependencies' | 'devDependencies';
};

/** How a dependency is written into a package.json, in the file's own format and among its neighbours by name. Undefined where that cannot be told. */
export function additionTo(
  { path, text }: { readonly path: string; readonly text: string },
  file: string,
  { name, range, section }: Dependency,
): Addition | undefined {
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  const getInsertionIndex = (names: string[]): number => {
    const at = names.findIndex((other) => other > name);
    return at < 0 ? names.length : at;
  };
  try {
    const changes = modify(text, [section, name], range, { formattingOptions, getInsertionIndex });
    const after = readJson(applyEdits(text, changes));
    const written = isRecord(after) && isRecord(after[section]) ? after[section][name] : undefined;
    if (written !== range) return undefined;
    const edits = changes.map(({ offset, length, content }) => ({
      start: offset,
      end: offset + length,
      text: content,
    }));
    return { path: relativePath(parentOf(normalizePath(file)) ?? '/', path), text, edits, section, range };
  } catch {
    // A text that is no object has no place for it.
    return undefined;
  }
}

/** From a directory to a file above it or in it. */
function relativePath(directory: string, path: string): string {
  const from = directory.split('/').filter((part) => part !== '');
  const to = path.split('/').filter((part) => part !== '');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
