import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../src/engine/engine.ts';
import type { Finding } from '../../src/engine/finding.ts';
import { Lines } from '../../src/engine/lines.ts';
import { parsePage } from '../../src/engine/page.ts';
import { PackageChecker } from '../../src/packages/check-packages.ts';
import type { Advisory, PackageFacts } from '../../src/packages/facts.ts';
import { NO_NPM_CONFIG } from '../../src/packages/npmrc.ts';
import { NO_PACKAGE_POLICY, type PackagePolicy } from '../../src/packages/package-policy.ts';
import { referencesInCode } from '../../src/packages/references/references-in-code.ts';
import { referencesInManifest } from '../../src/packages/references/references-in-manifest.ts';
import { RULES } from '../../src/rules/index.generated.ts';
import { loadTestEngine, ROOT } from '../support/engine.ts';
import { type Block, blocksOf, drawMarks, type Mark } from '../support/page-blocks.ts';
import { FakeRegistry, FakeStore } from './fakes.ts';
import { MemoryDisk } from './memory-disk.ts';

const UPDATE = process.env.UPDATE === '1';
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 1);

/** What stands behind a package that is kept well. */
const KEPT: PackageFacts = {
  latest: '2.0.0',
  tags: { latest: '2.0.0' },
  versions: ['1.0.0', '1.2.0', '1.2.3', '2.0.0'],
  previews: [],
  created: NOW - 2000 * DAY,
  description: 'Does something well.',
  licence: 'MIT',
  repository: 'https://example.com/kept',
  maintainers: 2,
  hasInstallScript: false,
};
const FRESH: PackageFacts = { ...KEPT, latest: '1.0.0', tags: {}, versions: ['1.0.0'], created: NOW - 3 * DAY };
const NEGLECTED = { repository: null, description: null, licence: null } as const;
const GIVEN_UP = 'request is no longer maintained, please use got instead';

/** The registry and the project that the pages of the package rules take for granted. */
const REGISTRY: Readonly<Record<string, PackageFacts>> = {
  express: {
    ...KEPT,
    latest: '5.1.0',
    tags: { latest: '5.1.0', next: '5.0.0-beta.3' },
    versions: ['4.16.4', '4.17.3', '5.0.0', '5.1.0'],
    previews: ['5.0.0-beta.1', '5.0.0-beta.3'],
  },
  'express-validator': { ...KEPT, tags: { latest: '2.0.0', next: '2.0.0' } },
  'express-rate-limit': KEPT,
  debug: KEPT,
  zod: KEPT,
  '@types/estree': KEPT,
  chalk: KEPT,
  got: { ...KEPT, latest: '14.4.0' },
  moment: KEPT,
  expres: { ...KEPT, versions: ['0.1.0', '1.0.0'] },
  expresss: { ...FRESH, ...NEGLECTED, created: NOW - 300 * DAY },
  'expres-validator-pro': { ...FRESH, ...NEGLECTED },
  'old-express-validator': { ...FRESH, ...NEGLECTED, created: NOW - 900 * DAY },
  'newcomer-with-script': { ...FRESH, repository: null, hasInstallScript: true },
  'quiet-newcomer': { ...FRESH, repository: null },
  'copyleft-thing': { ...KEPT, licence: 'GPL-3.0-only' },
  'event-helper-stream': { latest: '0.0.1-security', isPlaceholder: true },
  'withdrawn-helper': { unpublished: NOW - 400 * DAY },
  request: {
    ...KEPT,
    latest: '2.88.2',
    tags: { latest: '2.88.2' },
    versions: ['2.88.0', '2.88.2'],
    deprecations: [{ message: GIVEN_UP, versions: ['2.88.0', '2.88.2'] }],
  },
  'half-given-up': { ...KEPT, deprecations: [{ message: 'It loses data.', versions: ['1.0.0'] }] },
  'weak-parser': KEPT,
  'weak-forever': KEPT,
};
const WEAKNESS: Advisory = { title: 'Prototype pollution', severity: 'high', vulnerable: '<1.2.3' };
const ADVISORIES: Readonly<Record<string, readonly Advisory[]>> = {
  'weak-parser@1.2.0': [WEAKNESS],
  'weak-forever@2.0.0': [
    { title: 'Denial of service', severity: 'low', vulnerable: '*' },
    { title: 'Path traversal', severity: 'low', vulnerable: '>=1.0.0' },
  ],
};
const PROJECT = {
  '/repo/.git/HEAD': '',
  '/repo/package.json': '{"dependencies":{"express":"^5.0.0","express-validator":"^2.0.0"}}',
  '/repo/node_modules/debug/package.json': '{}',
  '/repo/node_modules/express/package.json': '{}',
  '/repo/node_modules/token-kit/package.json': '{"version":"9.0.2"}',
  '/repo/node_modules/token-kit/index.js':
    "module.exports = { sign: require('./sign'), verify: require('./verify'), decode(token) {} };",
  '/repo/node_modules/dynamic-kit/package.json': '{}',
  '/repo/node_modules/dynamic-kit/index.js': 'for (const key of keys) exports[key] = make(key);',
  '/repo/node_modules/typed-kit/package.json': '{"version":"3.1.0","main":"kit.js","types":"kit.d.ts"}',
  '/repo/node_modules/typed-kit/kit.js': 'exports.parse = parse; exports.safeParseAsync = safe;',
  '/repo/node_modules/typed-kit/kit.d.ts':
    'export declare function parse(text: string): unknown;\nexport declare function safeParseAsync(text: string): Promise<unknown>;',
};
/** Pages that take another registry or policy for granted. */
const MISSING_ON: Readonly<Record<string, readonly string[]>> = {
  'package/hallucinated': ['expres-validator-pro'],
};
const POLICIES: Readonly<Record<string, Partial<PackagePolicy>>> = {
  'package/not-allowed': {
    deny: ['moment', '@denied/*'],
    allow: ['@denied/but-*'],
    minimumAgeDays: 14,
    licences: ['MIT'],
  },
};
const PACKAGE_RULES = RULES.map(({ rule }) => rule.id).filter((id) => id.startsWith('package/'));

describe('the pages of package rules', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine([]);
  });

  for (const rule of PACKAGE_RULES) {
    const file = join(ROOT, 'src/rules', `${rule}.md`);
    const page = parsePage(readFileSync(file, 'utf8'));
    const edge = blocksOf(page, 'Edge cases');

    it(`${rule} catches what it shows as caught`, async () => {
      const caught = [...blocksOf(page, 'Caught'), ...edge.filter(({ marks }) => marks.length > 0)];
      assert.ok(caught.length > 0);
      for (const block of caught) {
        const marks = (await findingsOf(engine, block, rule)).map((finding) => toMark(finding, block.code));
        assert.ok(marks.length > 0, `nothing is caught in:\n${block.code}`);
        if (UPDATE) redraw(file, block, marks);
        else assert.equal(drawMarks(block.code, marks), drawMarks(block.code, block.marks));
      }
    });

    it(`${rule} leaves alone what it shows as left alone`, async () => {
      const silent = [...blocksOf(page, 'Left alone'), ...edge.filter(({ marks }) => marks.length === 0)];
      assert.ok(silent.length > 0);
      for (const block of silent) assert.deepEqual(await findingsOf(engine, block, rule), [], block.code);
    });

    it(`${rule} becomes what it shows`, async () => {
      const caught: Block[] = [];
      for (const block of blocksOf(page, 'Caught'))
        if ((await findingsOf(engine, block, rule)).some(({ fixes }) => fixes[0]?.edits.length)) caught.push(block);
      for (const [index, { code }] of blocksOf(page, 'Becomes').entries()) {
        const block = caught[index];
        assert.ok(block);
        const edits = (await findingsOf(engine, block, rule)).flatMap(({ fixes }) => fixes[0]?.edits ?? []);
        const repaired = edits.reduceRight(
          (text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end),
          block.code,
        );
        assert.equal(repaired, code);
      }
    });

    it(`${rule} says in sixty words what it is about`, () => assert.ok(page.summary.split(/\s+/).length <= 60));
  }
});

async function findingsOf(engine: Engine, { code, kind, path }: Block, rule: string): Promise<readonly Finding[]> {
  const document = engine.open(code, kind, path);
  const isManifest = path === 'package.json';
  try {
    const isThere = (name: string) => name in REGISTRY && !MISSING_ON[rule]?.includes(name);
    const registry = new FakeRegistry((name) => (isThere(name) ? 'exists' : 'missing'));
    registry.facts = REGISTRY;
    registry.advisories = ADVISORIES;
    const disk = new MemoryDisk(PROJECT);
    const checker = new PackageChecker({ disk, registry, store: new FakeStore(), now: () => NOW });
    const { report, later } = await checker.check({
      references: isManifest ? referencesInManifest(code) : referencesInCode(document.imports()),
      file: isManifest ? '/repo/other/package.json' : `/repo/src/${path}`,
      text: code,
      policy: { ...NO_PACKAGE_POLICY, privateScopes: ['@acme'], ...POLICIES[rule] },
      npm: NO_NPM_CONFIG,
      offline: false,
    });
    return ((await later) ?? report).findings.filter((finding) => finding.rule === rule);
  } finally {
    document.delete();
  }
}

function toMark({ range, message }: Finding, code: string): Mark {
  const { line, character } = new Lines(code).positionAt(range.start);
  return { line, column: character, length: range.end - range.start, message };
}

function redraw(file: string, { code, marks: drawn }: Block, marks: readonly Mark[]): void {
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace(drawMarks(code, drawn), () => drawMarks(code, marks)),
  );
}
