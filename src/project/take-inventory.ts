import { fileKindOf, loadEngine } from '../engine/engine.ts';
import type { Mention } from '../engine/mention.ts';
import { RULES } from '../rules/index.generated.ts';
import { readMentions } from '../rules/mentions/read-mentions.ts';
import { unreadSettings } from '../rules/unread-settings.ts';
import { readGrammarsFrom } from './grammars.ts';
import type { PolicyProblem } from './policy/policy.ts';
import { readPolicy } from './policy/read-policy.ts';
import { findSourceFiles, reasonOf } from './source-files.ts';
import { readSource } from './source-text.ts';
import { findRoot } from './workspace-root.ts';

export type InventoriedFile =
  | { readonly path: string; readonly text: string; readonly mentions: readonly Mention[] }
  | { readonly path: string; readonly error: string }
  /** What is wrong in the policy that says which files are left out. */
  | (PolicyProblem & { readonly text: string })
  /** What was not looked into, and why. */
  | { readonly path: string; readonly note: string };

const RULE_IDS = RULES.map(({ rule }) => rule.id);

/** What the files below some paths, absolute ones, say of models and agents. Files that say nothing are left out, and those that are not wanted. */
export async function* takeInventory(
  paths: readonly string[],
  grammars: string,
  isWanted: (path: string) => boolean = () => true,
): AsyncGenerator<InventoriedFile> {
  const engine = await loadEngine({ readGrammar: readGrammarsFrom(grammars), rules: [], readMentions });
  const seen = new Set<string>();
  const roots = new Set<string>();
  for (const path of paths) {
    const root = await findRoot(path);
    const { policy, problems, texts } = await readPolicy(root, RULE_IDS);
    if (!roots.has(root)) yield* problems.map((problem) => ({ ...problem, text: texts.get(problem.path) ?? '' }));
    roots.add(root);
    for await (const found of findSourceFiles(path, root, policy.exclude)) {
      if (seen.has(found.path) || !isWanted(found.path)) continue;
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
      const file = {
        text: source.text,
        path: found.path.replaceAll('\\', '/'),
        kind: fileKindOf(found.path) ?? 'prose',
      } as const;
      for (const note of unreadSettings(file)) yield { path: found.path, note };
      const document = engine.open(file.text, file.kind, file.path);
      try {
        const mentions = document.mentions();
        if (mentions.length > 0) yield { path: found.path, text: source.text, mentions };
      } finally {
        document.delete();
      }
    }
  }
}
