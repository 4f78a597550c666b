import type { Finding } from '../finding.ts';
import { toFinding } from '../to-finding.ts';
import { Said } from './said.ts';
import type { TextFile, TextRule } from './text-rule.ts';

/** What text rules say of a file. */
export type TextFindings = {
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
  readonly failedRules: readonly string[];
};

/** What of a text could not be looked at, in sentences for its reader. It must not throw. */
export type NoteOn = (file: TextFile) => readonly string[];

/** Runs every rule that looks at texts. A rule that throws is told, and left out of that file only. */
export class TextRunner {
  readonly #rules: readonly TextRule[];
  readonly #ids: ReadonlySet<string>;
  readonly #onRuleError: (rule: string, error: unknown) => void;

  readonly #noteOn: NoteOn;

  /** @param noteOn asked once for each text, after the rules. */
  constructor(rules: readonly TextRule[], onRuleError: (rule: string, error: unknown) => void, noteOn: NoteOn) {
    this.#rules = rules;
    this.#noteOn = noteOn;
    this.#ids = new Set(rules.map(({ id }) => id));
    this.#onRuleError = onRuleError;
  }

  has(rule: string): boolean {
    return this.#ids.has(rule);
  }

  run(file: TextFile, said = new Said(file.text)): TextFindings {
    const seen = { ...file, says: (expression: RegExp) => said.says(expression) };
    const findings: Finding[] = [];
    const failedRules: string[] = [];
    for (const rule of this.#rules) {
      try {
        if (rule.when(file)) findings.push(...rule.look(seen).map((problem) => toFinding(rule, problem)));
      } catch (error) {
        failedRules.push(rule.id);
        this.#onRuleError(rule.id, error);
      }
    }
    return { findings, notes: [...failedRules.map(failureNote), ...this.#noteOn(file)], failedRules };
  }
}

export const failureNote = (rule: string): string =>
  `The rule ${rule} failed on this file, so it was not checked for it. This is a bug in Assay.`;
