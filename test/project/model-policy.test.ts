import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Engine } from '../../src/engine/engine.ts';
import { takeInventory } from '../../src/project/inventory.ts';
import { modelPolicyFindings, NO_MODEL_POLICY } from '../../src/project/policy/model-policy.ts';
import { parsePolicy } from '../../src/project/policy/parse-policy.ts';
import { mergePolicies } from '../../src/project/policy/policy.ts';
import { modelUses } from '../../src/rules/model-uses.ts';
import { loadTestEngine, readGrammar } from '../support/engine.ts';

describe('what a team allows of models', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine();
  });

  const usesIn = (code: string) => {
    const document = engine.open(code, 'typescript');
    try {
      return document.ask(modelUses);
    } finally {
      document.delete();
    }
  };
  /** The texts that are told of, each with the last part of its rule. */
  const told = (code: string, policy: object): readonly string[] =>
    modelPolicyFindings(usesIn(code), { ...NO_MODEL_POLICY, ...policy }).map(
      ({ rule, range }) => `${rule.slice(3).split('-')[0]}: ${code.slice(range.start, range.end)}`,
    );

  const CODE = `import OpenAI from 'openai';
import { anthropic } from '@ai-sdk/anthropic';
const client = new OpenAI();
client.responses.create({ model: 'gpt-4o-2024-08-06', max_output_tokens: 5000, input: 'x' });
const other = anthropic('claude-sonnet-4-5');`;

  it('is not asked where it has said nothing', () => {
    assert.deepEqual(told(CODE, {}), []);
  });

  it('is held against providers, models and lengths', () => {
    assert.deepEqual(told(CODE, { providers: ['openai'] }), ['provider: @ai-sdk/anthropic']);
    assert.deepEqual(told(CODE, { models: ['gpt-4o*'] }), ["model: 'claude-sonnet-4-5'"]);
    assert.deepEqual(told(CODE, { maxTokens: 1000 }), ['model: 5000']);
    assert.deepEqual(told(CODE, { maxTokens: 5000, models: ['GPT-4o*', 'claude-*'] }), []);
  });

  it('is held against addresses, but for those of this machine', () => {
    const code = (address: string) => `fetch('${address}', { method: 'POST' });`;
    const policy = { endpoints: ['llm.shop.example'], providers: ['azure'] };
    assert.equal(told(code('https://api.mistral.ai/v1/chat/completions'), policy).length, 1);
    assert.deepEqual(told(code('https://llm.shop.example/v1/chat/completions'), policy), []);
    assert.deepEqual(told(code('http://localhost:11434/v1/chat/completions'), policy), []);
  });

  it('may send every client through a proxy', () => {
    const client = (options: string) => `import OpenAI from 'openai'; export const c = new OpenAI(${options});`;
    const policy = { proxy: 'https://llm.shop.example/v1' };
    assert.deepEqual(told(client(''), policy), ['provider: OpenAI']);
    assert.deepEqual(told(client("{ baseURL: 'https://api.openai.com/v1' }"), policy).length, 1);
    assert.deepEqual(told(client("{ baseURL: 'https://llm.shop.example/v1' }"), policy), []);
    assert.deepEqual(told(client('{ baseURL: process.env.LLM_URL }'), policy), []);
  });

  it('knows one provider behind the library of another', () => {
    const code = "import { AzureOpenAI } from 'openai'; export const c = new AzureOpenAI({ endpoint });";
    assert.deepEqual(told(code, { providers: ['azure'] }), []);
    assert.equal(told(code, { providers: ['openai'] }).length, 1);
  });

  it('is read from assay.json, and slips of the pen are told', () => {
    const parse = (text: string) => parsePolicy(text, 'assay.json', []);
    const { policy, problems } = parse(
      '{ "ai": { "models": ["gpt-4o*"], "endpoints": ["https://a.example/v1"], "maxTokens": 9 } }',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(policy.ai, { ...NO_MODEL_POLICY, models: ['gpt-4o*'], endpoints: ['a.example'], maxTokens: 9 });
    assert.match(parse('{ "ai": { "model": [] } }').problems[0]?.message ?? '', /Did you mean `models`\?/);
    assert.match(parse('{ "ai": { "maxTokens": "9" } }').problems[0]?.message ?? '', /must be a number/);
    assert.equal(parse('{}').policy.ai, undefined);
  });

  it('of a nearer file replaces what an extended one allows', () => {
    const policy = (ai: object) => ({ ...parsePolicy('{}', 'a', []).policy, ai: { ...NO_MODEL_POLICY, ...ai } });
    const merged = mergePolicies(policy({ models: ['a', 'b'], maxTokens: 9 }), policy({ models: ['b'] }));
    assert.deepEqual(merged.ai, { ...NO_MODEL_POLICY, models: ['b'], maxTokens: 9 });
  });
});

describe('an inventory', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-inventory-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('lists what code uses of models, and no words of a prompt', async () => {
    const write = async (path: string, text: string) => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    };
    await write(
      'src/a.ts',
      "import OpenAI from 'openai';\nnew OpenAI().responses.create({ model: 'gpt-4.1', instructions: 'Sell at any price.' });\n",
    );
    await write('src/b.js', "import OpenAI from 'openai';\n");
    await write('node_modules/openai/index.js', "import x from 'openai';\n");
    const { entries, errors } = await takeInventory([folder], readGrammar);
    assert.deepEqual(errors, []);
    assert.deepEqual(
      entries.map(({ kind, value, used }) => [kind, value, used.map(({ line }) => line)]),
      [
        ['sdk', 'openai', [1, 1]],
        ['provider', 'openai', [1, 1]],
        ['model', 'gpt-4.1', [2]],
        ['prompt', 'instructions', [2]],
      ],
    );
    assert.ok(!JSON.stringify(entries).includes('any price'));
  });

  it('tells a path that is not there', async () => {
    const { errors } = await takeInventory([join(folder, 'gone')], readGrammar);
    assert.match(errors[0]?.error ?? '', /no such file/);
  });
});
