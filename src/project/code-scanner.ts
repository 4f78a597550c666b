import { type Engine, type LanguageId, loadEngine, type TextKind } from '../engine/engine.ts';
import type { Finding } from '../engine/finding.ts';
import type { ImportSite } from '../engine/names/import-site.ts';
import type { ScanResult } from '../engine/scan-result.ts';
import type { ReadGrammar } from '../engine/syntax/grammar.ts';
import { MODELS } from '../models/index.ts';
import { ENGINE_RULES } from '../rules/engine-rules.ts';
import { isSaid, notAllowed } from '../rules/not-allowed.ts';
import type { TeamPolicy } from '../rules/team-policy.ts';

export type CodeScanOptions = {
  readonly today: string;
  /** Rules that are off. */
  readonly off: readonly string[];
  readonly others: readonly Finding[] | undefined;
  readonly besides: readonly Finding[];
  /** What the team says of models and agents. */
  readonly team: TeamPolicy;
  readonly leavesOutPossible: boolean;
};

export type CodeScanResult = ScanResult & {
  /** The offset of the first place that does not parse. */
  readonly firstError: number | undefined;
};

/** A text being looked at: its imports are known, its findings can be asked for, once. */
export type OpenCode = {
  readonly imports: readonly ImportSite[];
  readonly scan: (options: CodeScanOptions) => Promise<CodeScanResult>;
};

/** What looks at code: in this thread, or in another. */
export type CodeScanner = {
  /** @param path with `/`. */
  readonly open: (text: string, kind: LanguageId | TextKind, path: string) => Promise<OpenCode>;
};

/** Looks at code in this thread. */
export class LocalCodeScanner implements CodeScanner {
  readonly #engine: Engine;
  /** The rules that failed, each once, with the error. */
  readonly ruleErrors: ReadonlyMap<string, string>;

  /** @param rules what it looks for; without any it finds imports and suppressions, and is ready sooner. */
  static async load(readGrammar: ReadGrammar, rules = ENGINE_RULES): Promise<LocalCodeScanner> {
    const ruleErrors = new Map<string, string>();
    const onRuleError = (rule: string, error: unknown) => {
      if (!ruleErrors.has(rule)) ruleErrors.set(rule, String(error));
    };
    return new LocalCodeScanner(await loadEngine({ readGrammar, ...rules, models: MODELS, onRuleError }), ruleErrors);
  }

  private constructor(engine: Engine, ruleErrors: ReadonlyMap<string, string>) {
    this.#engine = engine;
    this.ruleErrors = ruleErrors;
  }

  async open(text: string, kind: LanguageId | TextKind, path: string): Promise<OpenCode> {
    const document = this.#engine.open(text, kind, path);
    try {
      const imports = document.imports();
      return {
        imports,
        scan: async ({ today, off, team, besides, ...options }) => {
          try {
            const isOn = (rule: string) => !off.includes(rule);
            const judged = isSaid(team) ? notAllowed(document.mentions(), team) : [];
            const result = document.scan({ today, isOn, besides: [...besides, ...judged], ...options });
            return { ...result, firstError: document.firstError() };
          } finally {
            document.delete();
          }
        },
      };
    } catch (error) {
      document.delete();
      throw error;
    }
  }
}
