import assert from 'node:assert/strict';
import { type Engine, fileKindOf } from '../../src/engine/engine.ts';
import { loadTestEngine } from '../support/engine.ts';

describe('settings that are not read to their end', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine();
  });
  const notes = (path: string, text: string) => {
    const document = engine.open(text, fileKindOf(path) ?? 'prose', path);
    try {
      return document.scan().notes;
    } finally {
      document.delete();
    }
  };
  const check = (path: string, text: string, why: string) =>
    assert.deepEqual(
      notes(path, text),
      [`${why}, so not all of its settings were read. Secrets and invisible characters were looked for all the same.`],
      `${path}, ${text.length}`,
    );
  const long = (length: number) => 'x'.repeat(length);
  const server = '"mcpServers": { "a": { "command": "sudo", "args": ["sh"] } }';

  it('are told once, with the reason, of what AI tools take their settings from', () => {
    const tooLong = (limit: number) => `This file is longer than ${limit} KB`;
    check('.mcp.json', `{ ${server}, "x": "${long(400_000)}" }`, tooLong(400));
    check('.claude/settings.json', `{ "x": "${long(400_000)}" }`, tooLong(400));
    check('.codex/config.toml', `x = "${long(400_000)}"\n`, tooLong(400));
    check('.continue/config.yaml', `x: ${long(150_000)}\n`, tooLong(150));
    check('.github/workflows/a.yml', `x: ${long(150_000)}\n`, tooLong(150));
    check('tools/servers.json', `{ "x": "${long(400_000)}", ${server} }`, tooLong(400));
    const deep = 'The brackets of this file are nested more than 60 deep';
    check('.mcp.json', `{ "x": ${'['.repeat(61)}${']'.repeat(61)}, ${server} }`, deep);
    check('.mcp.json', `{ "x": "${'['.repeat(61)}", ${server} }`, deep);
    check('.continue/config.yaml', `x: ${'['.repeat(61)}${']'.repeat(61)}\n`, deep);
    const many = 'This file holds more entries than are read';
    check('.codex/config.toml', `${'a = 1\n'.repeat(5_001)}approval_policy = "never"\n`, many);
    check('.continue/config.yaml', `x: [${'1,'.repeat(60_000)}1]\n`, many);
    const top = (what: string) => `---\nname: a\nx: ${what}\n---\nDo.\n`;
    check(
      '.claude/skills/a/SKILL.md',
      top(long(20_001)),
      'What stands between the `---` of this file is longer than 20 KB',
    );
    check('CLAUDE.md', top('['.repeat(61)), 'The brackets at the top of this file are nested more than 60 deep');
  });

  it('are not told of other files, nor of those that are read', () => {
    for (const [path, text] of [
      ['.mcp.json', `{ ${server}, "x": "${long(390_000)}" }`],
      ['.mcp.json', `{ ${server}, `],
      ['.mcp.json', ''],
      ['.codex/config.toml', 'a = 1\n'.repeat(4_000)],
      ['.codex/config.toml', `a = "${'['.repeat(61)}"\n`],
      ['data.json', `{ "x": "${long(500_000)} mcpServers" }`],
      ['openapi.yaml', `x: ${long(200_000)}\n`],
      ['CLAUDE.md', long(500_000)],
      ['CLAUDE.md', `---\n\n${'A sentence. '.repeat(3_000)}\n---\n`],
      ['.claude/skills/a/SKILL.md', '---\n---\n'],
      ['a.ts', `const mcpServers = "${long(1_000)}";`],
    ] as const)
      assert.deepEqual(notes(path, text), [], `${path}, ${text.length}`);
  });
});
