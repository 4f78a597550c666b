import { type Page, parsePage } from '../engine/page.ts';
import type { Rule, RuleInfo } from '../engine/rule.ts';
import type { TextRule } from '../engine/text/text-rule.ts';

/** A rule with its page, which is read when somebody asks for it: half a megabyte of text that no start should wait for. */
export type DocumentedRule = {
  readonly rule: Rule | TextRule | RuleInfo;
  readonly page: Page;
  readonly markdown: string;
};

export function documented(rule: DocumentedRule['rule']): DocumentedRule {
  let page: Page | undefined;
  return {
    rule,
    get markdown() {
      return markdownOf(rule.id);
    },
    get page() {
      page ??= parsePage(markdownOf(rule.id));
      return page;
    },
  };
}

function markdownOf(id: string): string {
  // Required when it is needed, and by the build put into a file of its own.
  const { PAGES }: typeof import('./pages.generated.ts') = require('./pages.generated.ts');
  const markdown = PAGES[id];
  if (markdown === undefined) throw new Error(`The rule ${id} has no page.`);
  return markdown;
}
