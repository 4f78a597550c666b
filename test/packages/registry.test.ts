import assert from 'node:assert/strict';
import type { Depth, Existence, PackageAnswer } from '../../src/packages/existence.ts';
import { RegistryClient, type RegistryClientOptions } from '../../src/packages/registry.ts';
import { type Fault, FaultProxy } from '../support/fault-proxy.ts';
import { startRegistry, type TestRegistry } from '../support/verdaccio.ts';

const TIMEOUT = 400;

describe('the registry client', function () {
  this.timeout(60_000);
  let registry: TestRegistry;
  let proxy: FaultProxy;

  before(async () => {
    registry = await startRegistry();
    await registry.publish('known-package');
    await registry.publish('@scope/known-package');
  });
  after(() => registry.stop());

  beforeEach(async () => {
    proxy = new FaultProxy(registry.url);
    await proxy.start();
  });
  afterEach(() => proxy.stop());

  const client = (options: RegistryClientOptions = {}) =>
    new RegistryClient({ timeout: TIMEOUT, wellKnown: ['known-package'], ...options });
  const options = () => ({ registry: proxy.url, noProxy: '127.0.0.1,localhost' });
  const existence = (answer: PackageAnswer): Existence => (answer === 'unknown' ? answer : answer.existence);
  const ask = async (name: string, using = client(), depth: Depth = 'existence') =>
    existence(await using.ask(name, options(), depth));
  const check = async (name: string, wanted: Existence, using?: RegistryClient) =>
    assert.equal(await ask(name, using), wanted);

  it('knows what is published', async () => {
    await check('known-package', 'exists');
    await check('@scope/known-package', 'exists');
    assert.deepEqual(
      proxy.requests.map(({ path }) => path),
      ['/-/package/known-package/dist-tags', '/-/package/@scope%2fknown-package/dist-tags'],
    );
  });

  it('knows what is not published', async () => {
    await check('invented-package', 'missing');
    await check('@scope/invented-package', 'missing');
    await check('@nobody/invented-package', 'missing');
  });

  const unknowns: readonly Fault[] = [
    'dead',
    'slow',
    'drip',
    'unauthorized',
    'forbidden',
    'not-found-html',
    'not-found-text',
    'not-found-cut-off',
    'not-found-huge',
    'rate-limited',
    'server-error',
    'cut-off-json',
    'huge',
    'bomb',
    'redirect-loop',
    'captive-portal',
    'wrong-content-type',
    'not-json',
  ];
  for (const fault of unknowns)
    it(`holds nothing against a package when the answer is ${fault}`, async () => {
      proxy.faultFor = (path) => (path.includes('invented') ? fault : undefined);
      for (const depth of ['existence', 'latest', 'history'] as const)
        assert.equal(await ask('invented-package', client({ wellKnown: [] }), depth), 'unknown', depth);
      assert.ok(proxy.requests.length > 0, 'the proxy was asked');
    });

  for (const fault of ['not-found-json', 'not-found-empty'] as const)
    it(`takes ${fault} for an absence`, async () => {
      proxy.faultFor = (path) => (path.includes('invented') ? fault : undefined);
      await check('invented-package', 'missing');
    });

  it('asks for the package itself where a registry has no page of tags', async () => {
    proxy.faultFor = (path) => (path.startsWith('/-/') ? 'not-found-json' : undefined);
    await check('known-package', 'exists');
    await check('invented-package', 'missing');
  });

  it('does not take a "not found" of another host', async () => {
    proxy.faultFor = (path) => {
      if (path === '/elsewhere') return 'not-found-json';
      return path === '/invented-package' ? 'not-found-elsewhere' : undefined;
    };
    await check('invented-package', 'unknown');
    assert.ok(proxy.requests.some(({ path }) => path === '/elsewhere'));
  });

  it('does not believe a registry that denies what everybody knows', async () => {
    proxy.fault = 'not-found-json';
    const using = client();
    await check('invented-package', 'unknown', using);
    const asked = proxy.requests.length;
    await check('other-invented-package', 'unknown', using);
    assert.equal(proxy.requests.length, asked + 2, 'the proof is not asked for again at once');
  });

  it('reads no more than a few megabytes', async () => {
    for (const fault of ['huge', 'not-found-huge'] as const) {
      proxy.fault = fault;
      proxy.sent = 0;
      await check('invented-package', 'unknown');
      assert.ok(proxy.sent > 5_000_000 && proxy.sent < 60_000_000, `${proxy.sent} bytes sent`);
    }
  });

  it('asks once for a name that many ask for at once', async () => {
    const using = client();
    await Promise.all(Array.from({ length: 30 }, () => ask('known-package', using)));
    assert.equal(proxy.requests.length, 1);
  });

  it('asks at most eight questions at once', async () => {
    const using = client();
    await Promise.all(Array.from({ length: 40 }, (_, index) => ask(`invented-${index}`, using)));
    assert.ok(proxy.mostAtOnce > 1 && proxy.mostAtOnce <= 8, `${proxy.mostAtOnce} at once`);
  });

  it('asks a failing registry once more', async () => {
    let failures = 1;
    proxy.faultFor = () => (failures-- > 0 ? 'dead' : undefined);
    await check('known-package', 'exists');
    assert.equal(proxy.requests.length, 2);
  });

  it('leaves a dead registry alone for half a minute after three failures', async () => {
    let now = 1_000_000;
    const using = client({ now: () => now });
    proxy.fault = 'dead';
    for (const name of ['a-package', 'b-package', 'c-package', 'd-package']) await check(name, 'unknown', using);
    assert.equal(proxy.requests.length, 3);
    assert.equal(using.isOffline(), true);
    proxy.fault = 'none';
    await check('known-package', 'unknown', using);
    now += 30_001;
    assert.equal(using.isOffline(), false);
    await check('known-package', 'exists', using);
  });

  it('leaves a registry alone for as long as it asks', async () => {
    let now = 1_000_000;
    const using = client({ now: () => now });
    proxy.fault = 'rate-limited';
    await check('known-package', 'unknown', using);
    assert.equal(using.isOffline(), true);
    proxy.fault = 'none';
    now += 7_001;
    await check('known-package', 'exists', using);
  });

  it('understands a date until which a registry asks to be left alone', async () => {
    let now = Date.now();
    const using = client({ now: () => now });
    proxy.fault = 'rate-limited-until';
    await check('known-package', 'unknown', using);
    proxy.fault = 'none';
    now += 100_000;
    assert.equal(using.isOffline(), true);
    now += 21_000;
    await check('known-package', 'exists', using);
  });

  it('sends credentials to the registry they are for, and to no other', async () => {
    const host = new URL(proxy.url).host;
    const using = client();
    await using.ask('known-package', { registry: proxy.url, [`//${host}/:_authToken`]: 'fits' }, 'existence');
    await using.ask(
      '@scope/known-package',
      { registry: proxy.url, '//127.0.0.1:9/:_authToken': 'fits-not' },
      'existence',
    );
    assert.deepEqual(
      proxy.requests.map(({ authorization }) => authorization),
      ['Bearer fits', undefined],
    );
  });

  it('survives a registry setting that is no address', async () => {
    for (const wrong of ['not an address', 'ftp://127.0.0.1/', 42])
      assert.equal(await client().ask('known-package', { registry: wrong }, 'existence'), 'unknown');
  });
});
