import assert from 'node:assert/strict';
import { Parser } from 'web-tree-sitter';
import { loadGrammar } from '../../src/engine/syntax/grammar.ts';
import { readable } from '../../src/engine/syntax/readable.ts';
import { SourceFile } from '../../src/engine/syntax/source-file.ts';
import { loadTestEngine, readGrammar } from '../support/engine.ts';

const AS_NAME = [
  'await using.x();',
  'using.x();',
  'using?.x();',
  'using(1);',
  'using = 1;',
  'if (using && y) z();',
  'f(using);',
  'const x = using + 1;',
  'const x = using ? 1 : 2;',
  'const x = using as Foo;',
  'for (const a of [using, `${using}`]) b(a);',
  'using in x;',
  'using\nfoo();',
  'abstract.slice(1);',
  'abstract = abstract.trim();',
];

const AS_KEYWORD = [
  'using file = open();',
  'await using file = open();',
  'for (using file of files) f(file);',
  'using/**/file = open();',
  'using as = open();',
  'using\u00a0file = open();',
  'export abstract class A { abstract b(): void; abstract c: number }',
];

describe('a word that is a keyword in some places', () => {
  it('hides nothing of the file where it is a name', async () => {
    const engine = await loadTestEngine();
    for (const code of AS_NAME) {
      const text = `async function f(using: any, abstract: any, y: any, x: any) {\n${code}\n}\nconst h = crypto.createHash('md5');\n`;
      for (const language of ['typescript', 'tsx'] as const) {
        const document = engine.open(text, language);
        assert.deepEqual(
          document.scan().findings.map(({ rule }) => rule),
          ['code/weak-hash'],
          `${language}: ${code}`,
        );
        document.delete();
      }
    }
  });

  it('stays what it is where it is a keyword', () => {
    for (const code of AS_KEYWORD) assert.equal(readable(code), code);
  });

  it('is read afresh when an edit elsewhere makes a name of it', async () => {
    const grammar = await loadGrammar('typescript', readGrammar);
    const parser = new Parser();
    const file = new SourceFile('async () => {\nawait using   a = b();\nf();\n}\n', grammar, parser);
    file.flat();
    const at = file.text.indexOf('a = b');
    file.edit({ start: at, end: at + 1, text: '.a' });
    const fresh = new SourceFile(file.text, grammar, parser);
    assert.deepEqual([...file.flat().kind], [...fresh.flat().kind]);
    assert.equal(file.flat().broken.length, 0);
    file.delete();
    fresh.delete();
    parser.delete();
  });
});
