import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/engine.ts';
import { loadTestEngine, rulesTold } from '../support/engine.ts';

/** What a route has checked before its handler sees it. */
describe('schemas of routes', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine();
  });
  const isTold = (code: string) => rulesTold(engine, code, 'typescript').includes('code/sql-injection');
  const query = '`SELECT * FROM t ORDER BY ${sort}`';
  const fastify = (schema: string, field = '') =>
    `import Fastify from 'fastify'; import pg from 'pg'; const pool = new pg.Pool(); const app = Fastify();
     ${field} app.get('/', { schema: { querystring: ${schema} } }, async (req) => { const { sort } = req.query; return pool.query(${query}); });`;
  const properties = (form: string) => `{ type: 'object', properties: { sort: ${form} } }`;

  it('leave what they narrow', () => {
    for (const form of [
      "{ type: 'string', enum: ['a', 'b'] }",
      "{ type: 'integer' }",
      "{ type: ['integer', 'null'] }",
      '{ type: "boolean" }',
      "{ type: 'string', format: 'uuid' }",
      "{ type: 'string', pattern: '^[a-z]+$' }",
      "{ const: 'a' }",
      "{ anyOf: [{ type: 'integer' }, { enum: ['a'] }] }",
    ])
      assert.equal(isTold(fastify(properties(form))), false, form);
    assert.equal(isTold(fastify("Type.Object({ sort: Type.Union([Type.Literal('a')]) })")), false);
    assert.equal(isTold(fastify('shape', `const shape = ${properties("{ enum: ['a'] }")} as const;`)), false);
    assert.equal(isTold(fastify("{ sort: { enum: ['a'] } }")), false);
  });

  it('let through what they do not narrow', () => {
    for (const form of [
      "{ type: 'string' }",
      "{ type: 'string', maxLength: 20, description: 'an enum of integers' }",
      "{ type: 'string', pattern: '[a-z]+' }",
      "{ anyOf: [{ type: 'integer' }, { type: 'string' }] }",
      '{ $ref: "sort#" }',
      '{}',
    ])
      assert.equal(isTold(fastify(properties(form))), true, form);
    const other = fastify(properties("{ enum: ['a'] }")).replace('querystring', 'params');
    assert.equal(isTold(other), true, 'another part of the request');
  });

  it('stand where each framework has them', () => {
    const enumerated = properties("{ enum: ['a'] }");
    const pool = "import pg from 'pg'; const pool = new pg.Pool();";
    const run = `const { sort } = req.query; return pool.query(${query});`;
    for (const code of [
      `app.route({ method: 'GET', url: '/', schema: { querystring: ${enumerated} }, handler: async (req, reply) => { ${run} } });`,
      `app.route({ method: 'GET', url: '/', schema: { querystring: ${enumerated} }, async handler(req, reply) { ${run} } });`,
      `const schema = { querystring: ${enumerated} }; async function list(req, reply) { ${run} } app.get('/', { schema }, list);`,
      `app.get('/', { schema: { querystring: ${enumerated} } }, wrap(async (req, reply) => { ${run} }));`,
      `app.get('/', { schema: { querystring: ${enumerated} } }, async (req, reply) => { return retry(() => { ${run} }); });`,
      `app.get('/', { schema: { querystring: ${enumerated} } }, async ({ query: { sort } }, reply) => pool.query(${query}));`,
      `app.get('/', validate({ query: ${enumerated} }), async (req, res) => { ${run} });`,
      `const rules = [query('sort').isIn(['a'])]; app.get('/', rules, async (req, res) => { ${run} });`,
      `const form = z.object({ sort: z.enum(['a']) }); app.get('/', validate(form), async (req, res) => { ${run} });`,
      `server.route({ method: 'GET', path: '/', options: { validate: { query: Joi.object({ sort: Joi.string().valid('a') }) } }, handler: (req, h) => { ${run} } });`,
    ])
      assert.equal(isTold(`${pool} ${code}`), false, code);
    for (const code of [
      `async function list(req, reply) { ${run} } app.get('/', { schema: { querystring: ${enumerated} } }, list); app.get('/b', list);`,
      `app.get('/a', { schema: { querystring: ${enumerated} } }, show); app.get('/', async (req, reply) => { ${run} });`,
      `app.get('/', requireRole(ROLES), async (req, res) => { ${run} });`,
      `server.route({ method: 'GET', path: '/', handler: (req, h) => { ${run} } });`,
    ])
      assert.equal(isTold(`${pool} ${code}`), true, code);
  });

  it('of a class of NestJS leave what its decorators narrow', () => {
    const controller = (decorators: string) =>
      `import { Controller, Get, Query } from '@nestjs/common'; import { IsIn, IsString, Matches } from 'class-validator'; import pg from 'pg'; const pool = new pg.Pool();
       export class ListQuery { ${decorators} sort: string; }
       @Controller() export class A { @Get() list(@Query() query: ListQuery) { const { sort } = query; return pool.query(${query}); } }`;
    for (const decorators of ["@IsIn(['a'])", '@IsOptional() @IsEnum(Columns)', '@Matches(/^[a-z]+$/)'])
      assert.equal(isTold(controller(decorators)), false, decorators);
    for (const decorators of ['', '@IsString()', '@Matches(/[a-z]/)'])
      assert.equal(isTold(controller(decorators)), true, decorators);
  });
});
