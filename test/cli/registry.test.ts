import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/engine.ts';
import { startRegistry, type TestRegistry } from '../support/verdaccio.ts';

describe('the command line, with a registry', () => {
  let folder: string;
  let registry: TestRegistry;
  before(async () => {
    registry = await startRegistry();
    await registry.publish('react');
    folder = await mkdtemp(join(tmpdir(), 'assay-cli-registry-'));
    await mkdir(join(folder, '.git'));
    await writeFile(join(folder, 'a.js'), "import 'react';\nimport 'surely-invented-here';\n");
    await writeFile(join(folder, 'package.json'), '{ "dependencies": { "react": "1", "surely-invented-too": "1" } }\n');
  });
  after(async () => {
    await registry.stop();
    await rm(folder, { recursive: true });
  });

  const scan = (...args: string[]): Promise<{ code: unknown; stdout: string }> => {
    const env = { ...process.env, npm_config_registry: registry.url, ASSAY_CACHE_DIR: join(folder, '.cache') };
    return new Promise((done) => {
      execFile(process.execPath, [join(ROOT, 'dist/cli.js'), 'scan', ...args], { cwd: folder, env }, (error, stdout) =>
        done({ code: error?.code ?? 0, stdout }),
      );
    });
  };

  it('finds the invented packages of code and package.json, and only those', async () => {
    const { code, stdout } = await scan('--format', 'json');
    const { findings } = JSON.parse(stdout);
    assert.deepEqual(
      findings.map((finding: Record<string, unknown>) => [finding.path, finding.rule, finding.package]),
      [
        ['a.js', 'package/hallucinated', 'surely-invented-here'],
        ['package.json', 'package/hallucinated', 'surely-invented-too'],
      ],
    );
    assert.equal(code, 1);
  });

  it('knows them again without asking', async () => {
    const { code, stdout } = await scan('--offline');
    assert.equal(code, 1);
    assert.match(stdout, /2 findings in 2 files: 2 high \(2 package\)\./);
  });

  it("is silent about what the team's policy allows", async () => {
    await writeFile(join(folder, 'assay.json'), '{ "packages": { "allow": ["surely-*"] } }');
    const { code, stdout } = await scan();
    assert.deepEqual([code, stdout], [0, '✓ All clean. Nothing found in 3 files.\n']);
  });
});
