import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Engine, LanguageId } from '../../src/engine/engine.ts';
import { loadTestEngine } from '../support/engine.ts';

const LANGUAGES: readonly LanguageId[] = ['javascript', 'typescript', 'tsx'];
const WEAK = "\nrequire('crypto').createHash('md5').update(x).digest();\n";

describe('hostile and broken text', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine();
  });

  const scan = (text: string, language: LanguageId = 'typescript') => {
    const document = engine.open(text, language);
    try {
      return document.scan();
    } finally {
      document.delete();
    }
  };

  it('never makes the engine throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(...LANGUAGES), (text, language) => {
        scan(text, language);
        scan(`foo(${text}\n${WEAK}`, language);
      }),
      { numRuns: 300 },
    );
  });

  it('of 100,000 nested brackets is survived', () => {
    for (const open of ['(', '[', '{', '<a>', '`${', 'a=>', '!', 'a?.b(']) scan(`x = ${open.repeat(100_000)}`, 'tsx');
    assert.equal(scan(WEAK).findings.length, 1);
  });

  it('of a concatenation, a call chain or an alias chain thousands long is survived', () => {
    scan(`const a = ${"'x' + ".repeat(20_000)}y; eval(a); db.query(a);`);
    scan(`a${'.b()'.repeat(20_000)}`);
    const aliases = Array.from({ length: 5_000 }, (_, index) => `const a${index + 1} = a${index};`).join('\n');
    scan(`${aliases}\na5000('x'); const b = c, c = b; b.createHash('md5');`);
    assert.equal(scan(WEAK).findings.length, 1);
  });

  it('with NULs, lone surrogates and odd line ends keeps the findings of its healthy lines', () => {
    for (const junk of ['\0\0', '\ud800', '\u2028\u2029', '\r', '\ufeff'])
      assert.equal(scan(`const a = '${junk}';${WEAK}`).findings.length, 1, JSON.stringify(junk));
  });

  it('keeps the findings elsewhere in the file while a line is half typed', () => {
    for (const half of ['const a = ', 'foo(', 'if (x', 'import { a', 'const { b, ', 'obj.', 'return `x ${'])
      assert.equal(scan(`${WEAK}${WEAK}${half}\n`).findings.length, 2, half);
  });

  it('raises nothing in the line that is half typed', () => {
    assert.deepEqual(scan("const h = require('crypto').createHash('md5'").findings, []);
    assert.deepEqual(scan("const h = require('crypto').createHash('md5').update(").findings, []);
  });
});
