import { Parser } from 'web-tree-sitter';
import { CodeDocument, type Document } from './document.ts';
import { embedsCode } from './embedded/code-in.ts';
import { EmbeddedFile } from './embedded/embedded-file.ts';
import type { Model } from './flow/model.ts';
import { mannersOf } from './manners.ts';
import type { Rule } from './rule.ts';
import { RuleRunner } from './rule-runner.ts';
import type { ReadMentions, Sight } from './sight.ts';
import { type Grammar, type LanguageId, languageOf, loadGrammar, type ReadGrammar } from './syntax/grammar.ts';
import { SourceFile } from './syntax/source-file.ts';
import { TextDocument } from './text/text-document.ts';
import { isTextKind, type TextKind, textKindOf } from './text/text-kind.ts';
import type { TextRule } from './text/text-rule.ts';
import { type NoteOn, TextRunner } from './text/text-runner.ts';

export type { Document } from './document.ts';
export { type LanguageId, languageOf } from './syntax/grammar.ts';
export type { TextKind } from './text/text-kind.ts';

/** How a file is read, by its name; undefined for files that Assay does not look at. */
export const fileKindOf = (path: string): LanguageId | TextKind | undefined => languageOf(path) ?? textKindOf(path);

export type EngineOptions = {
  /** Gives the bytes of a file of the folder `grammars/`. */
  readonly readGrammar: ReadGrammar;
  readonly rules: readonly Rule[];
  /** Those that look at texts of many kinds. */
  readonly textRules?: readonly TextRule[];
  /** What is known of libraries. */
  readonly models?: readonly Model[];
  readonly readMentions?: ReadMentions;
  readonly noteOn?: NoteOn;
  /** Told of a rule that threw, once for each file: it is left out of that file. */
  readonly onRuleError?: (rule: string, error: unknown) => void;
};

const LANGUAGES: readonly LanguageId[] = ['javascript', 'typescript', 'tsx'];

/** Loads the grammars and compiles the rules' patterns. Rejects when a grammar cannot be read or a rule's pattern is no code. */
export async function loadEngine({
  readGrammar,
  rules,
  textRules = [],
  models,
  readMentions = () => [],
  noteOn = () => [],
  onRuleError = () => {},
}: EngineOptions): Promise<Engine> {
  const [javascript, typescript, tsx] = await Promise.all(LANGUAGES.map((id) => loadGrammar(id, readGrammar)));
  if (!javascript || !typescript || !tsx) throw new Error('A grammar is missing.');
  const parser = new Parser();
  const sight: Sight = {
    code: new RuleRunner(rules, javascript, parser, onRuleError, models),
    texts: new TextRunner(textRules, onRuleError, noteOn),
    manners: mannersOf([...rules, ...textRules]),
    readMentions,
  };
  return new Engine({ javascript, typescript, tsx }, parser, sight);
}

/** Grammars, a parser and compiled rules: made once, used for every file. */
export class Engine {
  readonly #grammars: Readonly<Record<LanguageId, Grammar>>;
  readonly #parser: Parser;
  readonly #sight: Sight;

  constructor(grammars: Readonly<Record<LanguageId, Grammar>>, parser: Parser, sight: Sight) {
    this.#grammars = grammars;
    this.#parser = parser;
    this.#sight = sight;
  }

  /**
   * Opens a text for scanning and editing. {@link Document.delete} what you open.
   * @param path where the text is from, with `/`; rules about files of a certain name look at its end.
   */
  open(text: string, kind: LanguageId | TextKind, path = ''): Document {
    if (isTextKind(kind)) {
      if (kind !== 'html' || !embedsCode(path)) return new TextDocument(text, path, kind, this.#sight);
      const embedded = new EmbeddedFile(text, path, this.#grammars, this.#parser);
      return new CodeDocument(embedded, this.#sight, { path, kind });
    }
    const file = new SourceFile(text, this.#grammars[kind], this.#parser);
    return new CodeDocument(file, this.#sight, { path, kind });
  }
}
