import type { Expression } from '../../engine/names/expression.ts';
import { defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

export default defineRule({
  id: 'ai/package-chosen-by-model',
  title: 'Package installed because a model names it',
  severity: 'high',
  confidence: 'likely',
  cwe: [829, 1357, 77],
  owasp: ['LLM03:2025', 'LLM05:2025', 'ASI04:2026'],
  remedy:
    'Let the model choose from packages that are in your lockfile, or show the names to a person first, and install with `--ignore-scripts`.',
  flows: [
    {
      to: ['program', 'shell'],
      from: ['model'],
      when: installs,
      message: ({ at }) =>
        `\`${shortText(at.text)}\` is a name that the model makes up, and is installed as it stands: somebody may have registered it, and its scripts run here.`,
      reaches: 'It is installed here.',
    },
  ],
});

const MANAGER = /^(npm|pnpm|yarn|bun|npx|pnpx|bunx|pip3?|pipx|uv|uvx|gem|cargo|brew|apt|apt-get|conda|poetry)(\.cmd)?$/;
const VERB = /^(install|i|add|exec|dlx|x|create|download|global)$/;
/** The same in one text. */
const COMMAND =
  /\b((npm|pnpm|yarn|bun|pip3?|pipx|uv|gem|cargo|brew|apt(-get)?|conda|poetry)\s+(-\S+\s+)*(pip\s+)?(install|i|add|exec|dlx|x)|npx|pnpx|bunx|uvx)\s/;

/** Whether a call starts a manager of packages to fetch something. */
function installs(call: Expression): boolean {
  const command = call.argument(0);
  const program = command.constant;
  if (program === undefined || !MANAGER.test(program)) return COMMAND.test(`${command.origin.text.slice(0, 400)} `);
  if (/^(npx|pnpx|bunx|uvx)/.test(program)) return true;
  const list = call.argument(1).origin;
  return list.is('array') && list.children.slice(0, 3).some((word) => VERB.test(word.constant ?? ''));
}
