import type { FlowCheck, Rule } from '../rule.ts';
import { dataOf, type HarmKind, OF_MODELS, UNTRUSTED } from './data.ts';
import type { Model } from './model.ts';
import { ModelIndex } from './model-index.ts';

/** One way in which a rule minds data, with the bits of `DATA` that it minds. */
export type Entry = { readonly rule: Rule; readonly check: FlowCheck; readonly from: number };

/** What is known of libraries, and which rules mind what. */
export type Knowledge = {
  readonly models: ModelIndex;
  readonly entries: ReadonlyMap<HarmKind, readonly Entry[]>;
};

/** All there is to know, for files that speak to a language model; and what is of use in all others, which most are. */
export function knowledgeOf(
  rules: readonly Rule[],
  models: readonly Model[],
): { readonly ofModels: Knowledge; readonly plain: Knowledge } {
  const entries = entriesOf(rules);
  const plain = new ModelIndex(models.filter(({ isOfModels }) => !isOfModels));
  return {
    ofModels: { models: new ModelIndex(models), entries },
    plain: { models: plain, entries: withoutModels(entries) },
  };
}

function entriesOf(rules: readonly Rule[]): ReadonlyMap<HarmKind, readonly Entry[]> {
  const entries = new Map<HarmKind, Entry[]>();
  for (const rule of rules)
    for (const check of rule.flows)
      for (const harm of check.to) {
        const entry = { rule, check, from: check.from ? dataOf(...check.from) : UNTRUSTED };
        entries.set(harm, [...(entries.get(harm) ?? []), entry]);
      }
  return entries;
}

/** Without what minds only data that does not come up where no model is spoken to. */
const withoutModels = (entries: ReadonlyMap<HarmKind, readonly Entry[]>): ReadonlyMap<HarmKind, readonly Entry[]> =>
  new Map(
    [...entries]
      .map(([harm, list]) => [harm, list.filter(({ from }) => (from & ~OF_MODELS) !== 0)] as const)
      .filter(([, list]) => list.length > 0),
  );
