import assert from 'node:assert/strict';
import { type Engine, fileKindOf } from '../../src/engine/engine.ts';
import type { MentionSort } from '../../src/engine/mention.ts';
import { sha256 } from '../../src/rules/mcp/sha256.ts';
import { loadTestEngine } from '../support/engine.ts';

/** What an inventory is made of; that the rules of a team are held against it is tested beside them. */
describe('what a file says of models and agents', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine();
  });
  const mentions = (is: MentionSort, path: string, text: string) => {
    const document = engine.open(text, fileKindOf(path) ?? 'prose', path);
    try {
      return document
        .mentions()
        .filter((mention) => mention.is === is)
        .map(({ name, detail }) => [name, detail]);
    } finally {
      document.delete();
    }
  };

  it('holds the models that transformers.js loads, in the ways in which it is written', () => {
    const FOUND = [['Xenova/gpt2', 'huggingface']];
    for (const code of [
      "import { pipeline } from '@huggingface/transformers';\nawait pipeline('text-generation', 'Xenova/gpt2');",
      "import { pipeline as load } from '@xenova/transformers';\nconst NAME = 'Xenova/gpt2';\nload('text-generation', NAME, { revision: 'main' });",
      "const { pipeline } = require('@xenova/transformers');\npipeline('text-generation', `Xenova/gpt2`);",
      "const { pipeline } = await import('@huggingface/transformers');\nexport const get = () => pipeline(task, 'Xenova/gpt2');",
      "import * as tf from '@xenova/transformers';\ntf.AutoModelForCausalLM.from_pretrained('Xenova/gpt2');",
      "import { pipeline } from '@xenova/transformers';\nclass P {\n  static model = 'Xenova/gpt2';\n  static get() {\n    return (this.one ??= pipeline(this.task, this.model));\n  }\n}",
    ])
      for (const path of ['a.js', 'a.ts']) assert.deepEqual(mentions('model', path, code), FOUND, code);
    for (const code of [
      "import { pipeline } from '@xenova/transformers';\npipeline('sentiment-analysis');\npipeline('text-generation', name);",
      "import { AutoTokenizer } from '@xenova/transformers';\nAutoTokenizer.from_pretrained('Xenova/gpt2');",
      "import { pipeline } from 'node:stream';\nimport '@xenova/transformers';\npipeline('a', 'b');",
    ])
      assert.deepEqual(mentions('model', 'a.ts', code), [], code);
  });

  it('holds the addresses at which configurations and files of variables have models asked', () => {
    for (const [path, text, host, provider] of [
      ['.claude/settings.json', '{ "env": { "ANTHROPIC_BASE_URL": "https://llm.acme.dev/v1" } }', 'llm.acme.dev', ''],
      ['.codex/config.toml', '[model_providers.a]\nbase_url = "http://localhost:1234/v1"\n', 'localhost', ''],
      [
        '.continue/config.yaml',
        'models:\n  - name: a\n    apiBase: https://api.mistral.ai/v1\n',
        'api.mistral.ai',
        'mistral',
      ],
      ['.aider.conf.yml', 'openai-api-base: https://llm.acme.dev\n', 'llm.acme.dev', ''],
      ['.env', "export OPENAI_BASE_URL='https://me:secret@Api.OpenAI.com/v1?key=1'\n", 'api.openai.com', 'openai'],
    ] as const)
      assert.deepEqual(mentions('endpoint', path, text), [[host, provider]], path);
    for (const [path, text] of [
      ['.env', 'APP_URL=https://acme.dev\nHTTPS_PROXY=http://proxy:1\nOPENAI_BASE_URL=${LLM}\nOPENAI_BASE_URL=\n'],
      ['package.json', '{ "baseUrl": "https://acme.dev" }'],
      ['.mcp.json', '{ "mcpServers": { "a": { "command": "a", "env": { "OPENAI_BASE_URL": "https://a.test" } } } }'],
    ] as const)
      assert.deepEqual(mentions('endpoint', path, text), [], path);
  });

  it('holds the hooks, without their secrets', () => {
    const hook = (command: string) => JSON.stringify({ hooks: { Stop: [{ hooks: [{ type: 'command', command }] }] } });
    const token = `ghp_${sha256('a token').slice(0, 36)}`;
    for (const path of ['.claude/settings.local.json', 'hooks/hooks.json', '.claude-plugin/plugin.json'])
      assert.deepEqual(
        mentions('hook', path, hook('npx  prettier\n--write .')),
        [['npx prettier --write .', 'Stop']],
        path,
      );
    assert.deepEqual(mentions('hook', '.claude/settings.json', '{ "apiKeyHelper": "./key.sh" }'), [
      ['./key.sh', 'apiKeyHelper'],
    ]);
    for (const [command, shown] of [
      [`API_KEY="a b" TZ=UTC run`, 'API_KEY=••• TZ=UTC run'],
      [`run 'x: ${token}' y`, `run 'x: ${'•'.repeat(40)}' y`],
      [
        `curl -H "Authorization: Bearer abc" https://me:pass@acme.dev`,
        'curl -H "Authorization: Bearer •••" https://•••@acme.dev',
      ],
      ['run --api-key abc --token=abc --verbose abc', 'run --api-key ••• --token=••• --verbose abc'],
      ['x'.repeat(10_000), 'x'.repeat(200)],
    ] as const)
      assert.deepEqual(mentions('hook', '.claude/settings.json', hook(command)), [[shown, 'Stop']]);
    for (const part of ['a=', '--a ', '://', 'Bearer ', '"'])
      assert.equal(mentions('hook', '.claude/settings.json', hook(part.repeat(50_000))).length, 1);
    assert.deepEqual(mentions('hook', 'package.json', hook('a')), []);
  });

  it('holds instructions of agents, and not those of anything else', () => {
    const code = (use: string) => `import { Agent } from '@openai/agents';\nimport OpenAI from 'openai';\n${use}`;
    for (const use of [
      "new Agent({ name: 'clerk', instructions: 'Answer.' });",
      "const options = { model: 'gpt-4o', instructions: 'Answer.' };",
      "client.beta.assistants.create({ instructions: 'Answer.' });",
    ])
      assert.equal(mentions('prompt', 'a.ts', code(use)).length, 1, use);
    for (const use of [
      "await db.recipe.create({ instructions: 'Stir for a minute.' });",
      "const steps = [{ instructions: 'Stir.' }];",
      "show({ instructions: 'Sign here.' });",
    ])
      assert.deepEqual(mentions('prompt', 'a.ts', code(use)), [], use);
  });

  it('holds files of instructions by their name, with who reads them', () => {
    for (const [path, reader] of [
      ['a/CLAUDE.md', 'Claude Code, instructions'],
      ['.cursor/rules/style.mdc', 'Cursor, instructions'],
      ['.claude/skills/pdf/SKILL.md', 'Claude Code, skill'],
    ] as const)
      assert.deepEqual(mentions('instructions', path, '# Here\n'), [[path.slice(path.lastIndexOf('/') + 1), reader]]);
    // A folder of an everyday name: only what describes itself is a command.
    assert.deepEqual(mentions('instructions', 'commands/build.md', '# Here\n'), []);
    assert.equal(mentions('instructions', 'commands/build.md', '---\ndescription: x\n---\n').length, 1);
  });
});
