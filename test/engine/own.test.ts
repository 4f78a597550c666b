import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engine.ts';
import { loadTestEngine, rulesTold } from '../support/engine.ts';

/** SQL put together from what is the program's own, or has been made harmless: the shape alone would call it foreign. */
describe("what is the program's own", () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine();
  });

  const told = (code: string) => rulesTold(engine, code, 'typescript');
  const inHandler = (body: string) => `import { z } from 'zod'; app.get('/', (req, res) => {\n${body}\n});`;

  for (const body of [
    'const t = req.query.t; if (!/^[a-z]{1,20}$/.test(t)) throw 1; db.query(`SELECT a FROM b WHERE c = ${t}`);',
    "const { c } = z.object({ c: z.enum(['a', 'b']) }).parse(req.query); db.query(`SELECT a FROM b ORDER BY ${c}`);",
    "const c = z.enum(['a', 'b']).parse(req.query.c); db.query(`SELECT a FROM b ORDER BY ${c}`);",
    'const t = TABLES.find((x) => x === req.query.t); db.query(`SELECT a FROM b WHERE c = ${t}`);',
    "const t = String(req.query.q).replace(/[^a-z0-9_]/gi, ''); db.query(`SELECT a FROM b WHERE c = '${t}'`);",
    "const c = []; if (req.query.a) { v.push(req.query.a); c.push(`a = $${v.length}`); } db.query('SELECT a FROM b WHERE ' + c.join(' AND '), v);",
    "const ids = req.query.s.split(',').map(Number); db.query(`SELECT a FROM b WHERE c IN (${ids})`);",
    "let c; switch (req.query.s) { case 'a': c = 'a'; break; default: c = 'id'; } db.query(`SELECT a FROM b WHERE ${c} = 1`);",
    "const dir = (d) => (d === 'desc' ? 'DESC' : 'ASC'); const o = { dir: dir(req.query.d) }; db.query(`SELECT a FROM b ORDER BY c ${o.dir}`);",
    'for (const k of Object.keys(req.body)) { if (!OK.has(k)) continue; db.query(`SELECT a FROM b WHERE ${k} = 1`); }',
    'const ks = Object.keys(req.body).filter((k) => OK.has(k)); ks.forEach((k) => db.query(`SELECT a FROM b WHERE ${k} = 1`));',
    'class A { byId(id: number) { return this.db.query(`SELECT a FROM b WHERE c = ${id}`); } }',
  ])
    it(`is left alone: ${body.slice(0, 60)}`, () => assert.deepEqual(told(inHandler(body)), [], body));

  for (const body of [
    "const f = []; f.push(`a = '${req.query.a}'`); db.query('SELECT a FROM b WHERE ' + f.join(' AND '));",
    'function find(name) { return db.query(`SELECT a FROM b WHERE c = ${name}`); }',
    'const t = req.query.t; if (/[a-z]/.test(t)) db.query(`SELECT a FROM b WHERE c = ${t}`);',
    "const c = z.object({ c: z.string() }).parse(req.query).c; db.query(`SELECT a FROM b WHERE c = '${c}'`);",
  ])
    it(`does not hide: ${body.slice(0, 60)}`, () =>
      assert.deepEqual(told(inHandler(body)), ['code/sql-injection'], body));
});
