import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './engine.ts';

/** A file of a collection, and the rule that should speak of it; none where all should be silent. */
export type LabelledFile = { readonly path: string; readonly rule: string | undefined; readonly text: string };

/** Reads a collection of small files from one: each begins with a line `@@ path rule`. */
export function readLabelledFiles(name: string): readonly LabelledFile[] {
  const text = readFileSync(join(ROOT, 'test/fixtures', name), 'utf8');
  return text
    .split(/^@@ /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      const [path = '', rule] = part.slice(0, end).split(' ');
      return { path, rule, text: part.slice(end + 1) };
    });
}
