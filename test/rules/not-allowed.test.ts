import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Engine, fileKindOf } from '../../src/engine/engine.ts';
import { parsePage } from '../../src/engine/page.ts';
import { parsePolicy } from '../../src/project/policy/parse-policy.ts';
import { applyPolicy } from '../../src/project/policy/policy.ts';
import { RULES } from '../../src/rules/index.generated.ts';
import { notAllowed } from '../../src/rules/not-allowed.ts';
import { loadTestEngine, ROOT } from '../support/engine.ts';
import { blocksOf } from '../support/page-blocks.ts';

const IDS = RULES.map(({ rule }) => rule.id);
const OF_THE_TEAM = IDS.filter((id) => /^(ai|agent)\/.*(-not-allowed|-exceeded|-definition-changed)$/.test(id));

describe('what a team allows of models and agents', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine();
  });

  const mentions = (path: string, text: string) => {
    const kind = fileKindOf(path);
    assert.ok(kind);
    const document = engine.open(text, kind, path);
    try {
      return document.mentions();
    } finally {
      document.delete();
    }
  };
  const policyOf = (text: string) => {
    const { policy, problems } = parsePolicy(text, 'assay.json', IDS);
    assert.deepEqual(problems, []);
    return policy;
  };
  const told = (policy: string, path: string, text: string) =>
    notAllowed(mentions(path, text), policyOf(policy)).map(({ rule }) => rule);

  it('is told on the pages of its rules', () => {
    assert.equal(OF_THE_TEAM.length, 7);
    for (const rule of OF_THE_TEAM) {
      const page = parsePage(readFileSync(join(ROOT, 'src/rules', `${rule}.md`), 'utf8'));
      const [policy, caught] = blocksOf(page, 'Caught');
      const [silent] = blocksOf(page, 'Left alone');
      assert.ok(policy && caught && silent, rule);
      assert.deepEqual(told(policy.code, caught.path, caught.code), [rule]);
      assert.deepEqual(told(policy.code, silent.path, silent.code), [], rule);
    }
  });

  it('is everything where the team says nothing', () => {
    assert.deepEqual(told('{}', 'a.ts', "import OpenAI from 'openai';\nnew OpenAI();"), []);
  });

  it('knows providers by package, model, address and client, in the ways they are written', () => {
    const policy = '{ "ai": { "providers": ["anthropic"] } }';
    for (const [code, count] of [
      ["const { OpenAI } = require('openai');", 1],
      ["import { openai } from '@ai-sdk/openai';\ngenerateText({ model: openai('gpt-4o') });", 1],
      ["import { ChatOpenAI as Chat } from '@langchain/openai';\nconst llm = new Chat({ model: 'gpt-4o' });", 1],
      ["fetch('https://api.openai.com/v1/chat/completions', options);", 1],
      [
        "import Anthropic from '@anthropic-ai/sdk';\nnew Anthropic().messages.create({ model: 'claude-sonnet-4-20250514' });",
        0,
      ],
      ["import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';\nnew BedrockRuntimeClient({});", 1],
      ["import OpenAI from './openai';\nconst llm = new OpenAI();", 0],
    ] as const)
      assert.equal(told(policy, 'a.ts', code).length, count, code);
  });

  it('holds hosts, regions and gateways against the list', () => {
    const sdk = "import OpenAI from 'openai';\n";
    const told1 = (policy: string, code: string) => told(`{ "ai": ${policy} }`, 'a.ts', sdk + code);
    assert.deepEqual(told1('{ "regions": ["eu-*"] }', "new BedrockClient({ region: 'us-east-1' });"), [
      'ai/endpoint-not-allowed',
    ]);
    assert.deepEqual(told1('{ "regions": ["eu-*"] }', "new BedrockClient({ region: 'eu-west-1' });"), []);
    assert.deepEqual(
      told1('{ "endpoints": ["*.acme.internal"] }', "new OpenAI({ baseURL: 'https://llm.evil.test/v1' });"),
      ['ai/endpoint-not-allowed'],
    );
    assert.deepEqual(
      told1('{ "proxy": "https://llm.acme.internal" }', "new OpenAI({ baseURL: 'https://llm.acme.internal/v1' });"),
      [],
    );
    assert.deepEqual(told1('{ "proxy": "llm.acme.internal" }', 'new OpenAI();'), ['ai/endpoint-not-allowed']);
  });

  it('holds configurations and files of variables against it as well, and models that are loaded', () => {
    const endpoints = '{ "ai": { "endpoints": ["*.acme.internal"] } }';
    for (const [path, host] of [
      ['.env', 'evil.test'],
      ['.env', 'llm.acme.internal'],
    ] as const)
      assert.equal(
        told(endpoints, path, `OPENAI_BASE_URL=https://${host}/v1\n`).length,
        host === 'evil.test' ? 1 : 0,
        host,
      );
    const settings = '{ "env": { "ANTHROPIC_BASE_URL": "https://evil.test" } }';
    assert.deepEqual(told(endpoints, '.claude/settings.json', settings), ['ai/endpoint-not-allowed']);
    const load = (model: string) => `import { pipeline } from '@xenova/transformers';\npipeline('a', '${model}');`;
    assert.deepEqual(told('{ "ai": { "models": ["Xenova/*"] } }', 'a.ts', load('Xenova/gpt2')), []);
    assert.deepEqual(told('{ "ai": { "models": ["Xenova/*"] } }', 'a.ts', load('evil/gpt2')), ['ai/model-not-allowed']);
  });

  it('knows MCP servers with their versions, by host and by name', () => {
    const server = (entry: string) => `{ "mcpServers": { "files": ${entry} } }`;
    const check = (allowed: string, entry: string, isAllowed: boolean) =>
      assert.equal(
        told(`{ "agents": { "servers": ["${allowed}"] } }`, '.mcp.json', server(entry)).length,
        isAllowed ? 0 : 1,
        `${allowed} ${entry}`,
      );
    const npx = (spec: string) => `{ "command": "npx", "args": ["-y", "${spec}"] }`;
    check('@acme/files', npx('@acme/files@1.2.3'), true);
    check('@acme/files@1.2.*', npx('@acme/files@1.2.3'), true);
    check('@acme/files@1.2.*', npx('@acme/files@2.0.0'), false);
    check('@acme/files', npx('@acme/files-2'), false);
    check('mcp.acme.com', '{ "url": "https://mcp.acme.com/sse?key=1" }', true);
    check('mcp.acme.com', '{ "url": "https://mcp.acme.com.evil.test/sse" }', false);
    check('files', '{ "command": "./bin/files" }', true);
  });

  it('knows MCP servers by the hashes of their definitions, in every file that defines them', () => {
    const page = parsePage(readFileSync(join(ROOT, 'src/rules/agent/mcp-definition-changed.md'), 'utf8'));
    const [approved] = blocksOf(page, 'Caught');
    const [same] = blocksOf(page, 'Left alone');
    assert.ok(approved && same);
    const messages = (policy: string, path: string, text: string) =>
      notAllowed(mentions(path, text), policyOf(policy)).map(({ message }) => message);
    for (const path of ['.mcp.json', '.cursor/mcp.json', 'sub/.gemini/settings.json', 'claude_desktop_config.json']) {
      assert.deepEqual(messages(approved.code, path, same.code), [], path);
      assert.match(
        messages(approved.code, path, same.code.replace('1.4.1', 'latest'))[0] ?? '',
        /^`files` is no longer defined as the team approved it: the hash was `946f2e5dd255` and is `[0-9a-f]{12}`\.$/,
      );
    }
    const renamed = same.code.replace('"files"', '"constructor"');
    assert.match(
      messages(approved.code, '.mcp.json', renamed)[0] ?? '',
      /^The team has approved no definition of `constructor`/,
    );
    assert.deepEqual(told('{ "agents": { "approved": {} } }', '.mcp.json', same.code), [
      'agent/mcp-definition-changed',
    ]);
    // Of a server that nobody has approved one is told.
    assert.deepEqual(told('{ "agents": { "approved": {}, "servers": [] } }', '.mcp.json', same.code), [
      'agent/server-not-allowed',
    ]);
    const other = JSON.stringify({ agents: { approved: { files: `sha256:${'0'.repeat(64)}` }, servers: [] } });
    assert.deepEqual(told(other, '.mcp.json', same.code), ['agent/server-not-allowed', 'agent/mcp-definition-changed']);
    const hash = /sha256:\w+/.exec(approved.code)?.[0] ?? '';
    const several = JSON.stringify({ agents: { approved: { files: [`sha256:${'0'.repeat(64)}`, hash] } } });
    assert.deepEqual(messages(several, '.mcp.json', same.code), []);
  });

  it('makes what must not be sent an error, unless the team says otherwise of the rule', () => {
    const finding = { rule: 'ai/personal-data-in-prompt', level: 'warning', confidence: 'certain' };
    const levelIn = (policy: string) =>
      // Only what a policy looks at.
      applyPolicy([finding as Parameters<typeof applyPolicy>[0][0]], policyOf(policy), 'likely').map(
        ({ level }) => level,
      );
    assert.deepEqual(levelIn('{ "ai": { "forbiddenData": ["personal"] } }'), ['error']);
    assert.deepEqual(levelIn('{ "ai": { "forbiddenData": ["secret"] } }'), ['warning']);
    assert.deepEqual(levelIn('{ "ai": { "forbiddenData": ["personal"] }, "rules": { "ai/*": "off" } }'), []);
  });

  it('tells what is wrong in the policy itself', () => {
    const problems = (text: string) => parsePolicy(text, 'assay.json', IDS).problems.map(({ message }) => message);
    assert.deepEqual(problems('{ "ai": { "maxTokens": -1 } }'), ['Write a number of tokens above 0.']);
    assert.match(problems('{ "ai": { "model": [] } }')[0] ?? '', /Did you mean `models`\?/);
    assert.match(problems('{ "agents": { "servers": "x" } }')[0] ?? '', /must be an array of strings/);
    assert.match(problems('{ "ai": { "forbiddenData": ["dreams"] } }')[0] ?? '', /"secret", "personal"/);
    const agents = (text: string) => problems(`{ "agents": ${text} }`)[0] ?? '';
    assert.match(agents('{ "approved": { "files": "1.4.1" } }'), /`assay approve` writes it/);
    assert.match(agents('{ "approved": ["files"] }'), /must be an object of names of servers/);
    assert.match(agents('{ "guardrails": { "owner": true } }'), /Did you mean `owners`\?/);
    assert.match(agents('{ "guardrails": { "owners": "me" } }'), /must be true or false/);
    for (const file of ['../AGENTS.md', '/etc/x.md', '~/x.md', 'C:\\\\x.md', '.cursor/rules/*.mdc', ''])
      assert.match(agents(`{ "guardrails": { "files": ["${file}"] } }`), /is no file below this one/, file);
  });

  it('repeats no secret of a server', () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    const [server] = mentions(
      '.mcp.json',
      `{ "mcpServers": { "x": { "url": "https://u:${token}@h.test/sse?t=${token}" } } }`,
    );
    assert.equal(server?.detail, 'https://h.test/sse');
  });
});
