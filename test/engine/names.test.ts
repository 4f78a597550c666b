import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engine.ts';
import { loadEngine } from '../../src/engine/engine.ts';
import type { Expression } from '../../src/engine/names/expression.ts';
import { check, defineRule } from '../../src/engine/rule.ts';
import { readGrammar } from '../support/engine.ts';

/** What `probe(x)` sees of x: its dotted name, its constant, the text of its origin. */
describe('names', () => {
  let engine: Engine;
  let seen: Expression[] = [];
  before(async () => {
    const probe = defineRule({
      id: 'code/probe',
      title: 'Probe',
      severity: 'low',
      confidence: 'certain',
      cwe: [],
      owasp: [],
      remedy: '.',
      checks: [
        check({
          patterns: { javascript: ['probe($X)'] },
          problem: ({ X }) => {
            seen.push(X);
            return undefined;
          },
        }),
      ],
    });
    engine = await loadEngine({ readGrammar, rules: [probe] });
  });

  const probed = <T>(text: string, read: (x: Expression) => T): T | undefined => {
    seen = [];
    const document = engine.open(text, 'typescript');
    try {
      document.scan();
      return seen[0] && read(seen[0]);
    } finally {
      document.delete();
    }
  };
  const nameIn = (text: string) => probed(text, (x) => x.name);
  const valueIn = (text: string) => probed(text, (x) => x.value);

  it('knows what a field of a class always holds', () => {
    for (const [text, value] of [
      ["class A { private readonly kind = 'md5'; run() { probe(this.kind); } }", 'md5'],
      ["class A { #kind = 'md5'; run() { return [1].map(() => probe(this.#kind)); } }", 'md5'],
      ["class A { static readonly KIND = 'md5'; } probe(A.KIND);", 'md5'],
      ["class A { constructor() { this.kind = 'md5'; } run() { probe(this.kind); } }", 'md5'],
      // Others may write it, or have.
      ['class A { kind = 5; run() { probe(this.kind); } }', undefined],
      ["class A { private kind = 'md5'; run() { this.kind = given; probe(this.kind); } }", undefined],
      ["class A { private kind = 'md5'; run() { probe(this.kind); } } new A().kind += 'x';", undefined],
      ['class A { constructor(kind) { this.kind = kind; } run() { probe(this.kind); } }', undefined],
      ["class A { constructor() { if (old) this.kind = 'md5'; } run() { probe(this.kind); } }", undefined],
      // Another `this`.
      ["class A { private kind = 'md5'; run() { go(function () { probe(this.kind); }); } }", undefined],
      ["class A { private kind = 'md5'; run() { go({ run() { probe(this.kind); } }); } }", undefined],
      ['class A { private kind = this.kind; run() { probe(this.kind); } }', undefined],
      ['class A { private a = this.b; private b = this.a; run() { probe(this.a); } }', undefined],
    ] as const)
      assert.equal(valueIn(text), value, text);
  });

  it('follows imports: ESM, CommonJS, dynamic, renamed, destructured, in functions', () => {
    for (const [text, name] of [
      ["import { exec } from 'child_process'; probe(exec);", 'child_process.exec'],
      ["import { exec as run } from 'node:child_process'; probe(run);", 'child_process.exec'],
      ["import * as cp from 'child_process'; probe(cp.exec);", 'child_process.exec'],
      ["import cp from 'child_process'; probe(cp['exec']);", 'child_process.exec'],
      ["import cp = require('child_process'); probe(cp.exec);", 'child_process.exec'],
      ["const { exec: run } = require('child_process'); probe(run);", 'child_process.exec'],
      ["function f() { const cp = require('child_process'); probe(cp.exec); }", 'child_process.exec'],
      ["const cp = await import('child_process'); probe(cp.exec);", 'child_process.exec'],
      ["const run = require('util').promisify(require('child_process').exec); probe(run);", 'child_process.exec'],
      ["import fs from 'fs'; probe(fs.promises.readFile);", 'fs/promises.readFile'],
      ["import { Pool } from 'pg'; const pool = new Pool(); probe(pool.query);", 'pg.Pool().query'],
      ["const cp_1 = __importDefault(require('child_process')); probe(cp_1.default.exec);", 'child_process.exec'],
      ["import { CryptoJS } from 'crypto-js'; probe(CryptoJS.MD5);", 'crypto-js.MD5'],
      ['probe(window.location.hash);', 'location.hash'],
      ['probe(Math.random);', 'Math.random'],
    ] as const)
      assert.equal(nameIn(text), name, text);
  });

  it('knows that a name of the file is not the global or module of that name', () => {
    assert.equal(nameIn('function f(Math) { probe(Math.random); }'), undefined);
    assert.equal(nameIn("import { exec } from 'child_process'; { const exec = local(); probe(exec.x); }"), 'local().x');
    assert.equal(nameIn('class eval2 {} probe(eval2);'), undefined);
  });

  it('gives up a variable that is written twice, also by var', () => {
    assert.equal(nameIn("let cp = require('child_process'); cp = other; probe(cp.exec);"), undefined);
    assert.equal(nameIn("var cp = require('child_process'); var cp = require('fs'); probe(cp.exec);"), undefined);
    assert.equal(valueIn("var a = 'x'; if (b) { var a = 'y'; } probe(a);"), undefined);
    assert.equal(valueIn("let a = 'x'; a += 'y'; probe(a);"), undefined);
    assert.equal(valueIn('let a = 1; a++; probe(a);'), undefined);
    assert.equal(valueIn("let a; a = 'x'; probe(a);"), 'x');
  });

  it('knows constants: literals, aliases, concatenations, templates, members, arithmetic', () => {
    for (const [text, value] of [
      ["const a = 'md' + 5; probe(a);", 'md5'],
      ['const n = 5; probe(`md${n}`);', 'md5'],
      ["const HASH = { weak: 'md5' }; probe(HASH.weak);", 'md5'],
      ["const { weak } = { weak: 'md5' }; probe(weak);", 'md5'],
      ['probe(60 * 1000);', 60_000],
      ['probe(-1);', -1],
      ['probe(!true);', false],
      ["probe('\\x6dd5' as string);", 'md5'],
      ['const a = b, b = a; probe(a);', undefined],
      ['const a = `x${unknown}`; probe(a);', undefined],
      ["const o = { a: 'x', ...rest }; probe(o.a);", undefined],
    ] as const)
      assert.equal(valueIn(text), value, text);
  });

  it('calls no text constant that is longer than people write', () => {
    const doubled = Array.from({ length: 30 }, (_, at) => `const a${at} = a${at + 1} + a${at + 1};`).join(' ');
    assert.equal(valueIn(`${doubled} const a30 = 'x'; probe(a0);`), undefined);
    assert.equal(valueIn("const a = 'x' + 'y'; const b = a + a; probe(b + b);"), 'xyxyxyxy');
  });
});
