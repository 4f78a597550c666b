import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { PackageChecker } from '../../src/packages/check-packages.ts';
import { NO_NPM_CONFIG } from '../../src/packages/npmrc.ts';
import { packageNameIn } from '../../src/packages/package-name.ts';
import { referencesInManifest } from '../../src/packages/references/references-in-manifest.ts';
import { RegistryClient } from '../../src/packages/registry.ts';
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
          policy: { allow: [], privateScopes: [] },
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
            policy: { allow: [], privateScopes: [] },
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
