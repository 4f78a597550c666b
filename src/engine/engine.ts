import { Parser } from 'web-tree-sitter';
import { Document } from './document.ts';
import type { Model } from './flow/model.ts';
import type { Rule } from './rule.ts';
import { RuleRunner } from './rule-runner.ts';
import { type Grammar, type LanguageId, loadGrammar, type ReadGrammar } from './syntax/grammar.ts';
import { SourceFile } from './syntax/source-file.ts';

export type { Document } from './document.ts';
export { type LanguageId, languageOf } from './syntax/grammar.ts';

export type EngineOptions = {
  /** Gives the bytes of a file of the folder `grammars/`. */
  readonly readGrammar: ReadGrammar;
  readonly rules: readonly Rule[];
  /** What is known of libraries. */
  readonly models?: readonly Model[];
  /** Told of a rule that threw, once for each file: it is left out of that file. */
  readonly onRuleError?: (rule: string, error: unknown) => void;
};

const LANGUAGES: readonly LanguageId[] = ['javascript', 'typescript', 'tsx'];

/** Loads the grammars and compiles the rules' patterns. Rejects when a grammar cannot be read or a rule's pattern is no code. */
export async function loadEngine({ readGrammar, rules, models, onRuleError }: EngineOptions): Promise<Engine> {
  const [javascript, typescript, tsx] = await Promise.all(LANGUAGES.map((id) => loadGrammar(id, readGrammar)));
  if (!javascript || !typescript || !tsx) throw new Error('A grammar is missing.');
  const parser = new Parser();
  const runner = new RuleRunner(rules, javascript, parser, onRuleError ?? (() => {}), models);
  return new Engine({ javascript, typescript, tsx }, parser, runner);
}

/** Grammars, a parser and compiled rules: made once, used for every file. */
export class Engine {
  readonly #grammars: Readonly<Record<LanguageId, Grammar>>;
  readonly #parser: Parser;
  readonly #runner: RuleRunner;

  constructor(grammars: Readonly<Record<LanguageId, Grammar>>, parser: Parser, runner: RuleRunner) {
    this.#grammars = grammars;
    this.#parser = parser;
    this.#runner = runner;
  }

  /** Opens a text for scanning and editing. {@link Document.delete} what you open. */
  open(text: string, language: LanguageId): Document {
    return new Document(new SourceFile(text, this.#grammars[language], this.#parser), this.#runner);
  }
}
