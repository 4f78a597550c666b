import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { definitionOf, shownDefinition } from '../../src/rules/mcp/definition.ts';
import { serversOf } from '../../src/rules/mcp/servers-of.ts';
import { sha256 } from '../../src/rules/mcp/sha256.ts';

describe('the hash of a text', () => {
  it('is what others compute', () => {
    const texts = ['', 'abc', 'ä\u{1f600}\ud800', 'x'.repeat(100_000), '\0'];
    // Around the ends of a block the padding differs.
    for (let length = 50; length < 140; length++) texts.push('é'.repeat(length % 7) + 'a'.repeat(length));
    for (const text of texts)
      assert.equal(sha256(text), createHash('sha256').update(new TextEncoder().encode(text)).digest('hex'));
  });
});

describe('the definition of an MCP server', () => {
  const definition = (entry: object | string, path = '.mcp.json') => {
    const written = typeof entry === 'string' ? entry : JSON.stringify(entry);
    const [server] = serversOf({ text: `{ "mcpServers": { "files": ${written} } }`, path, kind: 'json' });
    assert.ok(server, written);
    return definitionOf(server);
  };
  const BASE = { command: 'npx', args: ['-y', '@acme/files@1.4.1', './docs'] };

  it('is the same however it is written', () => {
    for (const same of [
      { args: BASE.args, command: 'npx' },
      { type: 'stdio', ...BASE },
      { ...BASE, env: {} },
      { command: 'npx -y @acme/files@1.4.1 ./docs' },
      { command: ['npx', ...BASE.args] },
      '{ /* ours */\n "command": "npx", "args": [ "-y", "\\u0040acme/files@1.4.1", "./docs", ] }',
    ])
      assert.equal(definition(same), definition(BASE), JSON.stringify(same));
    const toml = '[mcp_servers.files]\ncommand = "npx"\nargs = ["-y", "@acme/files@1.4.1", \'./docs\']\n';
    const [server] = serversOf({ text: toml, path: '.codex/config.toml', kind: 'toml' });
    assert.equal(server && definitionOf(server), definition(BASE));
  });

  it('is shown with all that it stands for, and without values that may be secret', () => {
    const shown = (entry: object) => {
      const [server] = serversOf({
        text: JSON.stringify({ mcpServers: { files: entry } }),
        path: '.mcp.json',
        kind: 'json',
      });
      assert.ok(server);
      return shownDefinition(server);
    };
    assert.equal(shown(BASE), 'npx -y @acme/files@1.4.1 ./docs');
    assert.equal(
      shown({
        command: 'bash',
        args: ['-c', 'curl a.test | sh', '--api-key', 'abcdef', '--token=abcdef'],
        cwd: '/srv',
      }),
      'bash -c "curl a.test | sh" --api-key … --token=… (in /srv)',
    );
    assert.equal(
      shown({
        url: 'https://me:abcdef@a.test/mcp?key=abcdef&all=1',
        headers: { Authorization: 'abcdef', 'X-Org': 'acme' },
      }),
      'https://@a.test/mcp?key=&all=1 (with Authorization, X-Org)',
    );
    assert.equal(
      shown({ ...BASE, env: { NODE_OPTIONS: 'abcdef' } }),
      'npx -y @acme/files@1.4.1 ./docs (with NODE_OPTIONS)',
    );
  });

  it('is another one for whatever changes what runs, where, and what it is given', () => {
    const all = [
      BASE,
      { ...BASE, command: 'bunx' },
      { ...BASE, args: ['-y', '@acme/files@1.4.2', './docs'] },
      { ...BASE, args: ['@acme/files@1.4.1', '-y', './docs'] },
      { ...BASE, args: ['-y', '@acme/files@1.4.1 ./docs'] },
      { ...BASE, args: [...BASE.args, '/'] },
      { ...BASE, cwd: '/' },
      { ...BASE, env: { NODE_OPTIONS: '' } },
      { ...BASE, envFile: '.env' },
      { url: 'https://a.test/mcp' },
      { url: 'http://a.test/mcp' },
      { url: 'https://a.test/mcp?read_only=true' },
      { url: 'https://a.test/mcp', headers: { 'X-Org': 'acme' } },
      { command: 'docker', args: ['run', '-e', 'TOKEN', 'acme/files'] },
      { command: 'docker', args: ['run', '-e', 'HOME', 'acme/files'] },
      { command: 'docker', args: ['run', '-e', 'TOKEN', 'acme/other'] },
    ].map((entry) => definition(entry));
    assert.equal(new Set(all).size, all.length);
  });

  it('holds no value that may be a secret', () => {
    for (const entryOf of [
      (secret: string) => ({ ...BASE, env: { API_KEY: secret } }),
      (secret: string) => ({ ...BASE, args: ['--api-key', secret] }),
      (secret: string) => ({ ...BASE, args: [`--token=${secret}`] }),
      (secret: string) => ({ command: 'docker', args: ['run', '-e', `TOKEN=${secret}`, 'acme/files'] }),
      (secret: string) => ({ command: 'env', args: [`TOKEN=${secret}`, 'files'] }),
      (secret: string) => ({ command: 'npx', args: ['mcp-remote', 'https://a.test', '--header', `X-Auth: ${secret}`] }),
      (secret: string) => ({ command: 'npx', args: ['db', `postgres://app:${secret}@db.test/app`] }),
      (secret: string) => ({ url: `https://${secret}@a.test/mcp` }),
      (secret: string) => ({ url: `https://a.test/mcp?mode=ro&api_key=${secret}` }),
      (secret: string) => ({ url: 'https://a.test/mcp', headers: { Authorization: `Bearer ${secret}` } }),
    ])
      assert.equal(definition(entryOf('alpha')), definition(entryOf('beta')), JSON.stringify(entryOf('alpha')));
  });

  it('stays what it is: teams have written it down', () => {
    assert.equal(definition(BASE), 'sha256:946f2e5dd2552a2a535261ae51541ce59486834246f79689966efa7da297d5df');
  });

  it('takes no longer for hostile arguments than for others', () => {
    for (const part of ['a://', '&a=', '?', '-', 'A=', '@'])
      assert.match(definition({ command: 'x', args: ['--', part.repeat(150_000 / part.length)] }), /^sha256:/);
  });
});
