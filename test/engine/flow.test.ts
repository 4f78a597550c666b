import assert from 'node:assert/strict';
import { type Engine, loadEngine } from '../../src/engine/engine.ts';
import { defineRule } from '../../src/engine/rule.ts';
import { MODELS } from '../../src/models/index.ts';
import { readGrammar } from '../support/engine.ts';

/** What reaches `eval` from a request, in the ways that values are passed on. */
describe('data flow', () => {
  let engine: Engine;
  before(async () => {
    const rule = defineRule({
      id: 'code/probe',
      title: 'Probe',
      severity: 'high',
      confidence: 'likely',
      cwe: [],
      owasp: [],
      remedy: '.',
      flows: [{ to: ['code'], from: ['user'], message: () => 'It arrives.', reaches: 'It arrives here.' }],
    });
    engine = await loadEngine({ readGrammar, rules: [rule], models: MODELS });
  });

  const findings = (text: string) => {
    const document = engine.open(text, 'typescript');
    try {
      return document.scan().findings;
    } finally {
      document.delete();
    }
  };
  const inHandler = (body: string) => `${HELPERS}app.post('/', async (req, res) => {\n${body}\n});`;
  const arrives = (...bodies: readonly string[]) => {
    for (const body of bodies) assert.equal(findings(inHandler(body)).length, 1, `this arrives:\n${body}`);
  };
  const stays = (...bodies: readonly string[]) => {
    for (const body of bodies) assert.deepEqual(findings(inHandler(body)), [], `this does not arrive:\n${body}`);
  };

  it('goes through variables, in the order of the code', () => {
    arrives(
      'const a = req.body.x; const b = a; eval(b);',
      "let a = 'safe'; a = req.body.x; eval(a);",
      "let a = 'safe'; if (c) a = req.body.x; eval(a);",
      "let a = req.body.x; if (c) { a = 'safe'; } eval(a);",
      "let a = 'x'; for (const i of [1]) { eval(a); a = req.body.x; }",
      "let a = req.body.x; try { a = 'safe'; risky(); } catch { eval(a); }",
      "let a = ''; switch (c) { case 1: a = req.body.x; break; default: a = 'y'; } eval(a);",
      "let a = ''; a += req.body.x; eval(a);",
      'function inner() { eval(held); } let held = req.body.x; inner();',
    );
    stays(
      "let a = req.body.x; a = 'safe'; eval(a);",
      "let a = req.body.x; if (c) a = 'one'; else a = 'two'; eval(a);",
      "let a = 'safe'; eval(a); a = req.body.x;",
      "let a = 'safe'; if (c) { a = req.body.x; return; } eval(a);",
    );
  });

  it('goes through what handlers leave for one another', () => {
    const leaves = (place: string) => `app.use((req, res, next) => { ${place}.term = req.query.term; next(); });`;
    for (const place of ['req.session', 'res.locals'])
      assert.equal(findings(`${leaves(place)} app.get('/', (req, res) => { eval(${place}.term); });`).length, 1, place);
    assert.deepEqual(findings(`${leaves('res.locals')} app.get('/', (req, res) => { eval(res.locals.other); });`), []);
  });

  it('goes through parameters of a constructor that are members', () => {
    arrives(
      'class Job { constructor(private readonly cmd: string) {} run() { eval(this.cmd); } } new Job(req.body.x).run();',
      'class Job { constructor(public cmd: string) {} } const job = new Job(req.body.x); eval(job.cmd);',
    );
    stays(
      "class Job { constructor(private readonly cmd: string) {} run() { eval(this.cmd); } } new Job('a').run();",
      'class Job { constructor(cmd: string) {} run() { eval(this.cmd); } } new Job(req.body.x).run();',
    );
  });

  it('goes through calls with type arguments that are awaited', () => {
    arrives(
      'const a = await later<string>(req.body.x); eval(a);',
      'const { a } = await all<{ a: string }>({ a: req.body.x }); eval(a);',
      'await box.run<void>(eval(req.body.x));',
      'eval(await (await later<Promise<string>>(req.body.x)).trim());',
      'eval(await later<string>(req.body.x).trim());',
    );
    stays('const a = await later<string>(5); eval(a);');
  });

  it('goes through patterns, defaults, rest, spread, templates, conditions', () => {
    arrives(
      'const { x } = req.body; eval(x);',
      'const { x: { y: z } } = req.body; eval(z);',
      "const { x = 'default' } = req.body; eval(x);",
      'const [first, ...others] = req.body.list; eval(others[0]);',
      'const { a, ...rest } = req.body; eval(rest.b);',
      'const copy = { ...req.body }; eval(copy.x);',
      'eval(`run ${req.body.x}`);',
      "eval('run ' + req.body.x);",
      "eval(req.body.x || 'default');",
      "eval(req.body.x ?? 'default');",
      "eval(c ? req.body.x : 'safe');",
      'eval(req.body?.x?.y);',
      'eval((req.body.x as string)!);',
      'eval(await req.body.x);',
    );
    stays(
      "const copy = { ...req.body, x: 'safe' }; eval(copy.x);",
      "const { x } = { x: 'safe', y: req.body }; eval(x);",
    );
  });

  it('goes through members, elements, lists, maps', () => {
    arrives(
      'const o = { a: req.body.x, b: 1 }; eval(o.a);',
      'const o = {}; o.a = req.body.x; eval(o.a);',
      'const o = { p: {} }; o.p.q = req.body.x; eval(o.p.q);',
      'const o = { a: 1 }; Object.assign(o, req.body); eval(o.z);',
      'const list = []; list.push(req.body.x); eval(list[0]);',
      "const list = [req.body.x]; eval(list.join(' '));",
      "const m = new Map(); m.set('k', req.body.x); eval(m.get('k'));",
      'for (const item of req.body.items) eval(item);',
      'for (const key in req.body) eval(key);',
      'req.body.items.forEach((item) => eval(item));',
      'eval(req.body.items.map((item) => item.code)[0]);',
      'Object.entries(req.body).forEach(([key, value]) => eval(value));',
    );
    stays(
      "const o = { a: req.body.x, b: 'safe' }; eval(o.b);",
      "const o = { a: req.body.x }; o.a = 'safe'; eval(o.a);",
      'eval(req.body.items.length);',
    );
  });

  it('goes through functions of the file, closures, callbacks, classes', () => {
    arrives(
      'const run = (code) => eval(code); run(req.body.x);',
      'function id(a) { return a; } eval(id(req.body.x));',
      'function pick(a, b) { return b; } eval(pick(1, req.body.x));',
      'function get({ code }) { return code; } eval(get(req.body));',
      'const twice = (f, v) => f(v); twice((v) => eval(v), req.body.x);',
      'const make = () => req.body.x; eval(make());',
      'class A { constructor(x) { this.x = x; } run() { eval(this.x); } } new A(req.body.x).run();',
      'class B { set(x) { this.x = x; } run() { eval(this.x); } } const b = new B(); b.set(req.body.x); b.run();',
      'class C { pass(x) { return x; } } class D extends C { run(x) { eval(this.pass(x)); } } new D().run(req.body.x);',
      'class S { run(x) { eval(x); } } class T { constructor(private s: S) {} go(x) { this.s.run(x); } } new T(new S()).go(req.body.x);',
      'const x = await load(req.body.x); eval(x); async function load(a) { return a; }',
      'Promise.resolve(req.body.x).then((x) => eval(x));',
      'eval(await new Promise((resolve) => resolve(req.body.x)));',
      'function even(n, x) { return n ? odd(n - 1, x) : x; } function odd(n, x) { return even(n - 1, x); } eval(even(4, req.body.x));',
    );
    stays(
      'function pick(a, b) { return b; } eval(pick(req.body.x, 1));',
      "function safe(a) { return 'constant'; } eval(safe(req.body.x));",
      'eval(unknownFunction(req.body.x));',
    );
  });

  it('goes through text: methods, encodings, JSON', () => {
    arrives(
      'eval(req.body.x.trim().toLowerCase());',
      'eval(String(req.body.x));',
      'eval(decodeURIComponent(req.body.x));',
      'eval(JSON.parse(req.body.x).code);',
      'eval(JSON.stringify(req.body));',
      'eval(String.raw`run ${req.body.x}`);',
      "eval(Buffer.from(req.body.x, 'base64').toString());",
      "eval(req.body.x.replace('a', 'b'));",
      "eval(''.concat(req.body.x));",
      "const util = require('util'); eval(util.format('%s', req.body.x));",
    );
    stays(
      'eval(Number(req.body.x));',
      'eval(parseInt(req.body.x, 10));',
      'eval(typeof req.body.x);',
      "eval(req.body.x === 'a');",
      "eval(req.body.x.replace(/[^a-z]/g, ''));",
    );
  });

  it('believes a test that the way to a place has passed', () => {
    stays(
      'if (!ALLOWED.includes(req.body.x)) return; eval(req.body.x);',
      "const { x } = req.body; if (!ALLOWED.has(x)) throw new Error('no'); eval(x);",
      "const x = req.body.x; if (x === 'a' || x === 'b') eval(x);",
      "const x = req.body.x; switch (x) { case 'a': eval(x); }",
      'const x = req.body.x; if (/^[a-z]+$/.test(x)) eval(x);',
      'const x = req.body.x; if (!/^\\w+$/.test(x)) return res.end(); eval(x);',
      "const x = req.body.x; if (typeof x === 'number') eval(x);",
      'const x = req.body.x; if (!(x in table)) return; eval(x);',
      'const x = req.body.x; if (!isValidName(x)) return; eval(x);',
      'const x = req.body.x; const ok = ALLOWED.includes(x); if (!ok) return; eval(x);',
      'const x = req.body.x; ALLOWED.includes(x) && eval(x);',
      'const x = req.body.x; assertSafe(x); eval(x);',
      'const code = `run ${req.body.x}`; if (!ALLOWED.includes(req.body.x)) return; eval(code);',
      'const x = z.object({ x: z.number() }).parse(req.body).x; eval(x);',
    );
    arrives(
      'const x = req.body.x; if (ALLOWED.includes(x)) log(x); eval(x);',
      'const x = req.body.x; if (!x) return; eval(x);',
      'const x = req.body.x; if (/[a-z]/.test(x)) eval(x);',
      "const x = req.body.x; if (typeof x === 'string') eval(x);",
      'const x = req.body.x; if (!ALLOWED.includes(other)) return; eval(x);',
      "const x = req.body.x; if (x !== 'a') eval(x);",
      'const x = z.object({ x: z.string() }).parse(req.body).x; eval(x);',
      "const x = req.get('x'); if (!x) return; eval(x);",
      'require(x); const x = req.body.x; eval(x);',
      "const message = JSON.parse(req.body.text); if (message.type === 'run') eval(message.code);",
      'const message = JSON.parse(req.body.text); if (KNOWN.includes(message.type)) eval(message.code);',
    );
  });

  it('knows which calls never come back', () => {
    const bad = 'const x = req.body.x; if (!ALLOWED.includes(x))';
    stays(
      `${bad} ctx.throw(400, 'no'); eval(x);`,
      `${bad} { log(x); this.ctx.throw(400); } eval(x);`,
      `${bad} { process.exit(1); log(x); } eval(x);`,
      `${bad} refuse(); eval(x);`,
      `${bad} await refuseLater(); eval(x);`,
      `${bad} refuseTwice(x); eval(x);`,
      'const x = req.body.x; ALLOWED.includes(x) || ctx.throw(400); eval(x);',
      'const x = req.body.x; !ALLOWED.includes(x) && refuse(); eval(x);',
      'const x = req.body.x; ctx.assert(ALLOWED.includes(x), 400); eval(x);',
      "let x = req.body.x; if (!ALLOWED.includes(x)) refuse(); else x = 'a'; eval(x);",
    );
    arrives(
      `${bad} refuseLater(); eval(x);`,
      `${bad} mayRefuse(x); eval(x);`,
      `${bad} iterator.throw(x); eval(x);`,
      `${bad} onlySelf(x); eval(x);`,
      `${bad} ctx.redirect('/'); eval(x);`,
      'const x = req.body.x; ALLOWED.includes(x) || log(x); eval(x);',
      'const x = req.body.x; ALLOWED.includes(x) && refuse(); eval(x);',
    );
    const own = (name: string, module: string) =>
      findings(`import { ${name} } from '${module}';\n${inHandler(`${bad} ${name}(); eval(x);`)}`).length;
    assert.deepEqual(
      [
        own('notFound', 'next/navigation'),
        own('redirect', '@sveltejs/kit'),
        own('raise', './errors.js'),
        own('notFound', '@/errors'),
        own('redirect', '@remix-run/node'),
        own('fail', '@sveltejs/kit'),
        own('abort', 'some-package'),
      ],
      [0, 0, 0, 0, 1, 1, 1],
    );
    assert.deepEqual(
      findings(
        'class A { deny() { throw new Error(); } go(req: express.Request) { const x = req.body.x; if (!OK.has(x)) this.deny(); eval(x); } } import express from "express";',
      ),
      [],
    );
  });

  it('knows by convention what a file does not declare', () => {
    assert.equal(findings('eval(req.body.x);').length, 1);
    assert.deepEqual(findings('function f(req) { eval(req.other.x); }'), []);
    assert.deepEqual(findings("import { req } from './mine.js'; eval(req.body.x);"), []);
  });

  it('tells of text where it is put together, where a function only hands it on', () => {
    const told = (body: string) => {
      const text = inHandler(body);
      return findings(text).map(({ range }) => text.slice(range.start, range.end));
    };
    const run = 'const run = (text) => new Promise((resolve) => resolve(eval(text)));';
    assert.deepEqual(told(`${run} run(\`a ${'${req.body.x}'}\`); run('b' + req.body.y); run('c');`), [
      'req.body.x',
      'req.body.y',
    ]);
    assert.deepEqual(told(`${run} const twice = (each) => run(each); twice(\`a ${'${req.body.x} ${req.body.y}'}\`);`), [
      'req.body.x',
    ]);
    assert.deepEqual(told(`${run} run(req.body.x);`), ['text']);
    assert.deepEqual(told('const run = (x) => eval(`a ${x}`); run(req.body.x);'), ['x']);
  });

  it('says of what was taken out together only what was asked of it', () => {
    arrives("const { kind, text } = req.body || {}; switch (kind) { case 'a': eval(text); }");
    arrives("const { kind, text } = req.body ?? {}; if (kind === 'a') eval(text);");
    stays("const { kind } = req.body || {}; switch (kind) { case 'a': eval(kind); }");
  });

  it('tells of the data that is not tested, beside data that is', () => {
    arrives('const { a, b } = req.body; if (!ALLOWED.has(a)) return; const text = a + b; eval(text);');
  });

  it('tells the whole way', () => {
    const text = inHandler("const { name } = req.body;\nconst code = 'run ' + name;\neval(code);");
    const [finding] = findings(text);
    assert.deepEqual(
      finding?.trace.map(({ range, message }) => [text.slice(range.start, range.end), message]),
      [
        ['req.body', 'The body of the request enters here.'],
        ['{ name }', 'It is taken apart: `{ name }`.'],
        ["'run ' + name", 'It is joined into a text.'],
        ['code', 'It is kept in `code`.'],
        ['code', 'It arrives here.'],
      ],
    );
  });
});

const HELPERS =
  'function refuse() { log(); throw new Error(); } async function refuseLater() { throw new Error(); } const refuseTwice = (a) => refuse(); function mayRefuse(a) { if (a) return; throw a; } function onlySelf(a) { onlySelf(a); } ' +
  'const ALLOWED = load(); async function later<T>(a: T) { return a; } async function all<T>(a: T) { return a; } ';
