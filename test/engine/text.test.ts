import assert from 'node:assert/strict';
import { type Engine, fileKindOf } from '../../src/engine/engine.ts';
import { defineTextRule } from '../../src/engine/text/text-rule.ts';
import { loadTestEngine } from '../support/engine.ts';

/** Finds the word `boo` in every text that is no prose. */
const PROBE = defineTextRule({
  id: 'secret/probe',
  title: 'Probe',
  severity: 'high',
  confidence: 'certain',
  cwe: [],
  owasp: [],
  remedy: 'Remove it.',
  when: ({ kind }) => kind !== 'prose',
  look: ({ text, path }) =>
    [...text.matchAll(/\bboo\b/g)].map(({ index }) => ({
      at: { start: index, end: index + 3 },
      message: `\`boo\` in ${path}.`,
    })),
});

describe('a rule about texts', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine([], [PROBE]);
  });

  const found = (path: string, text: string) => {
    const kind = fileKindOf(path);
    assert.ok(kind, `${path} is of no kind`);
    const document = engine.open(text, kind, path);
    try {
      const { findings, suppressed } = document.scan({ today: '2026-06-01' });
      return [
        ...findings.map(({ rule, range }) => `${rule} ${range.start}`),
        ...suppressed.map(({ reason }) => `suppressed: ${reason}`),
      ];
    } finally {
      document.delete();
    }
  };

  it('looks at code and at texts of every kind, unless it says otherwise', () => {
    for (const path of [
      'a.ts',
      'a.jsx',
      '.mcp.json',
      '.env.local',
      'CLAUDE.md',
      'Dockerfile',
      'x/config.toml',
      '.cursorrules',
    ])
      assert.deepEqual(found(path, ' boo'), ['secret/probe 1'], path);
    assert.deepEqual(found('notes.txt', ' boo'), []);
  });

  it('is silenced by a comment in the language of the text', () => {
    const body = 'assay-ignore-next-line secret/probe -- a sample';
    for (const [path, comment] of [
      ['a.ts', `// ${body}`],
      ['a.yaml', `# ${body}`],
      ['.env', `# ${body}`],
      ['a.md', `<!-- ${body} -->`],
      ['a.sql', `-- ${body}`],
      ['firestore.rules', `// ${body}`],
      ['a.jsonc', `// ${body}`],
    ] as const)
      assert.deepEqual(found(path, `${comment}\nboo`), ['suppressed: a sample'], path);
  });

  it('tells of a comment that silences nothing', () => {
    assert.deepEqual(found('a.yaml', '# assay-ignore-line secret/probe -- gone\nkey: value'), [
      'code/unused-suppression 0',
    ]);
  });

  it('finds the same after edits as in a fresh text', () => {
    const document = engine.open('boo and boo', 'markdown', 'a.md');
    assert.equal(document.scan().findings.length, 2);
    document.edit({ start: 0, end: 3, text: 'oh' });
    assert.deepEqual(
      document.scan().findings.map(({ range }) => range.start),
      [7],
    );
  });
});

describe('the kind of a file', () => {
  it('is undefined for what machines write and for what is no text', () => {
    for (const path of ['package-lock.json', 'pnpm-lock.yaml', 'a/yarn.lock', 'photo.png', 'app.js.map', 'noextension'])
      assert.equal(fileKindOf(path), undefined, path);
  });
});
