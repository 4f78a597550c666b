import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PackageRecord } from '../../src/packages/existence.ts';
import { RegistryCache } from '../../src/project/registry-cache.ts';

const HOUR = 3_600_000;

describe('the cache of registry answers', () => {
  let folder: string;
  let now = 1_700_000_000_000;
  const open = () => new RegistryCache(join(folder, 'cache'), { now: () => now });
  const record = (existence: 'exists' | 'missing', more: Partial<PackageRecord> = {}): PackageRecord => ({
    existence,
    depth: 'existence',
    facts: undefined,
    etag: undefined,
    ...more,
  });
  const check = async (
    cache: RegistryCache,
    name: string,
    wanted: { existence: 'exists' | 'missing'; fresh: boolean } | undefined,
  ) => {
    const { existence, fresh } = (await cache.read('registry', name)) ?? {};
    assert.deepEqual(existence && { existence, fresh }, wanted);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-cache-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('remembers between runs', async () => {
    await open().write('registry', 'a', record('exists'));
    await open().write('registry', '@s/b', record('missing'));
    await check(open(), 'a', { existence: 'exists', fresh: true });
    await check(open(), '@s/b', { existence: 'missing', fresh: true });
    await check(open(), 'c', undefined);
    assert.equal(await open().read('other registry', 'a'), undefined);
  });

  it('waits for no pipe, and makes no folder where none can be made', async function () {
    if (process.platform === 'win32') return this.skip();
    const cache = open();
    await cache.write('registry', 'a', record('exists'));
    const [name = ''] = await readdir(join(folder, 'cache'));
    await rm(join(folder, 'cache', name));
    assert.equal(spawnSync('sh', ['-c', 'mkfifo "$0"', join(folder, 'cache', name)]).status, 0);
    await check(open(), 'a', undefined);
    const elsewhere = new RegistryCache(process.platform === 'linux' ? '/proc/assay/packages' : join(folder, 'x/y/z'));
    await elsewhere.write('registry', 'a', record('exists'));
    assert.equal((await elsewhere.read('registry', 'a'))?.existence, 'exists');
  });

  it('trusts an existence for seven days and an absence for an hour', async () => {
    const cache = open();
    await cache.write('registry', 'there', record('exists'));
    await cache.write('registry', 'gone', record('missing'));
    now += HOUR + 1;
    await check(cache, 'there', { existence: 'exists', fresh: true });
    await check(cache, 'gone', { existence: 'missing', fresh: false });
    now += 7 * 24 * HOUR;
    await check(cache, 'there', { existence: 'exists', fresh: false });
    now += 24 * 24 * HOUR;
    await check(cache, 'gone', undefined);
  });

  it('sees what another process has learnt', async () => {
    const mine = open();
    await mine.write('registry', 'a', record('missing'));
    now += HOUR + 1;
    await open().write('registry', 'a', record('exists'));
    await check(mine, 'a', { existence: 'exists', fresh: true });
  });

  it('takes what is corrupt, or of another name, for absent', async () => {
    await open().write('registry', 'a', record('missing'));
    const [file = ''] = await readdir(join(folder, 'cache'));
    const path = join(folder, 'cache', file);
    const good = await readFile(path, 'utf8');
    for (const bad of [
      '',
      '{',
      good.slice(0, -5),
      'null',
      '[]',
      '{}',
      good.replace('"a"', '"b"'),
      good.replace('missing', 'perhaps'),
      '\0\0',
    ]) {
      await writeFile(path, bad);
      await check(open(), 'a', undefined);
    }
    await open().write('registry', 'a', record('exists'));
    await check(open(), 'a', { existence: 'exists', fresh: true });
  });

  it('leaves whole entries and nothing else when many write at once', async () => {
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        open().write('registry', 'a', record(index % 2 === 0 ? 'exists' : 'missing')),
      ),
    );
    const names = await readdir(join(folder, 'cache'));
    assert.equal(names.length, 1);
    assert.equal((await open().read('registry', 'a'))?.fresh, true);
  });

  it('does without a disk that cannot be written to', async () => {
    await writeFile(join(folder, 'cache'), 'a file where the folder should be');
    const cache = open();
    await cache.write('registry', 'a', record('exists'));
    await check(cache, 'a', { existence: 'exists', fresh: true });
    await check(open(), 'a', undefined);
  });

  it('asks of a young package again after a day', async () => {
    const cache = open();
    const facts = { created: now - 10 * 24 * HOUR, latest: '1.0.0' };
    await cache.write('registry', 'young', record('exists', { depth: 'history', facts }));
    now += 23 * HOUR;
    await check(cache, 'young', { existence: 'exists', fresh: true });
    now += 2 * HOUR;
    await check(cache, 'young', { existence: 'exists', fresh: false });
  });

  it('takes facts of another shape for absent', async () => {
    await open().write('registry', 'a', record('exists', { depth: 'latest', facts: { latest: '1.0.0' } }));
    const [file = ''] = await readdir(join(folder, 'cache'));
    const path = join(folder, 'cache', file);
    const good = await readFile(path, 'utf8');
    for (const bad of [
      '{"latest":1}',
      '{"versions":["1",2]}',
      '{"created":"x"}',
      '{"deprecations":[{}]}',
      '[]',
      'null',
    ]) {
      await writeFile(path, good.replace('{"latest":"1.0.0"}', bad));
      await check(open(), 'a', undefined);
    }
  });

  it('remembers for a day what the audit said', async () => {
    const about = { name: 'a', version: '1.0.0' };
    const advisories = [{ title: 'Path traversal', severity: 'high', vulnerable: '<2' }] as const;
    await open().writeAdvisories('registry', about, advisories);
    assert.deepEqual(await open().readAdvisories('registry', about), advisories);
    assert.equal(await open().readAdvisories('registry', { ...about, version: '1.0.1' }), undefined);
    assert.equal(await open().read('registry', 'a'), undefined);
    now += 24 * HOUR;
    assert.equal(await open().readAdvisories('registry', about), undefined);
  });

  it('lets the oldest go when it grows too large', async () => {
    const cacheFolder = join(folder, 'cache');
    for (let index = 0; index < 50; index++) await open().write('registry', `old-${index}`, record('missing'));
    const long = new Date(now - 1000 * HOUR);
    for (const name of await readdir(cacheFolder)) await utimes(join(cacheFolder, name), long, long);
    await new RegistryCache(cacheFolder, { now: () => now, mostBytes: 1000 }).write(
      'registry',
      'new',
      record('exists'),
    );
    // It makes room beside the work.
    for (let round = 0; round < 100 && (await readdir(cacheFolder)).length > 10; round++)
      await new Promise((done) => setTimeout(done, 10));
    assert.ok((await readdir(cacheFolder)).length <= 10);
    await check(open(), 'new', { existence: 'exists', fresh: true });
  });
});
