import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Engine, LanguageId } from '../../src/engine/engine.ts';
import { FlatTree } from '../../src/engine/syntax/flat-tree.ts';
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

  it('that doubles a constant at each line neither fills the memory nor goes on for ever', () => {
    for (const join of ['+', '*']) {
      const lines = Array.from({ length: 40 }, (_, index) => `const a${index} = a${index + 1} ${join} a${index + 1};`);
      const end = join === '+' ? `const a40 = '${'s'.repeat(1000)}';` : 'const a40 = 2;';
      scan(`${lines.join('\n')}\n${end}\neval(a0); require(\`\${a0}\`);`);
    }
    assert.equal(scan(WEAK).findings.length, 1);
  });

  it('whose values are wrapped twice at each line, or in themselves, makes no rule fail or go on for ever', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `const v${index + 1} = f(v${index}, v${index});`);
    const texts = [
      `const app = require('express')(); const v0 = f(q, q);\n${lines.join('\n')}\napp.post('/webhook/stripe', v60);`,
      "const app = require('express')(); const h = wrap(h); app.post('/webhook/stripe', h);",
      "app.get('/u', async (req, res) => { const a = await a; res.json(a); });",
      `const k = k.slice(0, 32); crypto.createCipheriv('aes-256-cbc', k, iv); crypto.createCipheriv('aes-256-cbc', z${'.slice(0)'.repeat(5_000)}, iv);`,
    ];
    for (const text of texts) assert.deepEqual(scan(text, 'javascript').failedRules, [], text.slice(0, 80));
  });

  it('with names of members that all objects have is told nothing of', () => {
    const text =
      "const puppeteer = require('puppeteer'); args.push('constructor'); puppeteer.launch({ args }); const helmet = require('helmet'); helmet({ constructor: false, toString: false });";
    assert.deepEqual(scan(text, 'javascript').findings, []);
  });

  it('with regular expressions made to tire an analyser is survived', () => {
    scan(`x = /(?:${'[\\W\\d\\s]?'.repeat(140)})+c$/`);
    scan(`x = /${'(?:'.repeat(200)}abcd${'x)*'.repeat(200)}$/`);
    assert.equal(scan(WEAK).findings.length, 1);
  });

  it('of functions that call each other in circles, and of values that contain themselves, is survived', () => {
    const circle = Array.from(
      { length: 500 },
      (_, at) => `function f${at}(x) { return f${(at * 7 + 1) % 500}(x) + f${(at * 13 + 5) % 500}(x); }`,
    );
    scan(`${circle.join('\n')}\napp.get('/', (req, res) => res.send(f0(req.query.a)));`);
    const chain = Array.from({ length: 3000 }, (_, at) => `let a${at + 1} = a${at} + a${at};`);
    scan(`app.get('/', (req, res) => { let a0 = req.query.x;\n${chain.join('\n')}\nres.send(a3000); });`);
    scan(
      `app.get('/', (req, res) => { let o = req.body;\n${'o.a = o.b; o = o.x; o[o.k] = o;\n'.repeat(3000)}res.send(o); });`,
    );
    const branches = Array.from({ length: 5000 }, (_, at) => `if (c${at}) s += g(s); else s = h(s);`);
    scan(`app.get('/', (req, res) => { let s = req.query.q;\n${branches.join('\n')}\nres.send(s); });`);
    const pushes = Array.from({ length: 15_000 }, (_, at) => `m.push({ role: 'user', content: m[${at}] });`);
    scan(
      `import OpenAI from 'openai';\nconst m = [];\n${pushes.join('\n')}\nnew OpenAI().chat.completions.create({ messages: m });`,
    );
    assert.equal(scan(WEAK).findings.length, 1);
  });

  it('of many listeners with a finding each is looked at in proportion', () => {
    const { children } = FlatTree.prototype;
    let looks = 0;
    FlatTree.prototype.children = function (node) {
      const found = children.call(this, node);
      looks += found.length;
      return found;
    };
    const looksAt = (count: number): number => {
      const listener = (index: number) =>
        `el.addEventListener('paste', (event) => { area${index}.innerHTML = location.hash; });\n`;
      const text = Array.from({ length: count }, (_, index) => listener(index)).join('');
      const document = engine.open(text, 'javascript');
      looks = 0;
      const { findings } = document.scan();
      document.delete();
      assert.equal(findings.filter(({ trace }) => trace.length > 0).length, count);
      return looks;
    };
    try {
      const few = looksAt(50);
      assert.ok(looksAt(200) < few * 5);
    } finally {
      FlatTree.prototype.children = children;
    }
  });

  it('nested 40,000 deep in calls and assignments is survived', () => {
    scan(`${'a=\n'.repeat(40_000)}1`);
    scan(`${'require(\n'.repeat(40_000)}1${')'.repeat(40_000)}`);
    scan(`${'eval(\n'.repeat(20_000)}req.query.a${')'.repeat(20_000)}`);
    assert.equal(scan(WEAK).findings.length, 1);
  });

  it('with a carriage return as the end of its lines is read as JavaScript reads it', () => {
    assert.equal(scan('foo()\reval(req.body.b)\rbar()\r', 'javascript').findings.length, 1);
    assert.equal(scan('#!/usr/bin/env node\reval(req.body.b);\n', 'javascript').findings.length, 1);
  });

  it('with NULs, lone surrogates and odd line ends keeps the findings of its healthy lines', () => {
    for (const junk of ['\0\0', '\ud800', '\u2028\u2029', '\r', '\ufeff'])
      assert.deepEqual(
        scan(`const a = '${junk}';${WEAK}`)
          .findings.filter(({ rule, confidence }) => confidence !== 'possible' && rule.startsWith('code/'))
          .map(({ rule }) => rule),
        ['code/weak-hash'],
        JSON.stringify(junk),
      );
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
