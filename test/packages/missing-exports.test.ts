import assert from 'node:assert/strict';
import { MissingExports } from '../../src/packages/missing-exports.ts';
import { NO_NPM_CONFIG } from '../../src/packages/npmrc.ts';
import { Resolver } from '../../src/packages/resolver.ts';
import { importOf } from './fakes.ts';
import { MemoryDisk } from './memory-disk.ts';

/** What is missed of the exports of `kit`, which has `a`, by a file that imports `b`. */
async function missed(file: string, more: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const disk = new MemoryDisk({
    '/repo/.git/HEAD': '',
    [file]: '',
    '/repo/node_modules/kit/package.json': '{"version":"1.0.0","main":"index.js"}',
    '/repo/node_modules/kit/index.js': 'exports.a = 1;',
    ...more,
  });
  const reference = { ...importOf('kit'), names: [{ name: 'b', range: { start: 9, end: 10 }, separator: undefined }] };
  const found = await new MissingExports(disk, new Resolver(disk)).in({
    references: [reference],
    file,
    text: "import { b } from 'kit';",
    allow: [],
    context: { npm: NO_NPM_CONFIG, privateScopes: [] },
  });
  return found.map(({ message }) => message);
}

const MISSED = ['`kit` 1.0.0 exports no `b`.'];

describe('exports that are missed', () => {
  it('are those that an installed package does not have', async () => {
    assert.deepEqual(await missed('/repo/main.js'), MISSED);
    assert.deepEqual(await missed('/repo/main.ts'), MISSED);
  });

  it('are left to TypeScript where types are asked for, installed or not', async () => {
    const manifest = { '/repo/package.json': '{"devDependencies":{"@types/kit":"1"}}' };
    assert.deepEqual(await missed('/repo/main.ts', manifest), []);
    assert.deepEqual(await missed('/repo/main.js', manifest), MISSED);
  });

  it('are told though a declaration is for every module', async () => {
    assert.deepEqual(await missed('/repo/main.ts', { '/repo/env.d.ts': 'declare module "*";' }), MISSED);
    assert.deepEqual(await missed('/repo/main.ts', { '/repo/kit.config.ts': '' }), MISSED);
  });
});
