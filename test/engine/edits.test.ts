import assert from 'node:assert/strict';
import { Parser } from 'web-tree-sitter';
import type { Engine } from '../../src/engine/engine.ts';
import type { FlatTree } from '../../src/engine/syntax/flat-tree.ts';
import { type Grammar, loadGrammar } from '../../src/engine/syntax/grammar.ts';
import { SourceFile, type TextChange } from '../../src/engine/syntax/source-file.ts';
import { loadTestEngine, readGrammar } from '../support/engine.ts';
import { randomFrom } from '../support/random.ts';
import { REAL_FILES, readRealFile } from '../support/real-files.ts';

const EDITS = 10_000;
/** How often the findings, which cost a scan, are compared. */
const SCAN_EVERY = 25;

/** What people, assistants and slips of the hand put into code. */
const PIECES = [
  'x',
  ' ',
  '\n',
  ';',
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '`',
  '${',
  '//',
  '/*',
  '*/',
  '<',
  '/>',
  '=>',
  '?.',
  '.',
  ',',
  '=',
  '0',
  'é',
  '😀',
  '\r\n',
  'const a = 1;\n',
  'foo(bar);\n',
  "require('crypto').createHash('md5');\n",
  'if (a) { b(); }\n',
  'async ',
  'await ',
  'const rows = await pool.query<Row>(`select ${id}`, () => { const inner = await list.load<Row>({ a: [b, c, d], e: f(g, h, i) }); });\n',
  'function f(a, b) { return a + b; }\n',
  '// assay-ignore-next-line code/weak-hash -- a test\n',
  'el.innerHTML = value;\n',
  'using',
  'abstract ',
  '\r',
];

describe('after any sequence of edits', () => {
  it(`the flat tree equals one built afresh, and so do the findings (${EDITS} edits on real files)`, async function () {
    this.timeout(300_000);
    const engine = await loadTestEngine();
    const parser = new Parser();
    const each = Math.ceil(EDITS / REAL_FILES.length);
    let compared = 0;
    for (const [index, { path, language }] of REAL_FILES.entries()) {
      const grammar = await loadGrammar(language, readGrammar);
      compared += await new EditSession(engine, grammar, parser, readRealFile(path), language, index + 1).run(each);
    }
    assert.ok(compared >= EDITS);
  });

  it('a large text with errors says what a fresh scan says, once the typing pauses', async () => {
    const engine = await loadTestEngine();
    const text = REAL_FILES.filter(({ language }) => language === 'javascript')
      .map(({ path }) => readRealFile(path))
      .join('\n')
      .repeat(4);
    assert.ok(text.length > 60_000);
    const random = randomFrom(7);
    const document = engine.open(text, 'javascript');
    let settled = 0;
    for (let edit = 0; edit < 40; edit++) {
      const start = Math.floor(random() * document.text.length);
      document.edit({ start, end: start + 1, text: PIECES[Math.floor(random() * PIECES.length)] ?? '' });
      document.scan();
      if (document.settle()) settled++;
      const fresh = engine.open(document.text, 'javascript');
      assert.deepEqual(document.scan(), fresh.scan());
      assert.deepEqual(document.imports(), fresh.imports());
      fresh.delete();
    }
    document.delete();
    assert.ok(settled > 0, 'some of these edits leave errors');
  });
});

class EditSession {
  readonly #engine: Engine;
  readonly #grammar: Grammar;
  readonly #parser: Parser;
  readonly #language: 'javascript' | 'typescript' | 'tsx';
  readonly #random: () => number;
  readonly #original: string;
  readonly #seed: number;

  constructor(
    engine: Engine,
    grammar: Grammar,
    parser: Parser,
    text: string,
    language: 'javascript' | 'typescript' | 'tsx',
    seed: number,
  ) {
    this.#engine = engine;
    this.#grammar = grammar;
    this.#parser = parser;
    this.#original = text.slice(0, 4000);
    this.#language = language;
    this.#seed = seed;
    this.#random = randomFrom(seed);
  }

  async run(count: number): Promise<number> {
    const file = new SourceFile(this.#original, this.#grammar, this.#parser);
    const document = this.#engine.open(this.#original, this.#language);
    let undo: TextChange | undefined;
    for (let edit = 0; edit < count; edit++) {
      const change: TextChange = undo ?? this.#change(file.text);
      // Half of the edits are taken back, so that the text stays mostly whole: what an editor sees.
      undo = undo || this.#random() < 0.3 ? undefined : inverse(change, file.text);
      file.edit(change);
      document.edit(change);
      const where = `seed ${this.#seed}, edit ${edit}: ${JSON.stringify(change)}`;
      this.#compareTrees(file, where);
      if (edit % SCAN_EVERY === 0) this.#compareFindings(document, where);
    }
    file.delete();
    document.delete();
    return count;
  }

  #change(text: string): TextChange {
    const start = Math.floor(this.#random() * (text.length + 1));
    const length = this.#random() < 0.5 ? 0 : Math.floor(this.#random() * 12);
    const isDeletion = this.#random() < 0.25 || text.length > 5000;
    const piece = isDeletion ? '' : (PIECES[Math.floor(this.#random() * PIECES.length)] ?? '');
    return { start, end: Math.min(text.length, start + (isDeletion ? length + 1 : length)), text: piece };
  }

  #compareTrees(file: SourceFile, where: string): void {
    const fresh = new SourceFile(file.text, this.#grammar, this.#parser);
    assertSameTree(file.flat(), fresh.flat(), where);
    fresh.delete();
  }

  #compareFindings(document: ReturnType<Engine['open']>, where: string): void {
    const fresh = this.#engine.open(document.text, this.#language);
    assert.deepEqual(document.scan(), fresh.scan(), where);
    assert.deepEqual(document.imports(), fresh.imports(), where);
    fresh.delete();
  }
}

const inverse = ({ start, end, text }: TextChange, before: string): TextChange => ({
  start,
  end: start + text.length,
  text: before.slice(start, end),
});

function assertSameTree(actual: FlatTree, expected: FlatTree, where: string): void {
  assert.equal(actual.count, expected.count, where);
  for (const column of ['kind', 'field', 'start', 'end', 'parent', 'next'] as const)
    for (let node = 0; node < expected.count; node++)
      if (actual[column][node] !== expected[column][node])
        assert.fail(`${where}: node ${node}: ${column} is ${actual[column][node]}, afresh ${expected[column][node]}`);
  assert.deepEqual(actual.comments, expected.comments, where);
  assert.deepEqual(actual.broken, expected.broken, where);
}
