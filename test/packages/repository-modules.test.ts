import assert from 'node:assert/strict';
import { PackageChecker } from '../../src/packages/check-packages.ts';
import { NO_NPM_CONFIG } from '../../src/packages/npmrc.ts';
import { NO_PACKAGE_POLICY } from '../../src/packages/package-policy.ts';
import type { PackageReference } from '../../src/packages/reference.ts';
import { referencesIn } from '../../src/packages/references/references-in.ts';
import { repositoryModulesOf } from '../../src/packages/repository-modules.ts';
import { FakeRegistry, FakeStore, importOf } from './fakes.ts';
import { MemoryDisk } from './memory-disk.ts';

type Files = Readonly<Record<string, string>>;

describe('a repository', () => {
  const missing = async (
    references: readonly PackageReference[],
    files: Files,
    isEmpty = false,
    file = '/repo/functions/orders/index.js',
  ) => {
    const disk = new MemoryDisk(files);
    const registry = new FakeRegistry(() => (isEmpty ? 'exists' : 'missing'));
    const checker = new PackageChecker({ disk, registry, store: new FakeStore() });
    const { report, later } = await checker.check({
      references,
      file,
      text: '',
      policy: NO_PACKAGE_POLICY,
      npm: NO_NPM_CONFIG,
      offline: false,
    });
    const { findings } = (await later) ?? report;
    const told = findings.filter(({ rule }) => rule === 'package/hallucinated').map(({ subject }) => subject);
    return { told, lists: disk.reads };
  };
  const check = async (specifier: string, wanted: readonly string[], files: Files, root = '/repo/.git/HEAD') =>
    assert.deepEqual((await missing([importOf(specifier)], { [root]: '', ...files })).told, wanted, specifier);

  it('provides a folder that a layer of a cloud function puts in place', async () => {
    const layer = { '/repo/layers/common/shop-core/logging.js': '' };
    await check('shop-core/logging', [], layer);
    await check('shop-core/logging.js', [], layer);
    await check('shop-core/invented', ['shop-core'], layer);
    await check('shop-core', ['shop-core'], layer);
    await check('shop-core', [], { '/repo/layers/common/shop-core/index.mjs': '' });
    await check('@shop/core/log', [], { '/repo/layers/@shop/core/log.ts': '' });
    await check('npm:shop-core/logging', ['shop-core'], layer);
  });

  it('provides a package that belongs to no workspace, to commands and manifests as well', async () => {
    const files = { '/repo/tools/made/package.json': '{"name":"@shop/made"}' };
    await check('@shop/made', [], files);
    await check('@shop/other', ['@shop/other'], files);
    const inReadme = (text: string) =>
      missing(referencesIn('/repo/README.md', text), { '/repo/.git/HEAD': '', ...files });
    assert.deepEqual((await inReadme('`npm i @shop/made`')).told, []);
    assert.deepEqual((await inReadme('`npm i @shop/other`')).told, ['@shop/other']);
  });

  it('provides tests with the mocks of Jest', async () => {
    const files = {
      '/repo/.git/HEAD': '',
      '/repo/__mocks__/native-thing.js': '',
      '/repo/lib/__mocks__/@shop/core.ts': '',
    };
    const references = [importOf('native-thing'), importOf('@shop/core'), importOf('other-thing')];
    const inTest = await missing(references, files, false, '/repo/lib/a.test.js');
    assert.deepEqual(inTest.told, ['other-thing']);
    const inCode = await missing(references, files, false, '/repo/lib/a.js');
    assert.deepEqual(inCode.told, ['native-thing', '@shop/core', 'other-thing']);
  });

  it('gives a command no folder for a package', async () => {
    const references = referencesIn('/repo/README.md', '`npm i shop-core`');
    const files = { '/repo/.git/HEAD': '', '/repo/layers/shop-core/index.js': '' };
    assert.deepEqual((await missing(references, files)).told, ['shop-core']);
  });

  it('provides nothing that was built or installed elsewhere, and ends at its root', async () => {
    for (const folder of ['/repo/other/node_modules', '/repo/other/dist', '/repo/.cache', '/elsewhere'])
      await check('shop-core', ['shop-core'], { [`${folder}/shop-core/index.js`]: '' });
    await check('shop-core', ['shop-core'], { '/other/shop-core/index.js': '' }, '/repo/package.json');
    await check('shop-core', [], { '/repo/x/shop-core/index.js': '' }, '/repo/package.json');
    await check('shop-core', ['shop-core'], { '/repo/x/shop-core/index.js': '' }, '/repo/readme');
  });

  it('is looked through only where somebody would be accused', async () => {
    const files: Record<string, string> = { '/repo/.git/HEAD': '' };
    for (let at = 0; at < 500; at++) files[`/repo/deep/${at}/x.js`] = '';
    const known = await missing([importOf('shop-core')], files, true);
    const unknown = await missing([importOf('shop-core')], files);
    assert.ok(known.lists < 400, `${known.lists} reads`);
    assert.ok(unknown.lists > 500, `${unknown.lists} reads`);
  });

  it('is read up to a bound, also where links lead back', async () => {
    let lists = 0;
    const disk = {
      readText: async () => undefined,
      isDirectory: async () => true,
      list: async () => {
        lists++;
        return ['again', 'and', 'package.json'];
      },
    };
    const { packages } = await repositoryModulesOf(disk, '/repo');
    assert.equal(packages.size, 0);
    assert.ok(lists <= 5000);
  });
});
