import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Lines } from '../../src/engine/lines.ts';
import { isCaretLine, parsePage } from '../../src/engine/page.ts';
import { judgeGuardrails } from '../../src/project/guardrails.ts';
import { readPolicy } from '../../src/project/policy/read-policy.ts';
import { RULES } from '../../src/rules/index.generated.ts';
import { ROOT } from '../support/engine.ts';
import { drawMarks } from '../support/page-blocks.ts';

const IDS = RULES.map(({ rule }) => rule.id);

describe("the team's guardrails for agents", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-guard-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = async (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
  };
  const judge = async () => {
    const read = await readPolicy(folder, IDS);
    assert.deepEqual(read.problems, []);
    return judgeGuardrails(await readFile(read.path ?? '', 'utf8'), read);
  };
  const messages = async (guardrails: object, files: Readonly<Record<string, string>> = {}) => {
    await write({ ...files, 'assay.json': JSON.stringify({ agents: { guardrails } }) });
    return (await judge()).map(({ message }) => message);
  };

  for (const [section, caught] of [
    ['Caught', true],
    ['Left alone', false],
  ] as const)
    it(`are on the page of their rule: ${section}`, async () => {
      const path = join(ROOT, 'src/rules/agent/guardrail-file-missing-or-unowned.md');
      const markdown = await readFile(path, 'utf8');
      const body = parsePage(markdown).sections.find(({ title }) => title === section)?.body ?? '';
      const files = [...body.matchAll(/^```\w+ (\S+)\n([\s\S]*?)\n```$/gm)].map(([, name = '', text = '']) => ({
        name,
        text,
        code: text
          .split('\n')
          .filter((line) => !isCaretLine(line))
          .join('\n'),
      }));
      await write(Object.fromEntries(files.map(({ name, code }) => [name, code])));
      const policy = files.find(({ name }) => name === 'assay.json');
      assert.ok(policy);
      const marks = (await judge()).map(({ range, message }) => {
        const { line, character } = new Lines(policy.code).positionAt(range.start);
        return { line, column: character, length: range.end - range.start, message };
      });
      const drawn = drawMarks(policy.code, marks);
      if (process.env.UPDATE === '1' && caught)
        await writeFile(
          path,
          markdown.replace(policy.text, () => drawn),
        );
      else assert.equal(drawn, policy.text);
      assert.equal(marks.length > 0, caught);
    });

  it('are nothing where the team has said nothing', async () => {
    await write({ 'assay.json': '{}', 'CLAUDE.md': '' });
    assert.deepEqual(await judge(), []);
    assert.deepEqual(await messages({}), []);
    assert.deepEqual(await messages({ owners: false, files: [], sections: ['Security'] }), []);
  });

  it('find a section in the ways in which headings are written', async () => {
    const isKept = async (text: string) =>
      (await messages({ files: ['AGENTS.md'], sections: ['Security rules'] }, { 'AGENTS.md': text })).length === 0;
    for (const text of [
      '# Security rules',
      'a\n\n### 3.2 **Security** rules: for everybody ###\r\n',
      '## \u{1f512} SECURITY RULES',
      'Security rules\n-----\n',
      '```md\n# x\n```\n# Security rules',
    ])
      assert.ok(await isKept(text), text);
    for (const text of [
      '',
      'Security rules',
      '#Security rules',
      '# Security',
      '# Insecurity rules',
      '# Rules of security',
      '```md\n# Security rules\n```',
      '~~~\n```\n# Security rules\n',
      '<!--\n# Security rules\n-->',
      '---\ntitle: Security rules\n---\n',
    ])
      assert.ok(!(await isKept(text)), text);
  });

  it('look into files that an instruction file takes in, but not out of the folder', async () => {
    const policy = '{ "agents": { "guardrails": { "files": ["CLAUDE.md"], "sections": ["Security"] } } }';
    await write({ 'rules.md': '# Security', 'app/rules.md': '# Security', 'app/assay.json': policy });
    const judgeIn = async (claude: string) => {
      await write({ 'app/CLAUDE.md': claude });
      const found = await judgeGuardrails(policy, await readPolicy(join(folder, 'app'), IDS));
      return found.map(({ message }) => message);
    };
    assert.deepEqual(await judgeIn('See @rules.md first, @nothing.md later.'), []);
    assert.deepEqual(await judgeIn('@../rules.md'), ['`CLAUDE.md` has no section `Security`.']);
  });

  it('ask for an owner of what agents obey, and of nothing else', async () => {
    await write({
      '.git/HEAD': '',
      '.gitignore': 'CLAUDE.local.md\n',
      'CLAUDE.local.md': '',
      'README.md': '',
      '.vscode/settings.json': '{}',
      'commands/notes.md': 'No frontmatter, no command.',
      'node_modules/x/AGENTS.md': '',
      '.claude/settings.json': '{}',
      '.claude/skills/pdf/SKILL.md': '---\nname: pdf\n---\n',
      'app/AGENTS.md': '',
      'hooks/hooks.json': '{}',
    });
    assert.deepEqual(await messages({ owners: true }), [
      'There is no CODEOWNERS, so nobody is asked when `assay.json`, `.claude/settings.json`, `.claude/skills/pdf/SKILL.md` and 2 more change.',
    ]);
    await write({ 'docs/CODEOWNERS': '* @acme/all\nhooks/\n' });
    assert.deepEqual(await messages({ owners: true }), ['`hooks/hooks.json` has no owner in `docs/CODEOWNERS`.']);
    // The first that is there counts, and no other.
    await write({ '.github/CODEOWNERS': '*.json @acme/all\n' });
    assert.deepEqual(await messages({ owners: true }), [
      '`.claude/skills/pdf/SKILL.md` and `app/AGENTS.md` have no owner in `.github/CODEOWNERS`.',
    ]);
    await write({ '.github/CODEOWNERS': '* @acme/all\n' });
    assert.deepEqual(await messages({ owners: true }), []);
  });

  it('read as much of CODEOWNERS as its hosts do, and say where it is more', async () => {
    const filled = (bytes: number) => `${'# nothing\n'.repeat(bytes / 10)}* @acme/all\n`;
    await write({ '.git/HEAD': '', CODEOWNERS: filled(2_900_000), 'AGENTS.md': '' });
    assert.deepEqual(await messages({ owners: true }), []);
    await write({ CODEOWNERS: filled(3_000_000) });
    assert.deepEqual(await messages({ owners: true }), [
      '`CODEOWNERS` is larger than 3 MB, which GitHub does not load, so nobody is asked when what agents obey changes.',
    ]);
  });

  it('name files from the top of the repository, where the policy lies below it', async () => {
    await write({ '.git/HEAD': '', CODEOWNERS: '/app/ @acme/app\n', 'app/AGENTS.md': '', 'web/AGENTS.md': '' });
    await write({ 'app/assay.json': '{ "agents": { "guardrails": { "owners": true } } }' });
    const read = await readPolicy(join(folder, 'app'), IDS);
    assert.deepEqual(await judgeGuardrails('{}', read), []);
  });

  it('that come from an extended policy are told where it is named', async () => {
    await write({
      'org.json': '{ "agents": { "guardrails": { "files": ["AGENTS.md"], "owners": true } } }',
      'assay.json': '{ "extends": "./org.json", "agents": { "guardrails": { "owners": false } } }',
    });
    const [found, ...others] = await judge();
    assert.deepEqual(others, []);
    assert.equal(found?.message, "The team's agents are to read `AGENTS.md`, and there is no such file.");
    assert.deepEqual(found?.range, { start: 13, end: 25 });
  });
});
