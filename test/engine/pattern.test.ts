import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engine.ts';
import { defineRule, type Rule } from '../../src/engine/rule.ts';
import { loadTestEngine } from '../support/engine.ts';

const ruleOf = (pattern: string): Rule =>
  defineRule({
    id: 'code/test',
    title: 'Test',
    severity: 'low',
    confidence: 'certain',
    cwe: [],
    owasp: [],
    remedy: 'None.',
    patterns: { javascript: [pattern] },
    message: (captures) =>
      JSON.stringify(Object.fromEntries(Object.entries(captures).map(([name, { text }]) => [name, text]))),
  });

describe('a code pattern', () => {
  const engines = new Map<string, Promise<Engine>>();
  const capturesIn = async (pattern: string, code: string): Promise<Record<string, string> | undefined> => {
    const engine = await (engines.get(pattern) ?? engines.set(pattern, loadTestEngine([ruleOf(pattern)])).get(pattern));
    const document = engine?.open(code, 'tsx');
    const [finding] = document?.scan().findings ?? [];
    document?.delete();
    return finding && JSON.parse(finding.message);
  };
  const checkMatches = async (pattern: string, ...codes: string[]) => {
    for (const code of codes) assert.ok(await capturesIn(pattern, code), `\`${pattern}\` matches: ${code}`);
  };
  const checkLeaves = async (pattern: string, ...codes: string[]) => {
    for (const code of codes)
      assert.equal(await capturesIn(pattern, code), undefined, `\`${pattern}\` leaves: ${code}`);
  };

  it('captures any expression with $NAME, and the same name twice is the same text', async () => {
    assert.deepEqual(await capturesIn('f($A, $B)', 'f(x.y, [1])'), { MATCH: 'f(x.y, [1])', A: 'x.y', B: '[1]' });
    await checkMatches('f($A, $A)', 'f(x.y, x.y)');
    await checkLeaves('f($A, $A)', 'f(x.y, x.z)');
  });

  it('takes any expression for $_ without capturing it', async () => {
    assert.deepEqual(await capturesIn('f($_, $B)', 'f(x, y)'), { MATCH: 'f(x, y)', B: 'y' });
    await checkLeaves('f($_)', 'f()', 'f(x, y)');
  });

  it('takes any number of arguments, elements and properties for ...', async () => {
    await checkMatches('f(..., $LAST)', 'f(a)', 'f(a, b, c)');
    await checkMatches('f($FIRST, ...)', 'f(a)', 'f(a, b)');
    await checkLeaves('f($FIRST, ...)', 'f()');
    await checkMatches('f([1, ..., 3])', 'f([1, 3])', 'f([1, 2, 2, 3])');
    await checkLeaves('f([1, ..., 3])', 'f([1, 2])');
    assert.equal((await capturesIn('f(..., $LAST)', 'f(a, b, c)'))?.LAST, 'c');
  });

  it('takes an object with the properties named, and others only with ...', async () => {
    await checkMatches('f({ a: 1, b: $B })', 'f({ b: 2, a: 1 })', 'const o = { a: 1, b: x }; f(o)', "f({ 'a': 1, b })");
    await checkLeaves('f({ a: 1, b: $B })', 'f({ a: 1 })', 'f({ a: 1, b: 2, c: 3 })', 'f({ a: 2, b: 2 })');
    await checkMatches('f({ a: 1, ... })', 'f({ a: 1, c: 3 })', 'f({ ...rest, a: 1 })');
    await checkLeaves('f({ a: 1, ... })', 'f({ a: 1, ...rest })', 'f(a)');
  });

  it('takes a constant string for "$NAME"', async () => {
    await checkMatches('f("$TEXT")', "f('a')", 'f(`a`)', "const a = 'x'; f(a + 'y')");
    await checkLeaves('f("$TEXT")', 'f(1)', 'f(`a${b}`)', 'f(a)');
  });

  it('takes every expression with the value of a literal', async () => {
    await checkMatches(
      "f('md5')",
      'f("md5")',
      "f('md' + '5')",
      "const A = 'md5'; f(A)",
      "f(('md5' as const))",
      "const C = { a: 'md5' }; f(C.a)",
      'f(`md${5}`)',
    );
    await checkLeaves("f('md5')", "f('md4')", "let a = 'md5'; a = b; f(a)", "function g(a = 'md5') { f(a) }");
    await checkMatches('f(false, 8, null)', 'f(false, 8, null)', 'f(!true, 2 * 4, null)');
    await checkLeaves('f(false, 8, null)', 'f(0, 8, null)', 'f(false, 8, undefined)');
  });

  it('takes a dotted name for whatever resolves to it', async () => {
    await checkMatches(
      'child_process.exec($COMMAND)',
      "import { exec } from 'node:child_process'; exec(x)",
      "import { exec as run } from 'child_process'; run(x)",
      "import * as cp from 'child_process'; cp.exec(x)",
      "import cp from 'child_process'; cp.exec(x)",
      "const { exec: run } = require('child_process'); run(x)",
      "const cp = require('child_process'); const run = cp.exec; run(x)",
      "require('child_process').exec(x)",
      "async function f() { const { exec } = await import('node:child_process'); exec(x) }",
      "function f() { const cp = require('node:' + 'child_process'); return cp['exec'](x) }",
      "let exec; exec = require('child_process').exec; exec(x)",
      "import { promisify } from 'util'; import { exec } from 'child_process'; const run = promisify(exec); run(x)",
      "import cp = require('child_process'); cp.exec(x)",
      "import { createRequire } from 'module'; const load = createRequire(import.meta.url); load('child_process').exec(x)",
      "import cp from 'child_process'; (0, cp.exec)(x)",
    );
    await checkLeaves(
      'child_process.exec($COMMAND)',
      'execute(x)',
      "import { exec } from './child_process'; exec(x)",
      "import { exec } from 'child_process'; function f(exec) { exec(x) }",
      "import { exec } from 'child_process'; { const exec = run; exec(x) }",
      "let run = require('child_process').exec; run = other; run(x)",
      "import { execFile as exec } from 'child_process'; exec(x)",
    );
  });

  it('takes a quoted module, also as a function, and the result of a call for ()', async () => {
    await checkMatches('"js-yaml".load($X)', "import yaml from 'js-yaml'; yaml.load(x)");
    await checkMatches('"cross-spawn"($X)', "const spawn = require('cross-spawn'); spawn(x)");
    await checkMatches('express().use($X)', "import express from 'express'; const app = express(); app.use(x)");
    await checkMatches('new pg.Pool($X)', "import { Pool as P } from 'pg'; new P({})");
    await checkLeaves('express().use($X)', "import express from 'express'; express.use(x)");
  });

  it('takes whatever arguments for "module".name(...), which is made without the parser', async () => {
    await checkMatches(
      'new "a/b".C(...)',
      "import { C } from 'a/b'; new C()",
      "import * as b from 'a/b'; new b.C(1, ...more)",
      "const { C: D } = require('a/b'); new D",
    );
    await checkLeaves('new "a/b".C(...)', "import { C } from 'a/b'; C()", "import { C } from 'a/c'; new C()");
    await checkMatches('"node:a".b.c(...)', "import { b } from 'a'; b.c(x)");
    await checkLeaves('"a".b.c(...)', "import { b } from 'a'; new b.c(x)", "import { b } from 'a'; b.c`x`");
  });

  it('sees no difference in ?., parentheses and assertions of the code', async () => {
    await checkMatches(
      '$A.query($B)',
      'a.query(b)',
      'a?.query?.(b)',
      '(a as any).query(b)',
      'a!.query(b)',
      "a['query'](b)",
    );
    await checkLeaves('$A.query($B)', 'query(b)', 'a.query', 'a.query`b`', 'a.other(b)');
  });

  it('tells new from a call, and heeds an await of its own', async () => {
    await checkMatches('new Foo($A)', 'new Foo(a)');
    await checkLeaves('new Foo($A)', 'Foo(a)');
    await checkMatches('await f($A)', 'async function g() { await f(a) }');
    await checkLeaves('await f($A)', 'f(a)');
    await checkMatches('f($A)', 'async function g() { await f(a) }');
  });

  it('takes assignments and operators as they are written', async () => {
    await checkMatches('$A.innerHTML = $B', 'a.innerHTML = b');
    await checkLeaves('$A.innerHTML = $B', 'a.innerHTML += b', 'a.innerHTML == b', 'a.outerHTML = b');
    await checkMatches('$A === $B', 'a === b');
    await checkLeaves('$A === $B', 'a !== b');
  });

  it('that is no single piece of code is refused with its text', async () => {
    await assert.rejects(loadTestEngine([ruleOf('f(')]), /The pattern `f\(` is not one expression/);
    await assert.rejects(loadTestEngine([ruleOf('a; b')]), /not one expression/);
    await assert.rejects(loadTestEngine([ruleOf('$X')]), /would match everything/);
  });

  it('that could be tried in too many ways ends', async () => {
    await checkLeaves(
      'f(..., 1, ..., 2, ..., 3, ..., 4)',
      `f(${Array.from({ length: 200 }, (_, index) => `a${index}`).join(', ')})`,
    );
  });
});
