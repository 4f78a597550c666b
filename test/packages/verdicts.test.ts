import assert from 'node:assert/strict';
import { PackageChecker, type PackageReport, type PackageRequest } from '../../src/packages/check-packages.ts';
import type { PackageFacts } from '../../src/packages/facts.ts';
import { NO_NPM_CONFIG } from '../../src/packages/npmrc.ts';
import { NO_PACKAGE_POLICY } from '../../src/packages/package-policy.ts';
import type { PackageReference } from '../../src/packages/reference.ts';
import { referencesInManifest } from '../../src/packages/references/references-in-manifest.ts';
import { FakeRegistry, FakeStore, importOf, remembered } from './fakes.ts';
import { MemoryDisk } from './memory-disk.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1);
const KEPT: PackageFacts = {
  latest: '2.0.0',
  tags: { latest: '2.0.0' },
  versions: ['1.0.0', '1.5.0', '2.0.0'],
  previews: [],
  created: NOW - 900 * DAY,
  licence: 'MIT',
};

type Setting = {
  readonly facts?: Readonly<Record<string, PackageFacts>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly store?: FakeStore;
  readonly prepare?: (registry: FakeRegistry) => void;
  readonly request?: Partial<PackageRequest>;
};

/** What is said in the end of the dependencies of `/repo/package.json`, or of other references. */
async function run(subject: string | readonly PackageReference[], setting: Setting = {}) {
  const { facts = { thing: KEPT }, files = {}, store = new FakeStore(), prepare, request } = setting;
  const registry = new FakeRegistry((name) => (name in facts ? 'exists' : 'missing'));
  registry.facts = facts;
  prepare?.(registry);
  const text = typeof subject === 'string' ? subject : '';
  const disk = new MemoryDisk({ '/repo/.git/HEAD': '', ...(text !== '' && { '/repo/package.json': text }), ...files });
  const checker = new PackageChecker({ disk, registry, store, now: () => NOW });
  const { report, later } = await checker.check({
    references: typeof subject === 'string' ? referencesInManifest(subject) : subject,
    file: text === '' ? '/repo/main.js' : '/repo/package.json',
    text,
    policy: NO_PACKAGE_POLICY,
    npm: NO_NPM_CONFIG,
    offline: false,
    ...request,
  });
  return { first: report, last: (await later) ?? report, registry, isSettled: later === undefined };
}

const told = ({ findings }: PackageReport) => findings.map(({ rule, subject }) => `${rule} ${subject}`);
const manifest = (dependencies: Readonly<Record<string, string>>) => JSON.stringify({ dependencies });

describe('the verdict on a version', () => {
  const missing = ['package/missing-version thing'];
  const check = async (range: string, wanted: readonly string[], setting?: Setting) =>
    assert.deepEqual(told((await run(manifest({ thing: range }), setting)).last), wanted, range);

  it('is told where none fits', async () => {
    await check('^1.2.0', []);
    await check('^9.0.0', missing);
    await check('npm:thing@^9.0.0', missing);
    await check('npm:thing', []);
    await check('canary', missing);
  });

  it('is that of a slip of the hand, where a well-known package is nearly called so', async () => {
    const facts = { expres: { latest: '0.0.5', tags: { latest: '0.0.5' }, versions: ['0.0.5'], previews: [] } };
    const { last } = await run(manifest({ expres: '^4.0.0' }), { facts });
    assert.deepEqual(told(last), ['package/lookalike expres']);
    assert.match(last.findings[0]?.message ?? '', /`express`.*no version for `\^4\.0\.0`/);
    assert.deepEqual(told((await run(manifest({ expres: '^0.0.5' }), { facts })).last), []);
  });

  it('is not told where the installed version fits, whatever the registry says', () =>
    check('^9.0.0', [], { files: { '/repo/node_modules/thing/package.json': '{"version":"9.1.0"}' } }));

  it('is told, with less certainty, where a range begins above all tags and the versions are too many to be known', async () => {
    const facts = { thing: { latest: '2.0.0', tags: { latest: '2.0.0', next: '3.0.0-rc.1' } } };
    const { last } = await run(manifest({ thing: '^4.0.0' }), { facts });
    assert.deepEqual(
      last.findings.map(({ rule, confidence, fixes }) => [rule, confidence, fixes[0]?.title]),
      [['package/missing-version', 'likely', 'Ask for `^2.0.0`']],
    );
    await check('^2.5.0', [], { facts });
  });

  it('is told of an installed package whose range asks for another one', () =>
    check('^9.0.0', missing, { files: { '/repo/node_modules/thing/package.json': '{"version":"2.0.0"}' } }));

  it('is not told where the versions are not known', () =>
    check('^9.0.0', [], { facts: { thing: { latest: '2.0.0', licence: 'MIT' } } }));

  it('asks of a well-known package for no more than the question needs', async () => {
    const facts = { express: { ...KEPT, latest: '5.1.0', versions: ['4.0.0', '4.2.0', '5.1.0'] } };
    const asks = async (range: string, store = new FakeStore()) => {
      const { registry, last, isSettled } = await run(manifest({ express: range }), { facts, store });
      return { depths: registry.depths, told: told(last), isSettled };
    };
    assert.deepEqual((await asks('^5.0.0')).depths, ['express latest']);
    const store = new FakeStore();
    const one = await asks('^4.2.0', store);
    assert.deepEqual([one.depths, one.told], [['express latest', 'express 4.2.0'], []]);
    assert.deepEqual(await asks('^4.2.0', store), { depths: [], told: [], isSettled: true });
    const other = await asks('^4.1.0');
    assert.deepEqual([other.depths, other.told], [['express latest', 'express 4.1.0', 'express history'], []]);
    const none = await asks('4.1.0');
    assert.deepEqual(none.told, ['package/missing-version express']);
  });

  it('is asked for again before it is told, where what is known is not of today', async () => {
    const store = new FakeStore();
    store.entries.set('thing', remembered({ facts: KEPT, age: 3 * DAY }));
    const facts = { thing: { ...KEPT, versions: ['1.0.0', '9.0.0'], latest: '9.0.0' } };
    const { first, last, registry } = await run(manifest({ thing: '^9.0.0' }), { facts, store });
    assert.deepEqual([told(first), told(last), registry.depths], [[], [], ['thing history']]);
  });

  it('is not told from old knowledge when nobody answers', async () => {
    const store = new FakeStore();
    store.entries.set('thing', remembered({ facts: KEPT, age: 3 * DAY }));
    const request = { offline: true };
    assert.deepEqual(told((await run(manifest({ thing: '^9.0.0' }), { store, request })).last), []);
  });
});

describe('the verdict on a package', () => {
  it('that is deprecated is about the version that is used', async () => {
    const facts = { thing: { ...KEPT, deprecations: [{ message: 'Use 2.', versions: ['1.0.0', '1.5.0'] }] } };
    const [finding] = (await run(manifest({ thing: '^1.0.0' }), { facts })).last.findings;
    assert.equal(finding?.message, '`thing` 1.5.0 is deprecated: "Use 2".');
    assert.equal(finding?.tag, 'deprecated');
    assert.deepEqual(
      finding?.fixes.map(({ title }) => title),
      ['Ask for `^2.0.0`'],
    );
    assert.deepEqual(told((await run(manifest({ thing: '^2.0.0' }), { facts })).last), []);
    assert.deepEqual(told((await run([importOf('thing')], { facts })).last), []);
  });

  it('that is deprecated offers the successor only if it exists', async () => {
    const withSuccessor = (message: string) => ({
      thing: { ...KEPT, deprecations: [{ message, versions: ['1.0.0', '1.5.0', '2.0.0'] }] },
      heir: { ...KEPT, latest: '3.1.0' },
    });
    const text = manifest({ thing: '^1.0.0' });
    const [finding] = (await run(text, { facts: withSuccessor('Moved to heir') })).last.findings;
    const [fix] = finding?.fixes ?? [];
    const after = fix?.edits.reduceRight(
      (at, { start, end, text: with_ }) => at.slice(0, start) + with_ + at.slice(end),
      text,
    );
    assert.equal(after, manifest({ heir: '^3.1.0' }));
    const [other] = (await run(text, { facts: withSuccessor('Moved to nowhere-to-be-found') })).last.findings;
    assert.deepEqual(other?.fixes, []);
  });

  it('quotes a stranger on one line, without what would be read as markup', async () => {
    const message = 'a`b"c\u202e\u0007 [x](command:y)';
    const facts = { thing: { ...KEPT, deprecations: [{ message, versions: ['2.0.0'] }] } };
    const [finding] = (await run([importOf('thing')], { facts })).last.findings;
    assert.equal(finding?.message, '`thing` is deprecated: "a\'b\'c [x](command:y)".');
  });

  it('is told once in a file of code', async () => {
    const facts = { thing: { ...KEPT, deprecations: [{ message: '', versions: ['2.0.0'] }] } };
    const { last } = await run([importOf('thing'), importOf('thing/sub')], { facts });
    assert.deepEqual(
      last.findings.map(({ message }) => message),
      ['`thing` is deprecated.'],
    );
  });

  it('that is installed is asked for where package.json gets it from a registry, and only there', async () => {
    const files = {
      '/repo/node_modules/thing/package.json': '{"version":"2.0.0"}',
      '/repo/node_modules/linked/package.json': '{"version":"1.0.0"}',
      '/repo/node_modules/transitive/package.json': '{"version":"1.0.0"}',
      '/repo/node_modules/@acme/secret/package.json': '{"version":"1.0.0"}',
      '/repo/package.json': manifest({ thing: '^2.0.0', linked: 'file:../linked', '@acme/secret': '1' }),
    };
    const references = ['thing', 'linked', 'transitive', '@acme/secret'].map((name) => importOf(name));
    const request = { policy: { ...NO_PACKAGE_POLICY, privateScopes: ['@acme'] } };
    const { registry, last } = await run(references, { files, request });
    assert.deepEqual(registry.asked, ['thing']);
    assert.deepEqual(told(last), ['package/undeclared transitive']);
  });

  it('is a suspicion also of what somebody has installed, and then nobody is told to declare it', async () => {
    const young = { ...KEPT, versions: ['1.0.0'], created: NOW - DAY, repository: null, latest: '1.0.0' };
    const files = {
      '/repo/node_modules/expresss/package.json': '{"version":"1.0.0"}',
      '/repo/package.json': manifest({ expresss: '1.0.0' }),
    };
    assert.deepEqual(told((await run([importOf('expresss')], { facts: { expresss: young }, files })).last), [
      'package/lookalike expresss',
    ]);
    const undeclared = { '/repo/package.json': '{}' };
    assert.deepEqual(
      told((await run([importOf('expresss')], { facts: { expresss: young }, files: undeclared })).last),
      ['package/lookalike expresss'],
    );
  });

  it('of an import costs no more than the latest version, whatever package.json asks for', async () => {
    const files = { '/repo/package.json': manifest({ express: '^3.0.0' }) };
    const { registry } = await run([importOf('express')], { facts: { express: KEPT }, files });
    assert.deepEqual(registry.depths, ['express latest']);
  });

  it('that is deprecated as a whole is so in each version', async () => {
    const facts = { express: { ...KEPT, deprecations: [{ message: 'Over.', versions: ['2.0.0'] }] } };
    const files = {
      '/repo/node_modules/express/package.json': '{"version":"1.0.0"}',
      '/repo/package.json': manifest({ express: '^1.0.0' }),
    };
    assert.deepEqual(told((await run([importOf('express')], { facts, files })).last), ['package/deprecated express']);
  });

  it('of a command is asked for though the package is installed: the command itself asks for it', async () => {
    const files = { '/repo/node_modules/thing/package.json': '{"version":"2.0.0"}' };
    const command = importOf('thing', { origin: 'command', version: '^9.0.0' });
    assert.deepEqual(told((await run([command], { files })).last), ['package/missing-version thing']);
    const secret = importOf('@acme/thing', { origin: 'command', version: '^9.0.0' });
    const request = { policy: { ...NO_PACKAGE_POLICY, privateScopes: ['acme'] } };
    assert.deepEqual((await run([secret], { request })).registry.asked, []);
  });

  it('of a scope that npm maps is asked for where it is mapped to, and never accused of not being there', async () => {
    const npm = { ...NO_NPM_CONFIG, options: { '@acme:registry': 'http://127.0.0.1:9/' } };
    const { registry, last } = await run(manifest({ '@acme/gone': '1', '@acme/old': '^9.0.0' }), {
      facts: { '@acme/old': KEPT },
      request: { npm },
    });
    assert.deepEqual(registry.asked.slice(0, 2).sort(), ['@acme/gone', '@acme/old']);
    assert.deepEqual(told(last), ['package/missing-version @acme/old']);
  });

  it('is no suspicion of a young package on a registry of the team, unless its name is like a well-known one', async () => {
    const young = { ...KEPT, versions: ['1.0.0'], created: NOW - DAY, repository: null, hasInstallScript: true };
    const npm = { ...NO_NPM_CONFIG, options: { registry: 'http://127.0.0.1:9/' } };
    const facts = { 'our-billing': young, expresss: young };
    const references = [importOf('our-billing'), importOf('expresss')];
    assert.deepEqual(told((await run(references, { facts, request: { npm } })).last), ['package/lookalike expresss']);
    assert.deepEqual(told((await run(references, { facts })).last), [
      'package/squat-suspect our-billing',
      'package/lookalike expresss',
    ]);
  });
});

describe('the verdict of a team', () => {
  const check = async (
    policy: Partial<PackageRequest['policy']>,
    wanted: readonly string[],
    facts = { thing: KEPT },
  ) => {
    const request = { policy: { ...NO_PACKAGE_POLICY, ...policy } };
    const { last } = await run([importOf('thing'), importOf('node:fs'), importOf('./thing')], { facts, request });
    assert.deepEqual(
      last.findings.map(({ message }) => message),
      wanted,
    );
  };

  it('is about names, and what is allowed is allowed', async () => {
    const denied = ['`thing` is not allowed in this project: its name is on the list of denied packages.'];
    await check({ deny: ['thing'] }, denied);
    await check({ deny: ['*'] }, denied);
    await check({ deny: ['*'], allow: ['thing'] }, []);
    await check({ deny: ['@thing/*'] }, []);
  });

  it('is about licences and age, and silent where the registry is', async () => {
    const young = { ...KEPT, created: NOW - 5 * DAY };
    await check({ licences: ['MIT'] }, []);
    await check({ licences: ['ISC'] }, ['`thing` is not allowed in this project: its licence is MIT.']);
    await check({ licences: ['ISC'] }, [], { thing: { latest: '2.0.0' } as typeof KEPT });
    await check({ minimumAgeDays: 5 }, [], { thing: young });
    await check(
      { minimumAgeDays: 6 },
      ['`thing` is not allowed in this project: it is 5 days old, and 6 days are asked for.'],
      {
        thing: young,
      },
    );
    await check({ minimumAgeDays: 6 }, [], { thing: { latest: '2.0.0' } as typeof KEPT });
  });
});

describe('the verdict of the audit', () => {
  const WEAK = { title: 'Path traversal', severity: 'critical', vulnerable: '<2' } as const;
  const audit = (registry: FakeRegistry) => {
    registry.advisories = { 'thing@1.5.0': [WEAK] };
  };

  it('is about the version that an install would take, and as bad as the advisory says', async () => {
    const { last, registry } = await run(manifest({ thing: '~1.5.0', other: '1' }), {
      facts: { thing: KEPT, other: KEPT },
      prepare: audit,
    });
    const [finding] = last.findings;
    assert.equal(finding?.severity, 'critical');
    assert.equal(finding?.message, '`thing` 1.5.0 has a known weakness: "Path traversal".');
    assert.deepEqual(
      finding?.fixes[0]?.edits.map(({ text }) => text),
      ['~2.0.0'],
    );
    assert.deepEqual(registry.audited.sort(), ['other@1.5.0', 'thing@1.5.0']);
  });

  it('is remembered, and then asked of nobody', async () => {
    const store = new FakeStore();
    await run(manifest({ thing: '1.5.0' }), { store, prepare: audit });
    const { first, registry, isSettled } = await run(manifest({ thing: '1.5.0' }), { store });
    assert.deepEqual([told(first), registry.audited, isSettled], [['package/known-vulnerable thing'], [], true]);
  });

  it('is not asked for again where a registry has none', async () => {
    const store = new FakeStore();
    const prepare = (registry: FakeRegistry) => {
      registry.hasAudit = false;
    };
    const first = await run(manifest({ thing: '1.5.0' }), { store, prepare });
    assert.deepEqual([told(first.last), first.registry.audited], [[], ['thing@1.5.0']]);
    const { registry, isSettled } = await run(manifest({ thing: '1.5.0' }), { store, prepare });
    assert.deepEqual([registry.audited, isSettled], [[], true]);
  });
});
