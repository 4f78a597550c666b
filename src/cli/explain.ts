import { shownMarkdown } from '../engine/page.ts';
import { closestTo } from '../project/policy/closest.ts';
import { RULES } from '../rules/index.generated.ts';
import { toolColours } from './colours.ts';
import { EXIT, UserError } from './user-error.ts';

/** @throws UserError when there is no such rule. */
export async function explain(id: string): Promise<number> {
  const known = RULES.find(({ rule }) => rule.id === id) ?? RULES.find(({ rule }) => rule.id.endsWith(`/${id}`));
  if (!known) {
    const near = closestTo(
      id,
      RULES.flatMap(({ rule }) => [rule.id, rule.id.slice(rule.id.indexOf('/') + 1)]),
    );
    throw new UserError(
      `There is no rule \`${id}\`.`,
      near ? `Did you mean \`${near}\`?` : '`assay rules` lists them.',
    );
  }
  const { rule, page } = known;
  const { bold, dim } = toolColours(process.stdout);
  const references = [...rule.cwe.map((cwe) => `CWE-${cwe}`), ...rule.owasp].join(', ');
  process.stdout.write(
    `${bold(rule.title)}\n${dim(`${rule.id} · ${rule.severity} · ${references}`)}\n\n${styled(shownMarkdown(page))}\n\n${bold('What to do')}\n${rule.remedy}\n`,
  );
  return EXIT.clean;
}

/** Markdown as a terminal shows it best: headings bold, code indented, the rest as it is written. */
function styled(markdown: string): string {
  const { bold, cyan, dim } = toolColours(process.stdout);
  let fenced = false;
  return markdown
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('```')) {
        fenced = !fenced;
        return [];
      }
      if (fenced) return [cyan(`    ${line}`)];
      if (line.startsWith('## ')) return [bold(line.slice(3))];
      return [
        line.replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, text: string, target: string) => `${text} ${dim(`(${target})`)}`),
      ];
    })
    .join('\n');
}
