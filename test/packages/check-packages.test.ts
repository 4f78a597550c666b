import assert from 'node:assert/strict';
import type { Finding } from '../../src/engine/finding.ts';
import { PackageChecker, type PackageRequest } from '../../src/packages/check-packages.ts';
import type { Existence } from '../../src/packages/existence.ts';
import { NO_NPM_CONFIG } from '../../src/packages/npmrc.ts';
import { NO_PACKAGE_POLICY } from '../../src/packages/package-policy.ts';
import type { PackageReference } from '../../src/packages/reference.ts';
import { referencesInManifest } from '../../src/packages/references/references-in-manifest.ts';
import { toldDownloads } from '../../src/packages/search.ts';
import hallucinated from '../../src/rules/package/hallucinated.ts';
import undeclared from '../../src/rules/package/undeclared.ts';
import { FakeRegistry, FakeStore, importOf, remembered } from './fakes.ts';
import { MemoryDisk } from './memory-disk.ts';

const KNOWN = ['express', 'express-validator', 'debug', '@types/estree'];
const answer = (name: string): Existence => (KNOWN.includes(name) ? 'exists' : 'missing');

type Setting = {
  readonly registry?: FakeRegistry;
  readonly store?: FakeStore;
  readonly files?: Readonly<Record<string, string>>;
  readonly request?: Partial<PackageRequest>;
};

/** Checks references in `/repo/main.js`: what is said at first, and what in the end. */
async function run(references: readonly PackageReference[], { registry, store, files, request }: Setting = {}) {
  const disk = new MemoryDisk({ '/repo/.git/HEAD': '', ...files });
  const asked = registry ?? new FakeRegistry(answer);
  const checker = new PackageChecker({ disk, registry: asked, store: store ?? new FakeStore() });
  const { report, later } = await checker.check({
    references,
    file: '/repo/main.js',
    text: `import '${references[0]?.specifier}';\n`,
    policy: NO_PACKAGE_POLICY,
    npm: NO_NPM_CONFIG,
    offline: false,
    ...request,
  });
  return {
    first: report,
    asked: asked.asked,
    last: later === undefined ? report : await later,
    isSettled: later === undefined,
  };
}

const told = (findings: readonly Finding[]) => findings.map(({ rule, subject }) => `${rule} ${subject}`);

describe('the package checker', () => {
  const check = async (references: readonly PackageReference[], wanted: readonly string[], setting?: Setting) => {
    const { last } = await run(references, setting);
    assert.deepEqual(told(last.findings), wanted);
    return last;
  };

  it('tells of an invented package, with what to do', async () => {
    const reference = importOf('expres-validator-pro/check');
    const { findings } = await check([reference], ['package/hallucinated expres-validator-pro']);
    assert.deepEqual(findings[0], {
      rule: 'package/hallucinated',
      range: { start: 8, end: 28 },
      message: '`expres-validator-pro` does not exist in the npm registry, and nothing in this project provides it.',
      remedy:
        'Replace `expres-validator-pro` with `express-validator` (spelled almost alike, without `pro`), if that is what was meant, or remove it.',
      severity: 'high',
      level: 'error',
      confidence: 'certain',
      trace: [],
      fixes: [
        {
          title: 'Replace with `express-validator` (spelled almost alike, without `pro`)',
          safety: 'review',
          edits: [{ start: 8, end: 28, text: 'express-validator' }],
        },
        { title: 'Remove the import', safety: 'review', edits: [{ ...reference.statement, text: '' }] },
      ],
      subject: 'expres-validator-pro',
    });
  });

  it('speaks with the severity that its rules have', async () => {
    const { findings } = await check(
      [importOf('invented-thing'), importOf('debug')],
      ['package/hallucinated invented-thing', 'package/undeclared debug'],
      {
        files: { '/repo/package.json': '{}' },
      },
    );
    for (const [index, rule] of [hallucinated, undeclared].entries()) {
      assert.equal(findings[index]?.rule, rule.id);
      assert.equal(findings[index]?.severity, rule.severity);
      assert.equal(findings[index]?.confidence, rule.confidence);
    }
  });

  it('says nothing before it knows, and the answer later', async () => {
    const { first, last } = await run([importOf('invented-thing'), importOf('express')]);
    assert.deepEqual([told(first.findings), first.checked, first.waiting], [[], 0, 2]);
    assert.deepEqual(
      [told(last.findings), last.checked, last.waiting],
      [['package/hallucinated invented-thing'], 2, 0],
    );
  });

  it('answers at once from what earlier runs have learnt', async () => {
    const store = new FakeStore();
    await run([importOf('invented-thing')], { store });
    const { first, asked, isSettled } = await run([importOf('invented-thing')], { store });
    assert.deepEqual([told(first.findings), asked, isSettled], [['package/hallucinated invented-thing'], [], true]);
  });

  it('tells what is stale at once and asks again', async () => {
    const store = new FakeStore();
    store.entries.set('express', remembered({ existence: 'missing', fresh: false }));
    const { first, last, asked } = await run([importOf('express')], { store });
    assert.deepEqual(
      [told(first.findings), told(last.findings), asked],
      [['package/hallucinated express'], [], ['express']],
    );
  });

  it('keeps what is stale when nobody answers', async () => {
    const store = new FakeStore();
    store.entries.set('invented-thing', remembered({ existence: 'missing', fresh: false }));
    const registry = new FakeRegistry(() => 'unknown');
    await check([importOf('invented-thing')], ['package/hallucinated invented-thing'], { store, registry });
  });

  it('holds nothing against a package when nobody answers', async () => {
    const { last } = await run([importOf('invented-thing')], { registry: new FakeRegistry(() => 'unknown') });
    assert.deepEqual([last.findings, last.checked, last.waiting], [[], 0, 1]);
  });

  it('asks nobody when it is offline, or when the project may not choose its registry', async () => {
    for (const request of [{ offline: true }, { npm: { ...NO_NPM_CONFIG, withheld: true } }]) {
      const { last, asked, isSettled } = await run([importOf('invented-thing')], { request });
      assert.deepEqual([last.findings, last.waiting, asked, isSettled], [[], 1, [], true]);
    }
  });

  it('asks nobody about names that the policy allows', async () => {
    const references = [importOf('invented-thing'), importOf('@acme/x'), importOf('invented.thing')];
    const { last, asked } = await run(references, {
      request: { policy: { ...NO_PACKAGE_POLICY, allow: ['invented-*', '@acme/*', 'invented.thing'] } },
    });
    assert.deepEqual([last.findings, asked], [[], []]);
  });

  it('is less sure of an import that reckons with its absence', async () => {
    const { findings } = await check(
      [importOf('invented-thing', { guarded: true })],
      ['package/hallucinated invented-thing'],
    );
    assert.equal(findings[0]?.confidence, 'likely');
  });

  it('does not accuse a module that exists as types only', async () => {
    await check([importOf('estree', { typeOnly: true })], []);
    await check([importOf('estree')], [], { request: { file: '/repo/main.ts' } });
    await check([importOf('estree')], ['package/hallucinated estree'], { request: { file: '/repo/main.js' } });
    await check([importOf('invented', { typeOnly: true })], ['package/hallucinated invented']);
  });

  it('waits for the types before it accuses', async () => {
    const registry = new FakeRegistry((name) => (name.startsWith('@types/') ? 'unknown' : answer(name)));
    const store = new FakeStore();
    await check([importOf('estree', { typeOnly: true })], [], { registry, store });
    await check([importOf('estree', { typeOnly: true })], [], { store });
  });

  it('tells of packages that no package.json above declares', async () => {
    const files = { '/repo/package.json': '{"devDependencies":{"express":"^5"},"peerDependencies":{"debug":"*"}}' };
    await check(
      [importOf('express'), importOf('debug/x'), importOf('express-validator')],
      ['package/undeclared express-validator'],
      { files },
    );
  });

  it('tells of an installed package without asking anybody', async () => {
    const files = { '/repo/package.json': '{}', '/repo/node_modules/left-behind/package.json': '{}' };
    const { first, asked } = await run([importOf('left-behind')], { files });
    assert.deepEqual([told(first.findings), asked], [['package/undeclared left-behind'], []]);
  });

  it('does not speak of declarations where nobody can know', async () => {
    await check([importOf('express')], []);
    await check([importOf('express')], [], { files: { '/repo/package.json': '{ broken' } });
    await check([importOf('express')], [], { files: { '/repo/package.json': '{}', '/repo/deno.json': '{}' } });
    await check([importOf('express', { guarded: true })], [], { files: { '/repo/package.json': '{}' } });
    await check([importOf('npm:express@5')], [], { files: { '/repo/package.json': '{}' } });
  });

  it('accepts a declaration in the root of the workspace', () =>
    check([importOf('express')], [], {
      files: {
        '/repo/package.json': '{"dependencies":{"express":"5"}}',
        '/repo/packages/a/package.json': '{"name":"a"}',
      },
      request: { file: '/repo/packages/a/main.js' },
    }));

  it('repairs a package.json', async () => {
    const text = '{\n  "dependencies": {\n    "express": "^5.0.0",\n    "expres-validator": "^7.0.0"\n  }\n}\n';
    const request = { file: '/repo/package.json', text };
    const { findings } = await check(referencesInManifest(text), ['package/hallucinated expres-validator'], {
      request,
    });
    const results = (findings[0]?.fixes ?? []).map(({ title, edits }) => [
      title,
      edits.reduce((at, edit) => at.slice(0, edit.start) + edit.text + at.slice(edit.end), text),
    ]);
    assert.deepEqual(results, [
      [
        'Replace with `express-validator` (spelled almost alike)',
        text.replace('expres-validator', 'express-validator'),
      ],
      ['Remove the dependency', '{\n  "dependencies": {\n    "express": "^5.0.0"\n  }\n}\n'],
    ]);
  });

  it('does not write a key of package.json twice', async () => {
    const text = '{"dependencies":{"express":"5","expres":"5"}}';
    const { findings } = await check(referencesInManifest(text), ['package/hallucinated expres'], {
      request: { file: '/repo/package.json', text },
    });
    assert.deepEqual(
      findings[0]?.fixes.map(({ title }) => title),
      ['Remove the dependency'],
    );
  });

  it('asks for a name once, however often it is imported', async () => {
    const { asked, last } = await run([importOf('invented-thing'), importOf('invented-thing/x')]);
    assert.deepEqual([asked, last.findings.length], [['invented-thing'], 2]);
  });

  describe('as a card', () => {
    const found = { name: 'express', version: '5.0.0', description: '', downloads: 34_567_890 };
    const cardOf = (registry: FakeRegistry, offline = false) => {
      registry.facts = { express: { latest: '5.0.0', created: 0 } };
      const checker = new PackageChecker({ disk: new MemoryDisk({}), registry, store: new FakeStore() });
      const request = { file: '/repo/main.js', policy: NO_PACKAGE_POLICY, npm: NO_NPM_CONFIG, offline };
      return (name: string) => checker.card(request, importOf(name), 1000);
    };

    it('says how often a package is downloaded, and asks for that once', async () => {
      const registry = new FakeRegistry(answer);
      registry.found = [{ ...found, name: 'express-other', downloads: 3 }, found];
      const card = cardOf(registry);
      assert.equal((await card('express')).downloads, 34_567_890);
      assert.equal((await card('express')).downloads, 34_567_890);
      assert.deepEqual(registry.searched, ['express']);
    });

    it('says nothing of it where the registry does not, and asks nobody about what is not there, or offline', async () => {
      const registry = new FakeRegistry(answer);
      const card = cardOf(registry);
      assert.equal((await card('express')).downloads, undefined);
      await card('no-such-thing');
      assert.deepEqual(registry.searched, ['express']);
      await cardOf(registry, true)('express');
      assert.deepEqual(registry.searched, ['express']);
    });

    it('tells figures as people say them', () =>
      assert.deepEqual([1, 950, 1234, 34_567, 2_440_000, 34_567_890].map(toldDownloads), [
        '1 download a week',
        '950 downloads a week',
        '1,200 downloads a week',
        '35,000 downloads a week',
        '2.4 million downloads a week',
        '35 million downloads a week',
      ]));
  });
});
