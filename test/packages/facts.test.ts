import assert from 'node:assert/strict';
import type { Depth, PackageRecord } from '../../src/packages/existence.ts';
import type { PackageFacts } from '../../src/packages/facts.ts';
import { RegistryClient } from '../../src/packages/registry.ts';
import { FaultProxy } from '../support/fault-proxy.ts';
import { startRegistry, type TestRegistry } from '../support/verdaccio.ts';

const DAY = 86_400_000;
const WHOLE = {
  description: 'Pads strings.',
  repository: { type: 'git', url: 'git+https://example.com/pads/pad.git' },
  scripts: { postinstall: 'node build.js', test: 'true' },
};

describe('the facts that a registry tells', function () {
  this.timeout(60_000);
  let registry: TestRegistry;
  let proxy: FaultProxy;

  before(async () => {
    registry = await startRegistry();
    await registry.publish('pad', '1.0.0', WHOLE);
    await registry.publish('pad', '2.0.0-beta.1', WHOLE);
    await registry.publish('pad', '1.10.0', WHOLE);
    await registry.publish('pad', '1.9.0', WHOLE);
    await registry.rewrite('pad', (packument) => {
      packument['dist-tags'].latest = '1.10.0';
      packument.time.created = new Date(Date.now() - 400 * DAY).toISOString();
      (packument.versions['1.0.0'] ?? {}).deprecated = 'Use  1.10\nor later';
      for (const version of ['1.0.0', '1.9.0', '1.10.0', '2.0.0-beta.1'])
        packument.time[version] = new Date(Date.now() - 300 * DAY).toISOString();
    });
    await registry.publish('bare', '1.0.0', { license: undefined });
    await registry.publish('held', '0.0.1-security');
    await registry.publish('held-again', '0.0.2-security.1');
    await registry.publish('withdrawn');
    await registry.rewrite('withdrawn', (packument) => {
      delete packument.versions['1.0.0'];
      delete packument['dist-tags'].latest;
      const time: Record<string, unknown> = packument.time;
      time.unpublished = { time: '2024-03-01T00:00:00.000Z', versions: ['1.0.0'] };
    });
    await registry.publish('copied', '1.0.0');
    await registry.rewrite('copied', ({ time }) => {
      time['1.0.0'] = '2015-01-01T00:00:00.000Z';
    });
    await registry.publish('@private/thing');
  });
  after(() => registry.stop());

  beforeEach(async () => {
    proxy = new FaultProxy(registry.url);
    await proxy.start();
  });
  afterEach(() => proxy.stop());

  const client = () => new RegistryClient({ timeout: 2000, wellKnown: ['pad'] });
  const options = (more: object = {}) => ({ registry: proxy.url, noProxy: '127.0.0.1,localhost', ...more });
  const recordOf = async (name: string, depth: Depth, more?: object, known?: PackageRecord) => {
    const answer = await client().ask(name, options(more), depth, known);
    assert.notEqual(answer, 'unknown');
    return answer as PackageRecord;
  };
  const factsOf = async (name: string, depth: Depth): Promise<PackageFacts> => {
    const { facts } = await recordOf(name, depth);
    assert.ok(facts);
    return facts;
  };
  const daysSince = (time: number | undefined) => time && Math.round((Date.now() - time) / DAY);

  it('are those of all versions', async () => {
    const { created, modified, ...facts } = await factsOf('pad', 'history');
    assert.equal(daysSince(created), 400);
    assert.ok(modified);
    assert.deepEqual(facts, {
      description: 'Pads strings.',
      licence: 'MIT',
      repository: 'https://example.com/pads/pad',
      hasInstallScript: true,
      latest: '1.10.0',
      tags: { latest: '1.10.0', next: '2.0.0-beta.1' },
      versions: ['1.0.0', '1.9.0', '1.10.0'],
      previews: ['2.0.0-beta.1'],
      deprecations: [{ message: 'Use 1.10 or later', versions: ['1.0.0'] }],
      isPlaceholder: false,
      ...(facts.maintainers !== undefined && { maintainers: facts.maintainers }),
    });
  });

  it('are those of the latest version, from a page of some kilobytes', async () => {
    const { latest, licence, repository, hasInstallScript, versions, created } = await factsOf('pad', 'latest');
    assert.deepEqual(
      [latest, licence, repository, hasInstallScript, versions, created],
      ['1.10.0', 'MIT', 'https://example.com/pads/pad', true, undefined, undefined],
    );
    assert.deepEqual(
      proxy.requests.map(({ path }) => path),
      ['/pad/latest'],
    );
  });

  it('say what the author has left out, and keep silent about what the registry leaves out', async () => {
    const { repository, licence, description } = await factsOf('bare', 'history');
    assert.deepEqual([repository, licence, description], [null, null, null]);
    // Mirrors drop what npm wrote: then nobody can tell who has left out what.
    await registry.rewrite('bare', ({ versions }) => {
      for (const manifest of Object.values(versions)) {
        delete manifest._nodeVersion;
        delete manifest._npmVersion;
        delete manifest._npmUser;
      }
    });
    const mirrored = await factsOf('bare', 'history');
    assert.deepEqual([mirrored.repository, mirrored.licence, mirrored.description], [undefined, undefined, undefined]);
  });

  it('know a name that npm holds back', async () => {
    for (const name of ['held', 'held-again'])
      for (const depth of ['latest', 'history'] as const) {
        const answer = await client().ask(name, options(), depth);
        assert.ok(answer !== 'unknown');
        // Without the tag `latest` there is no page of the latest version.
        if (answer.facts) assert.equal(answer.facts.isPlaceholder, true, `${name} ${depth}`);
        else assert.equal(depth, 'latest');
      }
  });

  it('know a package of which every version was taken back', async () => {
    const { existence, facts } = await recordOf('withdrawn', 'history');
    assert.deepEqual([existence, facts], ['exists', { unpublished: Date.UTC(2024, 2, 1) }]);
  });

  it('are no youth where a version is older than the creation that is told', async () => {
    const { created, versions } = await factsOf('copied', 'history');
    assert.deepEqual([created, versions], [undefined, ['1.0.0']]);
  });

  it('are of a private scope for who has its token', async () => {
    const token = await registry.signUp();
    const host = new URL(proxy.url).host;
    const scope = { '@private:registry': proxy.url };
    const { facts } = await recordOf('@private/thing', 'history', { ...scope, [`//${host}/:_authToken`]: token });
    assert.equal(facts?.latest, '1.0.0');
    assert.equal(await client().ask('@private/thing', options(scope), 'history'), 'unknown');
  });

  it('are confirmed in a few bytes where they still hold', async () => {
    const known = await recordOf('pad', 'history');
    assert.ok(known.etag);
    proxy.answered = 0;
    const again = await recordOf('pad', 'history', {}, known);
    assert.deepEqual(again, known);
    assert.ok(proxy.answered < 100, `${proxy.answered} bytes answered`);
    await registry.publish('pad', '1.11.0', WHOLE);
    const changed = await recordOf('pad', 'history', {}, known);
    assert.ok(changed.facts?.versions?.includes('1.11.0'));
  });

  it('are those of the latest version where the whole is too long', async () => {
    proxy.faultFor = (path) => (path === '/pad' ? 'huge' : undefined);
    const { facts, depth } = await recordOf('pad', 'history');
    assert.deepEqual([depth, facts?.versions, facts?.licence], ['history', undefined, 'MIT']);
    assert.deepEqual(
      proxy.requests.map(({ path }) => path),
      ['/pad', '/pad/latest', '/-/package/pad/dist-tags'],
    );
    assert.equal(facts?.tags?.next, '2.0.0-beta.1');
  });

  it('are existence alone where a registry has no page of one version', async () => {
    proxy.faultFor = (path) => (path.endsWith('/latest') ? 'not-found-json' : undefined);
    const { existence, facts } = await recordOf('pad', 'latest');
    assert.deepEqual([existence, facts], ['exists', undefined]);
  });

  it('may be no more than that one version is there', async () => {
    const ask = (version: string) => client().askVersion({ name: 'pad', version }, options());
    assert.deepEqual([await ask('1.9.0'), await ask('1.9.9'), await ask('latest')], [true, undefined, undefined]);
    proxy.fault = 'captive-portal';
    assert.equal(await ask('1.9.0'), undefined);
  });

  it('are not asked for advisories again where a registry has none', async () => {
    const using = client();
    for (let round = 0; round < 2; round++)
      assert.equal(await using.askAdvisories([{ name: 'pad', version: '1.0.0' }], options()), undefined);
    assert.equal(proxy.requests.length, 1);
  });
});
