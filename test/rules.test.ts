import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../src/engine/engine.ts';
import type { Edit, Finding } from '../src/engine/finding.ts';
import { Lines } from '../src/engine/lines.ts';
import { parsePage } from '../src/engine/page.ts';
import type { RuleInfo } from '../src/engine/rule.ts';
import { ENGINE_RULES } from '../src/rules/engine-rules.ts';
import { RULES } from '../src/rules/index.generated.ts';
import { loadTestEngine, ROOT } from './support/engine.ts';
import { type Block, blocksOf, drawMarks, type Mark } from './support/page-blocks.ts';

const UPDATE = process.env.UPDATE === '1';

/** Every page of a rule that looks at code or texts: what it shows as caught is caught, what it shows as left alone is. */
describe('rule pages', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine();
  });

  // A rule may look at code and at texts.
  for (const rule of new Set<RuleInfo>([...ENGINE_RULES.rules, ...ENGINE_RULES.textRules]))
    describe(rule.id, () => runPage(rule, () => engine));

  it('exist for every rule, and say what a page must say', () => {
    assert.ok(RULES.length > 20, 'the index of rules holds rules');
    for (const { rule, page } of RULES) {
      assert.match(rule.id, /^(code|ai|package|secret|agent)\/[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.ok(page.summary.length > 60, `${rule.id}: a summary above the first heading`);
      assert.ok(!/\b(detected|potential|possible)\b/i.test(rule.title), `${rule.id}: the title says what is wrong`);
      assert.ok(rule.remedy.endsWith('.'), `${rule.id}: the remedy is a sentence`);
      const titles = page.sections.map((section) => section.title);
      for (const title of ['Why assistants write it', 'Caught', 'Left alone', 'Learn more'])
        assert.ok(titles.includes(title), `${rule.id}: a section "${title}"`);
    }
  });
});

function runPage(rule: RuleInfo, engine: () => Engine): void {
  const file = join(ROOT, 'src/rules', `${rule.id}.md`);
  const page = parsePage(readFileSync(file, 'utf8'));
  const caught = [
    ...blocksOf(page, 'Caught'),
    ...blocksOf(page, 'Edge cases').filter((block) => block.marks.length > 0),
  ];
  const silent = [
    ...blocksOf(page, 'Left alone'),
    ...blocksOf(page, 'Edge cases').filter((block) => block.marks.length === 0),
  ];
  const find = (code: string, block: Block) => findingsOf(engine(), code, block, rule.id);

  it('catches what it shows as caught', () => {
    assert.ok(caught.length > 0, 'the page shows something caught');
    for (const block of caught) {
      const marks = find(block.code, block).map((finding) => toMark(finding, block.code));
      if (UPDATE) rewrite(file, block, marks);
      else assert.equal(drawMarks(block.code, marks), drawMarks(block.code, block.marks));
      assert.ok(marks.length > 0, `nothing is caught in:\n${block.code}`);
    }
  });

  it('leaves alone what it shows as left alone', () => {
    assert.ok(silent.length > 0, 'the page shows something left alone');
    for (const block of silent) {
      // What is only `possible` is hidden unless asked for; of a rule that is never surer it must not be told at all.
      const told = find(block.code, block).filter(
        ({ confidence }) => rule.confidence === 'possible' || confidence !== 'possible',
      );
      const marks = told.map((finding) => toMark(finding, block.code));
      assert.equal(drawMarks(block.code, marks), block.code);
    }
  });

  it('repairs what it shows as repaired', () => {
    const repaired = caught.filter((block) => find(block.code, block).some((finding) => finding.fixes.length > 0));
    const wanted = blocksOf(page, 'Becomes');
    assert.ok(
      wanted.length <= repaired.length,
      `${wanted.length} blocks under "Becomes", ${repaired.length} caught ones with a fix`,
    );
    assert.ok(repaired.length === 0 || wanted.length > 0, 'a rule with fixes shows what they do, under "Becomes"');
    for (const [index, block] of wanted.entries()) {
      const before = repaired[index];
      assert.ok(before);
      assert.equal(fixAll(before.code, find(before.code, before)), block.code);
    }
  });

  it('has one finding less, and no broken code, after a safe fix', () => {
    for (const block of caught) {
      const findings = find(block.code, block);
      for (const { fixes } of findings)
        for (const fix of fixes.filter(({ safety }) => safety === 'safe')) {
          const after = apply(block.code, fix.edits);
          assert.equal(find(after, block).length, findings.length - 1, `after "${fix.title}":\n${after}`);
        }
    }
  });
}

function findingsOf(engine: Engine, code: string, { kind, path }: Block, rule: string): Finding[] {
  const document = engine.open(code, kind, path);
  try {
    return document.scan().findings.filter((finding) => finding.rule === rule);
  } finally {
    document.delete();
  }
}

function toMark({ range, message }: Finding, code: string): Mark {
  const lines = new Lines(code);
  const { line, character } = lines.positionAt(range.start);
  const lineEnd = code.indexOf('\n', range.start);
  const end = lineEnd < 0 ? range.end : Math.min(range.end, lineEnd);
  return { line, column: character, length: end - range.start, message };
}

function fixAll(code: string, findings: readonly Finding[]): string {
  const edits = findings.flatMap(({ fixes }) => fixes[0]?.edits ?? []);
  return apply(code, edits);
}

/** Applies edits back to front; the same edit twice (an import that two fixes need) once. */
function apply(code: string, edits: readonly Edit[]): string {
  const distinct = [...new Map(edits.map((edit) => [`${edit.start} ${edit.end} ${edit.text}`, edit])).values()];
  return distinct
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: inserted }) => text.slice(0, start) + inserted + text.slice(end), code);
}

function rewrite(file: string, block: Block, marks: readonly Mark[]): void {
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace(drawMarks(block.written, block.marks), () => drawMarks(block.written, marks)),
  );
}
