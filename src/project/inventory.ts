import { languageOf, loadEngine } from '../engine/engine.ts';
import { Lines } from '../engine/lines.ts';
import type { ReadGrammar } from '../engine/syntax/grammar.ts';
import { RULES } from '../rules/index.generated.ts';
import { type ModelUse, modelUses } from '../rules/model-uses.ts';
import { readPolicy } from './policy/read-policy.ts';
import { findSourceFiles } from './source-files.ts';
import { readSource } from './source-text.ts';
import { findRoot } from './workspace-root.ts';

/** Where something is used: 1-based line and column, as editors count them. */
export type UsedAt = { readonly path: string; readonly line: number; readonly column: number };

/** One thing that is used, and everywhere it is. */
export type InventoryEntry = {
  readonly kind: Exclude<ModelUse['kind'], 'client' | 'tokens'>;
  readonly value: string;
  readonly used: readonly UsedAt[];
};

/** What could not be read, and why. */
export type InventoryError = { readonly path: string; readonly error: string };

const KINDS = ['sdk', 'provider', 'model', 'endpoint', 'region', 'prompt'] as const;

/** The models, providers, endpoints, libraries and prompts that the code below some paths uses, by kind and name. Prompts are places, never words. */
export async function takeInventory(
  paths: readonly string[],
  readGrammar: ReadGrammar,
): Promise<{ readonly entries: readonly InventoryEntry[]; readonly errors: readonly InventoryError[] }> {
  const engine = await loadEngine({ readGrammar, rules: [], models: [], onRuleError: () => {} });
  const ruleIds = RULES.map(({ rule }) => rule.id);
  const found = new Map<string, { readonly entry: Omit<InventoryEntry, 'used'>; readonly used: UsedAt[] }>();
  const errors: InventoryError[] = [];
  const seen = new Set<string>();
  for (const named of paths) {
    const root = await findRoot(named);
    const { policy } = await readPolicy(root, ruleIds);
    for await (const file of findSourceFiles(named, root, policy.exclude)) {
      if ('error' in file) errors.push(file);
      const language = languageOf(file.path);
      if ('error' in file || 'note' in file || !language || seen.has(file.path)) continue;
      seen.add(file.path);
      const source = await readSource(file.path);
      if ('note' in source) continue;
      const document = engine.open(source.text, language);
      try {
        const lines = new Lines(source.text);
        for (const { kind, value, start } of document.ask(modelUses)) {
          if (kind === 'client' || kind === 'tokens') continue;
          const { line, character } = lines.positionAt(start);
          const key = `${kind} ${value}`;
          const known = found.get(key) ?? { entry: { kind, value }, used: [] };
          known.used.push({ path: file.path, line: line + 1, column: character + 1 });
          found.set(key, known);
        }
      } finally {
        document.delete();
      }
    }
  }
  const entries = [...found.values()].map(({ entry, used }) => ({ ...entry, used }));
  entries.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.value < b.value ? -1 : 1));
  return { entries, errors };
}
