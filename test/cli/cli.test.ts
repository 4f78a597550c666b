import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RULES } from '../../src/rules/index.generated.ts';
import { sarifFaults } from '../report/sarif-faults.ts';
import { ROOT } from '../support/engine.ts';

const SNAPSHOTS = join(ROOT, 'test/cli/snapshots');

describe('the command line', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-cli-'));
    mkdirSync(join(folder, 'shop'), { recursive: true });
    write(
      'shop/sign.ts',
      "import { createHash } from 'node:crypto';\n\nexport const sign = (body: string) => createHash('md5').update(body).digest('hex');\n",
    );
    write('shop/fine.js', 'export const total = (items) => items.length;\n');
    write('clean/fine.js', 'export const one = 1;\n');
  });
  after(() => rmSync(folder, { recursive: true }));

  const write = (name: string, text: string) => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const run = (...args: string[]) => runIn('.', ...args);
  const runIn = (below: string, ...args: string[]) => {
    // A closed port of loopback: no test ever asks a public registry.
    const env = {
      ...process.env,
      NO_COLOR: '1',
      npm_config_registry: 'http://127.0.0.1:9/',
      ASSAY_CACHE_DIR: join(folder, 'cache'),
    };
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'dist/cli.js'), ...args], {
      cwd: join(folder, below),
      env,
      encoding: 'utf8',
      // The report on the examples alone is a megabyte.
      maxBuffer: 16e6,
    });
    return { status, stdout, stderr };
  };
  /** Compares with a file, or draws it anew with UPDATE=1. */
  const checkSnapshot = (name: string, text: string) => {
    const path = join(SNAPSHOTS, name);
    if (process.env.UPDATE === '1') {
      mkdirSync(SNAPSHOTS, { recursive: true });
      writeFileSync(path, text);
    }
    assert.equal(text, readFileSync(path, 'utf8'));
  };

  it('prints findings as a person reads them, and says 1', () => {
    const { status, stdout } = run('scan', 'shop', '--offline');
    checkSnapshot('scan.txt', stdout);
    assert.equal(status, 1);
  });

  it('prints JSON and SARIF', () => {
    checkSnapshot('scan.json', run('scan', 'shop', '--offline', '--format', 'json').stdout);
    const sarif = JSON.parse(run('scan', 'shop', '--offline', '--format', 'sarif').stdout);
    assert.deepEqual(sarifFaults(sarif), []);
    // A new rule moves the others in the list.
    const results = sarif.runs[0].results.map((result: object) => ({ ...result, ruleIndex: undefined }));
    checkSnapshot('scan-results.sarif', `${JSON.stringify(results, null, 2)}\n`);
    const rule = sarif.runs[0].tool.driver.rules.find(({ id }: { id: string }) => id === 'code/weak-hash');
    checkSnapshot('rule.sarif', `${JSON.stringify(rule, null, 2)}\n`);
  });

  it('finds in the examples what is planted there, and writes it as valid SARIF', () => {
    const { status, stdout } = run(
      'scan',
      join(ROOT, 'examples'),
      '--offline',
      '--min-confidence',
      'possible',
      '--format',
      'sarif',
    );
    assert.equal(status, 1);
    const sarif = JSON.parse(stdout);
    assert.deepEqual(sarifFaults(sarif), []);
    const found = new Set(sarif.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId));
    const planted = RULES.map(({ rule }) => rule.id).filter(
      (id) => /^(?:code|ai)\//.test(id) && !/-suppression$|-not-allowed$|-limit-exceeded$/.test(id),
    );
    assert.deepEqual(
      planted.filter((id) => !found.has(id)),
      [],
    );
  });

  it('says 0 when nothing is found', () => {
    const { status, stdout } = run('scan', 'clean', '--offline');
    assert.equal(status, 0);
    assert.match(stdout, /Nothing found in 1 file\./);
  });

  it('tells a path that cannot be read, scans the rest, and says 2', () => {
    const { status, stdout } = run('scan', 'gone', 'shop', '--offline');
    assert.equal(status, 2);
    assert.match(stdout, /gone: There is no such file or folder\./);
    assert.match(stdout, /code\/weak-hash/);
  });

  it('writes to a file, and says what to do where it cannot', () => {
    const { status, stdout, stderr } = run('scan', 'shop', '--offline', '--format', 'sarif', '--output', 'out/a.sarif');
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, /^1 finding in 1 of 2 files.* Written to out\/a\.sarif\n$/);
    assert.equal(JSON.parse(readFileSync(join(folder, 'out/a.sarif'), 'utf8')).version, '2.1.0');
    const refused = run('scan', 'shop', '--offline', '--output', 'shop/sign.ts/x');
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /cannot be written.*\n +Name a file/);
    assert.deepEqual(readdirSync(join(folder, 'out')), ['a.sarif']);
  });

  it('writes through a link, and into a device instead of over it', () => {
    write('linked/real.json', 'old');
    symlinkSync('real.json', join(folder, 'linked/link.json'));
    run('scan', 'clean', '--offline', '--format', 'json', '--output', 'linked/link.json');
    assert.equal(JSON.parse(readFileSync(join(folder, 'linked/real.json'), 'utf8')).scanned, 1);
    const pipe = join(folder, 'pipe');
    const script = 'mkfifo "$2"; cat "$2" & "$0" "$1" scan clean --offline --output "$2"; wait';
    const { stdout } = spawnSync('sh', ['-c', script, process.execPath, join(ROOT, 'dist/cli.js'), pipe], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.match(stdout, /All clean/);
    assert.ok(lstatSync(pipe).isFIFO());
  });

  it('says on stderr what is wrong with the policy, where the report is read by a program', () => {
    write('wrong/assay.json', '{ "rules": 1 }');
    const { status, stdout, stderr } = run('scan', 'wrong', '--offline', '--format', 'json');
    assert.equal(status, 2);
    assert.match(stderr, /wrong\/assay\.json:1:12: This must be an object/);
    assert.equal(JSON.parse(stdout).errors.length, 1);
  });

  it('notes a named file of another kind, and goes on', () => {
    write('mixed/logo.png', '# Shop');
    write('mixed/a.js', 'a();\n');
    const { status, stdout } = run('scan', 'mixed/logo.png', 'mixed/a.js', '--offline');
    assert.equal(status, 0);
    assert.match(stdout, /note +mixed\/logo\.png: Assay reads code/);
  });

  it('tells each file once, however often it is named', () => {
    assert.match(run('scan', 'shop', 'shop/sign.ts', 'shop', '--offline').stdout, /^1 finding in 1 of 2 files/m);
  });

  it('counts what a comment silences, and tells it in JSON with its reason', () => {
    write(
      'quiet/a.js',
      "// assay-ignore-next-line code/weak-hash -- the protocol demands it\nrequire('crypto').createHash('md5');\n",
    );
    const { status, stdout } = run('scan', 'quiet', '--offline');
    assert.equal(status, 0);
    assert.match(stdout, /Nothing found in 1 file, 1 suppressed\./);
    const { suppressed } = JSON.parse(run('scan', 'quiet', '--offline', '--format', 'json').stdout);
    assert.deepEqual([suppressed.length, suppressed[0].reason], [1, 'the protocol demands it']);
  });

  it("heeds the team's policy, and tells what is wrong in it with 2", () => {
    write('team/assay.json', '{ "rules": { "code/weak-hash": "off" } }');
    write('team/a.js', "require('crypto').createHash('md5');\n");
    assert.equal(run('scan', 'team', '--offline').status, 0);
    write('team/assay.json', '{ "rules": { "code/weak-hsh": "off" } }');
    const wrong = run('scan', 'team', '--offline');
    assert.equal(wrong.status, 2);
    assert.match(
      wrong.stdout,
      /team\/assay\.json:1:14: There is no rule `code\/weak-hsh`\. Did you mean `code\/weak-hash`\?/,
    );
  });

  it('finds more when less certainty is asked for', () => {
    write('unsure/a.js', 'const expression = (pattern) => new RegExp(pattern);\n');
    assert.equal(run('scan', 'unsure', '--offline').status, 0);
    assert.equal(run('scan', 'unsure', '--offline', '--min-confidence', 'possible').status, 1);
  });

  it('skips what nobody wrote, and says so', () => {
    write('odd/big.js', 'x();\n'.repeat(300_000));
    write('odd/mini.js', `a${';b()'.repeat(3000)}`);
    write('odd/nul.js', 'a\0b');
    const { status, stdout } = run('scan', 'odd', '--offline');
    assert.equal(status, 0);
    for (const note of ['larger than 1 MB', 'minified', 'NUL']) assert.ok(stdout.includes(note), note);
  });

  it('keeps quiet of packages when no registry answers, and says how many wait', () => {
    write('net/a.js', "import x from 'surely-not-there-at-all';\nx();\n");
    const { status, stdout } = run('scan', 'net');
    assert.equal(status, 0);
    assert.match(stdout, /1 reference to a package was not checked: the registry did not answer\./);
  });

  it('explains a rule, lists them all, and knows near misses', () => {
    checkSnapshot('explain.txt', run('explain', 'code/weak-hash').stdout);
    assert.equal(run('explain', 'weak-hash').status, 0);
    const missed = run('explain', 'code/weak-hsh');
    assert.equal(missed.status, 2);
    assert.match(missed.stderr, /Did you mean `code\/weak-hash`\?/);
    const rules = JSON.parse(run('rules', '--format', 'json').stdout);
    assert.ok(rules.length > 25);
    assert.ok(rules.every(({ id, title }: { id: string; title: string }) => id && title));
  });

  it('says how it is used', () => {
    checkSnapshot('help.txt', run('--help').stdout);
    checkSnapshot('help-scan.txt', run('scan', '--help').stdout);
    assert.equal(run('scan', '--format', 'xml').status, 2);
    assert.equal(run('nonsense').status, 2);
    assert.match(run('--version').stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it('takes an inventory that says what it could not read, and lets nothing of a name steer the terminal', () => {
    write('sly/CLAUDE.md', 'a\0b');
    write(
      'sly/.mcp.json',
      '{ "mcpServers": { "\\u001b[31m\\u202ered": { "command": "npx", "args": ["-y", "\\u009b2J"] } } }',
    );
    const { status, stdout, stderr } = run('inventory', 'sly');
    assert.equal(status, 0);
    assert.match(stderr, /^note {3}sly\/CLAUDE\.md: This file holds NUL characters/);
    assert.match(stdout, /MCP servers\n {2}\ufffd\[31m\ufffdred/);
    const json = run('inventory', 'sly', '--format', 'json').stdout;
    assert.deepEqual(
      JSON.parse(json).notes.map(({ path }: { path: string }) => path),
      ['sly/CLAUDE.md'],
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    for (const told of [stdout, stderr, json]) assert.doesNotMatch(told, /[\u001b\u009b\u202e]/);
    rmSync(join(folder, 'sly'), { recursive: true });
  });

  it('lists hooks, addresses and files of instructions in the inventory, and says what is wrong in the policy', () => {
    write('stock/.git/HEAD', '');
    write('stock/docs/CLAUDE.md', '# Docs');
    write('stock/CLAUDE.md', '# All');
    write('stock/.env', 'OPENAI_BASE_URL=https://llm.acme.dev/v1\n');
    write('stock/.claude/settings.json', '{ "hooks": { "Stop": [{ "hooks": [{ "command": "make" }] }] } }');
    const listed = `Endpoints
  llm.acme.dev  stock/.env:1:17

Hooks
  make  Stop  stock/.claude/settings.json:1:48

Instruction files
  stock/CLAUDE.md  Claude Code, instructions
  stock/docs/CLAUDE.md  Claude Code, instructions
`;
    const fine = run('inventory', 'stock');
    assert.deepEqual(fine, { status: 0, stdout: listed, stderr: '' });
    write('stock/assay.json', '{ "exclude": ["docs/" }');
    const broken = run('inventory', 'stock', 'stock/docs');
    assert.equal(broken.status, 2);
    assert.equal(broken.stdout, listed.replace('  stock/docs/CLAUDE.md  Claude Code, instructions\n', ''));
    assert.equal(broken.stderr, 'error  stock/assay.json:1:23: A comma is missing before this.\n');
    const { errors } = JSON.parse(run('inventory', 'stock', '--format', 'json').stdout);
    assert.deepEqual(errors, [
      { path: 'stock/assay.json', line: 1, column: 23, message: 'A comma is missing before this.' },
    ]);
    rmSync(join(folder, 'stock'), { recursive: true });
  });

  it('approves MCP servers as they are defined now, and tells of those that change', () => {
    const files = (args: string) => `{ "mcpServers": { "files": { "command": "npx", "args": [${args}] } } }`;
    const approve = (...args: string[]) => runIn('lock', 'approve', ...args);
    const told = () =>
      runIn('lock', 'scan', '--offline').stdout.match(/^ {2}.*(?:definition of|no longer defined).*$/m)?.[0];
    write('lock/.git/HEAD', '');
    write('lock/.mcp.json', files('"files@1.0.0"'));
    write('lock/.cursor/mcp.json', files('"files@1.0.0", "."'));
    assert.match(
      approve().stdout,
      /^new {7}files {2}npx files@1\.0\.0 \. or npx files@1\.0\.0 {2}\.cursor\/mcp\.json:1:19, \.mcp\.json:1:19\n/,
    );
    assert.equal(told(), undefined);
    write('lock/assay.json', '{\n  // ours\n  "agents": { "approved": {} }\n}\n');
    assert.match(told() ?? '', /^ {2}The team has approved no definition of `files`/);
    const done = approve('files');
    assert.deepEqual([done.status, done.stderr], [0, '']);
    assert.match(done.stdout, /^Approved `files` as it is defined in .*\nWritten to assay\.json\.\n$/);
    assert.match(readFileSync(join(folder, 'lock/assay.json'), 'utf8'), /\/\/ ours/);
    assert.equal(told(), undefined);
    assert.equal(approve('--all').stdout, 'Nothing new to approve.\n');
    write('lock/.mcp.json', files('"files@1.0.1"'));
    assert.match(told() ?? '', /^ {2}`files` is no longer defined as the team approved it/);
    assert.match(approve().stdout, /^changed {3}files/);
    assert.match(approve('fils').stderr, /No MCP server of this workspace is called `fils`/);
    assert.equal(approve('--all').status, 0);
    assert.equal(told(), undefined);
    const mark = String.fromCharCode(0xfeff);
    write('lock/assay.json', `${mark}{ "agents": { "approved": {} } }`);
    assert.deepEqual([approve('files').stderr, told()], ['', undefined]);
    write('lock/assay.json', '{ "agents": ');
    const broken = approve('files');
    assert.deepEqual([broken.status, broken.stdout], [2, '']);
    assert.match(broken.stderr, /assay\.json cannot be changed.\n.*not valid JSON/);
    rmSync(join(folder, 'lock'), { recursive: true });
  });
});
