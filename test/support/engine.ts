import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Engine, loadEngine } from '../../src/engine/engine.ts';
import type { Rule } from '../../src/engine/rule.ts';
import type { LanguageId } from '../../src/engine/syntax/grammar.ts';
import type { TextRule } from '../../src/engine/text/text-rule.ts';
import { MODELS } from '../../src/models/index.ts';
import { ENGINE_RULES } from '../../src/rules/engine-rules.ts';

/** The repository's root: tests run from there. */
export const ROOT = process.cwd();

export const readGrammar = (file: string): Promise<Uint8Array> => readFile(join(ROOT, 'grammars', file));

export const CODE_RULES = ENGINE_RULES.rules;

/** An engine in which a rule that throws fails the test that made it throw. */
export function loadTestEngine(rules?: readonly Rule[], textRules: readonly TextRule[] = []): Promise<Engine> {
  return loadEngine({
    readGrammar,
    ...(rules ? { rules, textRules } : ENGINE_RULES),
    models: MODELS,
    onRuleError: (rule, error) => {
      throw new Error(`${rule} threw`, { cause: error });
    },
  });
}

/** The rules whose findings are told of a text, in their order: those that are only possible are hidden. */
export function rulesTold(engine: Engine, code: string, language: LanguageId): string[] {
  const document = engine.open(code, language);
  try {
    return document
      .scan()
      .findings.filter(({ confidence }) => confidence !== 'possible')
      .map(({ rule }) => rule);
  } finally {
    document.delete();
  }
}
