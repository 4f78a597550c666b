import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sarifFaults } from '../report/sarif-faults.ts';
import { ROOT } from '../support/engine.ts';
import { startRegistry, type TestRegistry } from '../support/verdaccio.ts';

describe('`assay packages`', function () {
  this.timeout(60_000);
  let folder: string;
  let registry: TestRegistry;

  before(async () => {
    registry = await startRegistry();
    await registry.publish('react');
    await registry.publish('given-up');
    await registry.rewrite('given-up', ({ versions }) => {
      (versions['1.0.0'] ?? {}).deprecated = 'It is over.';
    });
    folder = await mkdtemp(join(tmpdir(), 'assay-cli-packages-'));
    await mkdir(join(folder, '.git'));
    await write('a.js', "import 'react';\nimport 'surely-invented-here';\nimport './b.js';\nimport 'node:fs';\n");
    await write('b.js', "eval(input);\nimport 'react';\nimport '@own/part';\n");
    await write('package.json', '{ "dependencies": { "react": "1", "given-up": "^1.0.0" }, "workspaces": ["part"] }\n');
    await write('part/package.json', '{ "name": "@own/part" }\n');
  });
  after(async () => {
    await registry.stop();
    await rm(folder, { recursive: true });
  });

  const write = async (name: string, text: string) => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  };
  const run = (...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> => {
    const env = {
      ...process.env,
      NO_COLOR: '1',
      npm_config_registry: registry.url,
      ASSAY_CACHE_DIR: join(folder, '.cache'),
    };
    return new Promise((done) => {
      const parts = [join(ROOT, 'dist/cli.js'), 'packages', ...args];
      execFile(process.execPath, parts, { cwd: folder, env }, (error, stdout, stderr) =>
        done({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
  };

  it('says so where a file mentions more packages than anybody means', async () => {
    await write('many/many.sh', Array.from({ length: 10_003 }, (_, at) => `npm i many-${at}\n`).join(''));
    const { stdout } = await run('many', '--offline');
    await rm(join(folder, 'many'), { recursive: true });
    assert.match(stdout, /many\.sh: This file mentions 10003 packages; those after the first 10000 were not checked\./);
  });

  it('lists packages and verdicts, those with findings first, and nothing about code', async () => {
    const { code, stdout } = await run();
    const lines = stdout.split('\n');
    assert.match(lines[0] ?? '', /^package +version taken +verdict +where$/);
    assert.match(lines[1] ?? '', /^given-up +1\.0\.0 +deprecated +package\.json:1:36$/);
    assert.match(lines[2] ?? '', /^ {4}`given-up` is deprecated: "It is over"\.$/);
    assert.match(lines[3] ?? '', /^surely-invented-here +– +hallucinated +a\.js:2:9$/);
    assert.match(lines[5] ?? '', /^@own\/part +– +workspace +b\.js:3:9$/);
    assert.match(lines[6] ?? '', /^react +1\.0\.0 +exists +a\.js:1:9 and 2 more$/);
    assert.equal(lines[8], '4 packages in 4 files: 1 deprecated, 1 hallucinated.');
    assert.equal(code, 1);
  });

  it('fails for the verdicts that are named', async () => {
    assert.equal((await run('--fail-on', 'deprecated')).code, 1);
    assert.equal((await run('--fail-on', 'suspect, unpublished,unknown')).code, 0);
    const unchecked = /The registry keeps no advisories, so `known-vulnerable` was not checked\./;
    assert.match((await run('--fail-on', 'vulnerable')).stdout, unchecked);
    assert.doesNotMatch((await run('--fail-on', 'deprecated')).stdout, unchecked);
    const { code, stderr } = await run('--fail-on', 'hallucinations');
    assert.equal(code, 2);
    assert.match(stderr, /There is no verdict `hallucinations`\.\n +Name some of .*hallucinated.*suspect/);
  });

  it('says JSON and SARIF', async () => {
    const { packages, scanned } = JSON.parse((await run('--format', 'json')).stdout);
    assert.equal(scanned, 4);
    assert.deepEqual(packages[1], {
      name: 'surely-invented-here',
      verdicts: ['hallucinated'],
      messages: [
        '`surely-invented-here` does not exist in the configured npm registry, and nothing in this project provides it.',
      ],
      places: [{ path: 'a.js', line: 2, column: 9 }],
    });
    await run('--format', 'sarif', '--output', 'out.sarif');
    const sarif = JSON.parse(await readFile(join(folder, 'out.sarif'), 'utf8'));
    assert.deepEqual(sarifFaults(sarif), []);
    assert.deepEqual(
      sarif.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId),
      ['package/hallucinated', 'package/deprecated'],
    );
  });

  it('says of whom nobody was asked that nothing is known', async () => {
    const fresh = await mkdtemp(join(tmpdir(), 'assay-cli-packages-'));
    await writeFile(join(fresh, 'a.js'), "import 'never-asked-for';\n");
    const { code, stdout } = await run(fresh, '--offline');
    assert.match(stdout, /never-asked-for +– +unknown/);
    assert.match(stdout, /1 reference to a package was not checked: .*--offline/);
    assert.equal(code, 0);
    assert.equal((await run(fresh, '--offline', '--fail-on', 'unknown')).code, 1);
    await rm(fresh, { recursive: true });
  });

  it('says what is wrong with a path', async () => {
    const { code, stdout } = await run('gone');
    assert.equal(code, 2);
    assert.match(stdout, /gone: There is no such file or folder/);
    assert.equal((await run('')).code, 2);
  });
});
