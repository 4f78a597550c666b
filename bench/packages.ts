import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DISTINCT = 2_000;
const IN_A_FILE = 10;
const VERSIONS = 20;

type Row = [what: string, measured: string, budget: string];

/** `assay packages` over a workspace that declares and imports 2,000 packages, against a registry on loopback: asked first, then from the cache. */
export async function measurePackages(root: string): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  const registry = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(request.method === 'POST' ? '{}' : answerTo(decodeURIComponent(request.url ?? '').slice(1)));
  });
  await new Promise<void>((done) => registry.listen(0, '127.0.0.1', done));
  try {
    const workspace = join(folder, 'workspace');
    writeWorkspace(workspace, `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`);
    const run = () => timeOfRun(root, workspace, join(folder, 'cache'));
    const first = await run();
    const second = await run();
    return [
      ['2,000 packages, each imported and declared, whole process', `${(first / 1000).toFixed(1)} s`, '10 s'],
      ['the same again, from the cache', `${(second / 1000).toFixed(2)} s`, '1 s'],
    ];
  } finally {
    registry.closeAllConnections();
    registry.close();
    rmSync(folder, { recursive: true });
  }
}

function writeWorkspace(workspace: string, url: string): void {
  const names = Array.from({ length: DISTINCT }, (_, at) => `bench-package-${at}`);
  mkdirSync(join(workspace, 'src'), { recursive: true });
  writeFileSync(join(workspace, '.npmrc'), `registry=${url}\n`);
  const dependencies = Object.fromEntries(names.map((name) => [name, '^1.2.0']));
  writeFileSync(join(workspace, 'package.json'), JSON.stringify({ name: 'bench', dependencies }, null, 2));
  for (let at = 0; at < names.length; at += IN_A_FILE) {
    const imports = names.slice(at, at + IN_A_FILE).map((name, index) => `import v${index} from '${name}';\n`);
    writeFileSync(join(workspace, 'src', `${at}.ts`), imports.join(''));
  }
}

function timeOfRun(root: string, cwd: string, cache: string): Promise<number> {
  const start = performance.now();
  const args = [join(root, 'dist/cli.js'), 'packages', '.', '--format', 'json', '--output', join(cache, '..', 'out')];
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ASSAY_CACHE_DIR: cache },
    stdio: 'inherit',
  });
  return new Promise((done) => child.once('exit', () => done(performance.now() - start)));
}

function answerTo(name: string): string {
  const versions = Array.from({ length: VERSIONS }, (_, minor) => `1.${minor}.0`);
  const manifest = (version: string) => ({
    name,
    version,
    license: 'MIT',
    description: 'A package of the bench',
    repository: { url: `git+https://example.org/${name}.git` },
    maintainers: [{ name: 'one' }, { name: 'two' }],
    dist: { shasum: '0'.repeat(40), tarball: `http://127.0.0.1/${name}/-/${name}-${version}.tgz` },
  });
  return JSON.stringify({
    name,
    'dist-tags': { latest: versions.at(-1) },
    versions: Object.fromEntries(versions.map((version) => [version, manifest(version)])),
    time: { created: '2020-01-01T00:00:00.000Z', modified: '2024-01-01T00:00:00.000Z' },
    maintainers: [{ name: 'one' }, { name: 'two' }],
  });
}
