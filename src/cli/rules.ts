import { categoryOf } from '../engine/finding.ts';
import { RULES } from '../rules/index.generated.ts';
import { toolColours } from './colours.ts';
import { EXIT } from './user-error.ts';

export async function listRules({ format }: { readonly format: 'text' | 'json' }): Promise<number> {
  if (format === 'json') {
    const rules = RULES.map(({ rule: { id, title, severity, confidence, cwe, owasp, remedy }, page }) => ({
      id,
      category: categoryOf(id),
      title,
      severity,
      confidence,
      cwe,
      owasp,
      remedy,
      summary: page.summary,
    }));
    process.stdout.write(`${JSON.stringify(rules, null, 2)}\n`);
    return EXIT.clean;
  }
  const { bold, dim } = toolColours(process.stdout);
  const width = Math.max(...RULES.map(({ rule }) => rule.id.length));
  for (const { rule } of RULES)
    process.stdout.write(`${bold(rule.id.padEnd(width))}  ${rule.title} ${dim(`(${rule.severity})`)}\n`);
  process.stdout.write(`\n${RULES.length} rules. ${dim('`assay explain RULE` prints the page of one.')}\n`);
  return EXIT.clean;
}
