import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../src/engine/engine.ts';
import { parsePage } from '../../src/engine/page.ts';
import type { ScanResult } from '../../src/engine/scan-result.ts';
import type { LanguageId } from '../../src/engine/syntax/grammar.ts';
import type { TextChange } from '../../src/engine/syntax/source-file.ts';
import { CODE_RULES, loadTestEngine, ROOT } from '../support/engine.ts';
import { blocksOf } from '../support/page-blocks.ts';
import { randomFrom } from '../support/random.ts';

/** So many files are made of the code on the rules' pages, and each is edited so often. */
const FILES = Number(process.env.FILES ?? 8);
const EDITS = 60;
const BLOCKS = 12;
const FIRST = Number(process.env.SEED ?? 1);

/** What is kept of a statement is kept because nothing that it rests on has changed: after each edit of all it may rest on the findings are those of a fresh scan. */
describe('statements that are kept', () => {
  for (const language of ['javascript', 'typescript', 'tsx'] as const)
    it(`say what they would say afresh, in ${language} made of the code on the rules' pages`, async function () {
      this.timeout(600_000);
      const engine = await loadTestEngine();
      const blocks = codeOnPages(language);
      assert.ok(blocks.length > 20);
      let found = 0;
      for (let seed = FIRST; seed < FIRST + FILES; seed++) found += editFile(engine, blocks, language, seed);
      assert.ok(found > FILES, 'there is something to be found in these');
    });

  it('are looked at again when what they take from another changes', async () => {
    const engine = await loadTestEngine();
    const before = "const ALGORITHM = 'sha256';\nconst crypto = require('crypto');\n";
    const text = `${before}function digest(text) {\n  return crypto.createHash(ALGORITHM).update(text);\n}\n`;
    const document = engine.open(text, 'javascript');
    const rules = () => document.scan().findings.map(({ rule }) => rule);
    const type = (from: string, to: string) => {
      const start = document.text.indexOf(from);
      document.edit({ start, end: start + from.length, text: to });
      return rules();
    };
    assert.deepEqual(rules(), []);
    assert.deepEqual(type('sha256', 'sha512'), []);
    assert.deepEqual(type('sha512', 'md5'), ['code/weak-hash']);
    assert.deepEqual(type("'md5'", 'chosen'), []);
    assert.deepEqual(type('const ALGORITHM', "const chosen = 'sha1';\nconst ALGORITHM"), ['code/weak-hash']);
    assert.deepEqual(type("require('crypto')", "require('./own')"), []);
    assert.deepEqual(type("require('./own')", "require('crypto')"), ['code/weak-hash']);
    assert.deepEqual(type('function digest', 'function crypto() {}\nfunction digest'), []);
    document.delete();
  });

  it('are looked at again when a member of the name of their field is written elsewhere, or no more', async () => {
    const engine = await loadTestEngine();
    const hashing =
      "class Hashing {\n  kind = 'md5';\n  of(text) {\n    return crypto.createHash(this.kind).update(text);\n  }\n}\n";
    const document = engine.open(`const crypto = require('crypto');\n${hashing}let rest = 1;\n`, 'javascript');
    const type = (from: string, to: string) => {
      const start = document.text.indexOf(from);
      document.edit({ start, end: start + from.length, text: to });
      return document.scan().findings.map(({ rule }) => rule);
    };
    assert.deepEqual(type('rest = 1', 'rest = 2'), ['code/weak-hash']);
    assert.deepEqual(type('rest = 2;', "rest = 2;\nother.kind = 'sha256';"), []);
    assert.deepEqual(type('rest = 2', 'rest = 3'), []);
    assert.deepEqual(type("other.kind = 'sha256';", 'other.sort = 1;'), ['code/weak-hash']);
    document.delete();
  });

  it('are looked at again when the order of the questions could decide', async () => {
    const engine = await loadTestEngine();
    const chain = Array.from({ length: 90 }, (_, index) => `const a${index + 1} = a${index};`).join('\n');
    const document = engine.open(`const a0 = 'md5';\n${chain}\nrequire('crypto').createHash(a90);\n`, 'javascript');
    for (const [from, to] of [
      ["'md5'", "'sha1'"],
      ['const a45 = a44', 'const a45 = a43'],
      ['a90)', 'a89)'],
      ["'sha1'", 'a90'],
      ['a90;', "'md5';"],
    ] as const) {
      const start = document.text.indexOf(from);
      document.edit({ start, end: start + from.length, text: to });
      const fresh = engine.open(document.text, 'javascript');
      assert.deepEqual(document.scan(), fresh.scan(), to);
      fresh.delete();
    }
    document.delete();
  });
});

/** Edits a file made of some blocks, compares after each edit, and gives the number of findings that there were. */
function editFile(engine: Engine, blocks: readonly string[], language: LanguageId, seed: number): number {
  const random = randomFrom(seed);
  const any = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const text = Array.from({ length: BLOCKS }, () => any(blocks)).join('\n');
  const document = engine.open(text, language);
  const leavesOutPossible = random() < 0.5;
  let undo: TextChange | undefined;
  let found = 0;
  for (let edit = 0; edit < EDITS; edit++) {
    const change = undo ?? changeOf(document.text, random, any, blocks);
    undo = undo || random() < 0.5 ? undefined : inverse(change, document.text);
    document.edit(change);
    // Several edits may come before one scan.
    if (random() < 0.1) continue;
    const options = random() < 0.03 ? {} : { leavesOutPossible };
    const fresh = engine.open(document.text, language);
    if (document.settle()) document.scan(options);
    const told = document.scan(options);
    if (document.settle()) document.scan(options);
    const where = `seed ${seed}, edit ${edit}: ${JSON.stringify(change)}`;
    const afresh = fresh.scan(options);
    // A machine that is busy with something else gives up on a file now and then.
    if (told.notes.length + afresh.notes.length === 0) {
      assert.deepEqual(briefly(document.scan(options)), briefly(afresh), where);
      assert.deepEqual(document.scan(options), afresh, where);
    }
    found += told.findings.length;
    fresh.delete();
  }
  document.delete();
  return found;
}

function changeOf(
  text: string,
  random: () => number,
  any: <Item>(items: readonly Item[]) => Item,
  blocks: readonly string[],
): TextChange {
  const words = [...text.matchAll(/[A-Za-z_$][\w$]*/g)];
  const lines = [...text.matchAll(/^.*\n?/gm)].filter(([line]) => line.length > 0);
  const word = any(words);
  const line = any(lines);
  if (!word || !line) return { start: 0, end: text.length, text: any(blocks) };
  const { index: start } = line;
  const end = start + line[0].length;
  const at = Math.floor(random() * text.length);
  switch (Math.floor(random() * 9)) {
    case 0:
      return { start, end, text: '' };
    case 1:
      return { start, end: start, text: any(lines)[0] };
    case 2:
      return { start, end: start, text: '// ' };
    case 3:
      return { start, end: start, text: `${any(blocks)}\n` };
    case 4:
      return { start, end: start, text: `const ${word[0]} = ${any(words)[0]};\n` };
    case 5:
      return { start, end: start, text: `${word[0]} = ${any(words)[0]};\n` };
    case 6:
      return {
        start: at,
        end: at + Math.floor(random() * 3),
        text: any(['x', '(', ')', "'", '{', '}', '\n', '/*', '*/']),
      };
    default:
      return { start: word.index, end: word.index + word[0].length, text: any(words)[0] };
  }
}

const briefly = ({ findings }: ScanResult): string[] =>
  findings.map(({ rule, range, message }) => `${rule} ${range.start}-${range.end} ${message}`);

const inverse = ({ start, end, text }: TextChange, before: string): TextChange => ({
  start,
  end: start + text.length,
  text: before.slice(start, end),
});

function codeOnPages(language: LanguageId): string[] {
  return CODE_RULES.flatMap(({ id }) => {
    const page = parsePage(readFileSync(join(ROOT, 'src/rules', `${id}.md`), 'utf8'));
    return ['Caught', 'Left alone', 'Edge cases']
      .flatMap((title) => blocksOf(page, title))
      .filter(({ kind }) => kind === language)
      .map(({ code }) => code);
  });
}
