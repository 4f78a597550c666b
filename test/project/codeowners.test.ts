import assert from 'node:assert/strict';
import { isOwned, readCodeOwners } from '../../src/project/codeowners.ts';

describe('CODEOWNERS', () => {
  const check = (text: string, path: string, expected: boolean) =>
    assert.equal(isOwned(path, readCodeOwners(text)), expected, `${JSON.stringify(text)} ${path}`);

  it('names files by patterns like those of .gitignore', () => {
    for (const [pattern, owned, free] of [
      ['*', 'a/b/c.md', undefined],
      ['*.md', 'a/b/c.md', 'a/b/c.mdc'],
      ['AGENTS.md', 'a/AGENTS.md', 'a/AGENTS.md.txt'],
      ['/AGENTS.md', 'AGENTS.md', 'a/AGENTS.md'],
      ['.claude/', '.claude/skills/a/SKILL.md', '.claude'],
      ['.claude', '.claude/settings.json', '.claude.json'],
      ['docs/*', 'docs/a.md', 'docs/a/b.md'],
      ['docs/*/', 'docs/a/b.md', 'docs/a.md'],
      ['docs/**', 'docs/a/b.md', 'a/docs/b.md'],
      ['**/skills', 'a/b/skills/c.md', 'a/b/skill/c.md'],
      ['a/**/b', 'a/x/y/b', 'x/a/b'],
      ['a/**/b', 'a/b', 'a/x'],
      ['.mcp.*', 'x/.mcp.json', 'x/mcp.json'],
      ['??.md', 'ab.md', 'abc.md'],
      ['/a\\ b.md', 'a b.md', 'a'],
    ] as const) {
      check(`${pattern} @acme/security`, owned, true);
      if (free !== undefined) check(`${pattern} @acme/security`, free, false);
    }
  });

  it('lets the last line that fits decide, and one without an owner take the file away', () => {
    check('* @acme/all\nAGENTS.md', 'AGENTS.md', false);
    check('AGENTS.md\n* @acme/all', 'AGENTS.md', true);
    check('* @acme/all\nAGENTS.md # nobody@acme.com', 'AGENTS.md', false);
    check('*.md someone@acme.com # why', 'AGENTS.md', true);
    check('* acme', 'AGENTS.md', false);
    check('# * @acme/all\n\n  \r\n', 'AGENTS.md', false);
    check('*\t@acme/all\r\n', 'AGENTS.md', true);
  });

  it('may have sections, with owners of their own', () => {
    const text = '[Agents] @acme/security\nAGENTS.md\n\n^[Docs][2]\n*.md\n.mcp.json @acme/ops\n';
    check(text, 'AGENTS.md', true);
    check(text, 'CLAUDE.md', false);
    check(text, '.mcp.json', true);
  });

  it('takes no longer for hostile patterns than for others', () => {
    const path = `${'a/'.repeat(500)}${'a'.repeat(200)}`;
    check(`${'**/'.repeat(500)}b @x`, path, false);
    check(`${'*a'.repeat(2_000)}b @x`, path, false);
    check(`${'**/a*/'.repeat(200)}b @x`, path, false);
    const owners = readCodeOwners(Array.from({ length: 40_000 }, (_, line) => `/packages/p${line}/*.md @x`).join('\n'));
    for (let file = 0; file < 300; file++) assert.equal(isOwned(`packages/${file}/AGENTS.md`, owners), false);
    assert.equal(isOwned('packages/p39999/AGENTS.md', owners), true);
    check(`${' '.repeat(100_000)}${'\\'.repeat(100_000)} ${'['.repeat(100_000)}`, path, false);
  });
});
