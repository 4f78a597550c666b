import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { PackageChecker } from '../../src/packages/check-packages.ts';
import { NO_NPM_CONFIG } from '../../src/packages/npmrc.ts';
import { packageNameIn } from '../../src/packages/package-name.ts';
import { NO_PACKAGE_POLICY } from '../../src/packages/package-policy.ts';
import { advisoriesIn } from '../../src/packages/read-advisories.ts';
import { factsInManifest, factsInPackument } from '../../src/packages/read-facts.ts';
import { referencesInManifest } from '../../src/packages/references/references-in-manifest.ts';
import { RegistryClient } from '../../src/packages/registry.ts';
import { foundIn } from '../../src/packages/search.ts';
import { FakeRegistry, FakeStore, importOf } from './fakes.ts';
import { MemoryDisk } from './memory-disk.ts';

type Answer = { readonly status: number; readonly type: string | undefined; readonly body: string };

/** The only answer that may count as an absence. */
const isCleanAbsence = ({ status, type, body }: Answer): boolean => {
  if (status !== 404) return false;
  if (body.trim() === '') return type === undefined || type.startsWith('application/');
  return type?.startsWith('application/') === true && isJson(body);
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const answers: fc.Arbitrary<Answer> = fc.record({
  status: fc.oneof(
    fc.constantFrom(200, 204, 301, 304, 400, 401, 403, 404, 404, 404, 410, 429, 500, 503),
    fc.integer({ min: 200, max: 599 }),
  ),
  type: fc.constantFrom(
    undefined,
    'application/json',
    'application/vnd.npm.install-v1+json',
    'text/html',
    'text/plain',
    'x',
  ),
  body: fc.oneof(
    fc.json(),
    fc.string(),
    fc.constantFrom('', '{}', '{"error":"Not found"}', '<html>', '{"time":{}}', '{"a":', 'null'),
  ),
});

describe('whatever a registry answers', function () {
  this.timeout(60_000);
  let server: Server;
  let answer: Answer;
  let url: string;

  before(async () => {
    server = createServer((_, response) => {
      if (answer.type !== undefined) response.setHeader('content-type', answer.type);
      response.statusCode = answer.status;
      response.end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('nothing throws, and only a clean absence is held against a package', async () => {
    let absences = 0;
    await fc.assert(
      fc.asyncProperty(answers, async (given) => {
        answer = given;
        const registry = new RegistryClient({ timeout: 2000, wellKnown: [] });
        const checker = new PackageChecker({ disk: new MemoryDisk({}), registry, store: new FakeStore() });
        const { later } = await checker.check({
          references: [importOf('some-package')],
          file: '/repo/main.js',
          text: '',
          policy: NO_PACKAGE_POLICY,
          npm: { ...NO_NPM_CONFIG, options: { registry: url, noProxy: '127.0.0.1' } },
          offline: false,
        });
        const report = await later;
        assert.ok(report);
        if (!isCleanAbsence(given)) assert.deepEqual(report.findings, []);
        absences += report.findings.length;
      }),
      { numRuns: 300 },
    );
    assert.ok(absences > 0, 'some of the answers were absences');
  });
});

/** Documents that look like those of a registry, with anything in any place. */
const packuments = (() => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '1.0.0',
      '0.0.1-security',
      'use other instead',
      '`"\u202e\n[x](y)',
      '<1.0.0',
      '__proto__',
      '(MIT OR',
    ),
  );
  const wrong = fc.oneof(text, fc.integer(), fc.constant(null), fc.constant(true), fc.array(text), fc.object());
  const time = fc.oneof(
    wrong,
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  );
  const version = fc.record(
    {
      version: fc.oneof(wrong, fc.constant('1.0.0')),
      deprecated: wrong,
      license: wrong,
      licenses: wrong,
      repository: wrong,
      description: wrong,
      scripts: wrong,
      maintainers: wrong,
      hasInstallScript: wrong,
      _npmUser: wrong,
    },
    { requiredKeys: [] },
  );
  const name = fc.oneof(fc.constantFrom('1.0.0', '2.0.0-a.1', '0.0.1-security', '10.0.0'), text);
  return fc.record(
    {
      time: fc.oneof(wrong, fc.dictionary(fc.oneof(name, fc.constantFrom('created', 'modified', 'unpublished')), time)),
      versions: fc.oneof(wrong, fc.dictionary(name, fc.oneof(wrong, version))),
      'dist-tags': fc.oneof(wrong, fc.dictionary(fc.oneof(fc.constant('latest'), text), fc.oneof(wrong, name))),
      version: fc.oneof(wrong, fc.constant('1.0.0')),
      maintainers: wrong,
    },
    { requiredKeys: [] },
  );
})();

describe('whatever a registry says of a package', () => {
  it('nothing throws, nothing is invented, and what is told fits on a line', async () => {
    const seen = new Set<string>();
    const text = '{"dependencies":{"expresss":"^1.0.0","some-package":"next","other":"2.0.0-a.2"}}';
    await fc.assert(
      fc.asyncProperty(fc.oneof(packuments, fc.anything()), async (document) => {
        const facts = factsInPackument(document, Date.now()) ?? factsInManifest(document);
        const registry = new FakeRegistry(() => 'exists');
        if (facts) registry.facts = { expresss: facts, 'some-package': facts, other: facts };
        const checker = new PackageChecker({ disk: new MemoryDisk({}), registry, store: new FakeStore() });
        const { later, report } = await checker.check({
          references: referencesInManifest(text),
          file: '/repo/package.json',
          text,
          policy: { ...NO_PACKAGE_POLICY, licences: ['MIT'], minimumAgeDays: 10 },
          npm: NO_NPM_CONFIG,
          offline: false,
        });
        for (const { rule, message, remedy, fixes } of ((await later) ?? report).findings) {
          seen.add(rule);
          assert.notEqual(rule, 'package/hallucinated');
          assert.match(message, /^[^\p{Cc}\u202a-\u202e]{1,600}$/u);
          assert.match(remedy, /^[^\p{Cc}\u202a-\u202e]{1,600}$/u);
          for (const { edits } of fixes)
            for (const edit of edits) assert.ok(edit.start >= 0 && edit.start <= edit.end && edit.end <= text.length);
        }
      }),
      { numRuns: 2000 },
    );
    for (const kind of ['missing-version', 'deprecated', 'not-allowed', 'security-placeholder'])
      assert.ok(seen.has(`package/${kind}`), `${kind} was among what was told`);
  });

  it('an answer of the audit never throws', () =>
    fc.assert(
      fc.property(fc.anything(), fc.string(), (json, range) => {
        advisoriesIn(json, 'thing', '1.0.0');
        advisoriesIn({ thing: [{ title: 'x', severity: json, vulnerable_versions: range }] }, 'thing', '1.0.0');
      }),
      { examples: [[[{ toString: 0 }], '*']] },
    ));

  it('of a severity that nobody knows is the lowest', () =>
    assert.equal(
      advisoriesIn({ a: [{ title: 'x', severity: 'constructor', vulnerable_versions: '*' }] }, 'a', '1.0.0')?.[0]
        ?.severity,
      'low',
    ));

  it('the answer of a search never throws, and names only what can be shown', () =>
    fc.assert(
      fc.property(
        fc.anything(),
        fc.array(
          fc.record({ package: fc.oneof(fc.anything(), fc.record({ name: fc.string(), version: fc.anything() })) }),
        ),
        (json, objects) => {
          foundIn(json);
          for (const { name, version, description } of foundIn({ objects }))
            assert.deepEqual([typeof name, typeof version, typeof description], ['string', 'string', 'string']);
        },
      ),
    ));
});

describe('whatever stands in a file', () => {
  it('a specifier never makes the checks throw, and names no package that it does not contain', async () => {
    const registry = new FakeRegistry(() => 'missing');
    const checker = new PackageChecker({ disk: new MemoryDisk({}), registry, store: new FakeStore() });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ minLength: 1 }), fc.string({ minLength: 1, unit: 'binary' })),
        async (specifier) => {
          const name = packageNameIn(specifier)?.name ?? '';
          assert.ok(specifier.includes(name));
          const { later, report } = await checker.check({
            references: [importOf(specifier)],
            file: '/repo/main.js',
            text: specifier,
            policy: NO_PACKAGE_POLICY,
            npm: NO_NPM_CONFIG,
            offline: false,
          });
          for (const { subject } of ((await later) ?? report).findings) assert.equal(subject, name);
        },
      ),
    );
    for (const name of registry.asked) assert.match(name, /^(@[\w.-]+\/)?[\w.-]+$/);
  });

  it('a package.json, broken anywhere, gives references within its bounds', () => {
    const text = '{"name":"x","dependencies":{"a":"^1","b\\u0061d":"npm:@s/t@2"},"devDependencies":{"c":"file:x"}}';
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(8), fc.string(), (at, cut, inserted) => {
        const broken = text.slice(0, at) + inserted + text.slice(at + cut);
        for (const { range, statement } of referencesInManifest(broken)) {
          assert.ok(0 <= range.start && range.start <= range.end && range.end <= broken.length);
          assert.ok(statement && statement.start <= range.start && range.end <= statement.end);
        }
      }),
    );
  });
});
