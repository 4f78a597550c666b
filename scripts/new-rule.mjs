// npm run new-rule code/weak-hash: the two files of a rule, ready to be filled, and a fresh index.
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const id = process.argv[2] ?? '';
const [category, name] = id.split('/');
if (!/^(code|ai|package|secret|agent)\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
  fail('Name the rule as <category>/<thing-that-is-wrong>, such as code/weak-hash.');
const base = join(root, 'src/rules', category, name);
if (existsSync(`${base}.ts`)) fail(`${id} exists already.`);

writeFileSync(
  `${base}.ts`,
  `import { defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: '${id}',
  title: '${name.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase())}',
  severity: 'medium',
  confidence: 'likely',
  cwe: [],
  owasp: [],
  remedy: 'Say what to do, as an imperative.',
  patterns: { javascript: ['dangerous($VALUE)'] },
  where: ({ VALUE }) => VALUE.constant === undefined,
  at: ({ VALUE }) => VALUE.range,
  message: ({ VALUE }) => \`\\\`\${VALUE.text}\\\` reaches \\\`dangerous\\\`.\`,
});
`,
);
writeFileSync(
  `${base}.md`,
  `What can happen, to whom, in two sentences.

## Why assistants write it

Where they learnt it.

## Caught

\`\`\`js
dangerous(userInput);
\`\`\`

## Left alone

\`\`\`js
dangerous('constant');
\`\`\`

## Learn more

- [CWE](https://cwe.mitre.org/)
`,
);
execFileSync(process.execPath, [join(root, 'scripts/generate.mjs')], { stdio: 'inherit' });
console.log(
  `${base}.ts\n${base}.md\nFill them in, then draw the carets with UPDATE=1 npm test, and read what was drawn.`,
);

function fail(message) {
  console.error(message);
  process.exit(2);
}
