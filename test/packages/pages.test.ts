import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../src/engine/engine.ts';
import type { Finding } from '../../src/engine/finding.ts';
import { Lines } from '../../src/engine/lines.ts';
import { parsePage } from '../../src/engine/page.ts';
import { PackageChecker } from '../../src/packages/check-packages.ts';
import { NO_NPM_CONFIG } from '../../src/packages/npmrc.ts';
import { referencesInCode } from '../../src/packages/references/references-in-code.ts';
import { loadTestEngine, ROOT } from '../support/engine.ts';
import { type Block, blocksOf, drawMarks, type Mark } from '../support/page-blocks.ts';
import { FakeRegistry, FakeStore } from './fakes.ts';
import { MemoryDisk } from './memory-disk.ts';

const UPDATE = process.env.UPDATE === '1';
/** The registry and the project that the pages of the package rules take for granted. */
const IN_REGISTRY = new Set([
  'express',
  'express-validator',
  'express-rate-limit',
  'debug',
  'zod',
  '@types/estree',
  'chalk',
]);
const PROJECT = {
  '/repo/.git/HEAD': '',
  '/repo/package.json': '{"dependencies":{"express":"^5.0.0","express-validator":"^7.0.0"}}',
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

describe('the pages of package rules', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine([]);
  });

  for (const rule of ['package/hallucinated', 'package/missing-export', 'package/undeclared']) {
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
      const caught = blocksOf(page, 'Caught');
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
  try {
    const registry = new FakeRegistry((name) => (IN_REGISTRY.has(name) ? 'exists' : 'missing'));
    const checker = new PackageChecker({ disk: new MemoryDisk(PROJECT), registry, store: new FakeStore() });
    const { report, later } = await checker.check({
      references: referencesInCode(document.imports()),
      file: `/repo/src/${path}`,
      text: code,
      policy: { allow: [], privateScopes: ['@acme'] },
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
