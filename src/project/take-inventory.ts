import { fileKindOf, loadEngine } from '../engine/engine.ts';
import type { Mention } from '../engine/mention.ts';
import { readMentions } from '../rules/mentions/read-mentions.ts';
import { readGrammarsFrom } from './grammars.ts';
import { readPolicy } from './policy/read-policy.ts';
import { findSourceFiles, reasonOf } from './source-files.ts';
import { readSource } from './source-text.ts';
import { findRoot } from './workspace-root.ts';

export type InventoriedFile =
  | { readonly path: string; readonly text: string; readonly mentions: readonly Mention[] }
  | { readonly path: string; readonly error: string }
  /** What was not looked into, and why. */
  | { readonly path: string; readonly note: string };

/** What the files below some paths, absolute ones, say of models and agents. Files that say nothing are left out. */
export async function* takeInventory(paths: readonly string[], grammars: string): AsyncGenerator<InventoriedFile> {
  const engine = await loadEngine({ readGrammar: readGrammarsFrom(grammars), rules: [], readMentions });
  const seen = new Set<string>();
  for (const path of paths) {
    const root = await findRoot(path);
    const { policy } = await readPolicy(root, []);
    for await (const found of findSourceFiles(path, root, policy.exclude)) {
      if (seen.has(found.path)) continue;
      seen.add(found.path);
      if ('error' in found || 'note' in found) {
        yield found;
        continue;
      }
      const source = await readSource(found.path).catch((error: unknown) => ({ error: reasonOf(error) }));
      if (!('text' in source)) {
        yield { path: found.path, ...source };
        continue;
      }
      const document = engine.open(source.text, fileKindOf(found.path) ?? 'prose', found.path.replaceAll('\\', '/'));
      try {
        const mentions = document.mentions();
        if (mentions.length > 0) yield { path: found.path, text: source.text, mentions };
      } finally {
        document.delete();
      }
    }
  }
}
