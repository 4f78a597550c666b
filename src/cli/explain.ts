import { shownMarkdown } from '../engine/page.ts';
import { closestTo } from '../project/policy/closest.ts';
import { RULES } from '../rules/index.generated.ts';
import { toolColours } from './colours.ts';
import { toTerminal } from './terminal-markdown.ts';
import { EXIT, UserError } from './user-error.ts';

/** Longer lines are hard to read. */
const MAX_WIDTH = 100;
const INDENT = '  ';

/**
 * Prints the page of a rule, named by its id or by its name in its category.
 * @throws UserError when there is no such rule.
 */
export async function explain(id: string): Promise<number> {
  const asked = id.toLowerCase();
  const known = RULES.find(({ rule }) => rule.id === asked) ?? RULES.find(({ rule }) => rule.id.endsWith(`/${asked}`));
  if (!known) {
    const near = closestTo(
      id,
      RULES.flatMap(({ rule }) => [rule.id, rule.id.slice(rule.id.indexOf('/') + 1)]),
    );
    const alike = RULES.map(({ rule }) => rule.id).filter((rule) => asked.length > 2 && rule.includes(asked));
    if (alike.length > 0)
      throw new UserError(
        `There is no rule \`${id}\`.`,
        `Did you mean ${alike
          .slice(0, 5)
          .map((rule) => `\`${rule}\``)
          .join(', ')}?`,
      );
    throw new UserError(
      `There is no rule \`${id}\`.`,
      near ? `Did you mean \`${near}\`?` : '`assay rules` lists them.',
    );
  }
  const { rule, page } = known;
  const colours = toolColours(process.stdout);
  const { bold, dim, green } = colours;
  const width = Math.min(process.stdout.columns || MAX_WIDTH, MAX_WIDTH);
  const references = [...rule.cwe.map((cwe) => `CWE-${cwe}`), ...rule.owasp];
  const facts = [rule.id, rule.severity, ...references].join(' · ');
  const remedy = toTerminal(rule.remedy, colours, width - INDENT.length).replaceAll('\n', `\n${INDENT}`);
  const body = toTerminal(shownMarkdown(page), colours, width);
  process.stdout.write(`${bold(green(rule.title))}\n${dim(facts)}\n\n${green('→')} ${remedy}\n\n${body}\n`);
  return EXIT.clean;
}
