import assert from 'node:assert/strict';
import type { Engine } from '../src/engine/engine.ts';
import { MODELS } from '../src/models/index.ts';
import { loadTestEngine, rulesTold } from './support/engine.ts';

/** For each library what reaches it, or comes from it, and what is told of that. */
const FOUND: readonly (readonly [library: string, rule: string, code: string])[] = [
  // Where data enters.
  [
    'express',
    'code-injection',
    "import express from 'express'; const app = express(); app.get('/', (rq, rs) => eval(rq.query.x));",
  ],
  [
    'express Router',
    'code-injection',
    "const r = require('express').Router(); r.post('/', (rq, rs) => eval(rq.body.x));",
  ],
  ['cookie-parser', 'code-injection', 'app.get("/", (req, res) => eval(req.cookies.x));'],
  ['multer', 'code-injection', 'app.post("/", (req, res) => eval(req.file.originalname));'],
  ['koa', 'code-injection', "import Koa from 'koa'; const app = new Koa(); app.use(async (c) => eval(c.query.x));"],
  [
    'koa router',
    'code-injection',
    "import Router from '@koa/router'; const r = new Router(); r.get('/', (c) => eval(c.request.body.x));",
  ],
  [
    'fastify',
    'code-injection',
    "import fastify from 'fastify'; const app = fastify(); app.get('/', async (rq) => eval(rq.params.x));",
  ],
  ['hapi', 'code-injection', "server.route({ method: 'GET', path: '/', handler: (rq, h) => eval(rq.payload.x) });"],
  [
    'NestJS',
    'code-injection',
    "class A { @Get() a(@Query('x') x: string) { eval(x); } } import { Get, Query } from '@nestjs/common';",
  ],
  ['Next.js pages', 'code-injection', 'export async function getServerSideProps(context) { eval(context.query.x); }'],
  [
    'Next.js route',
    'code-injection',
    'export async function POST(request) { const { x } = await request.json(); eval(x); }',
  ],
  [
    'Next.js router',
    'open-redirect',
    "import { useRouter, useSearchParams } from 'next/navigation'; function Next() { const router = useRouter(); router.push(useSearchParams().get('x')); }",
  ],
  ['links made by hand', 'script-url', "const link = document.createElement('a'); link.href = location.hash.slice(1);"],
  [
    'React without JSX',
    'script-url',
    "import React from 'react'; React.createElement('a', { href: location.hash.slice(1) });",
  ],
  ['Next.js action', 'code-injection', "'use server';\nexport async function save(form) { eval(form.get('x')); }"],
  ['Remix', 'code-injection', 'export const loader = async ({ params }) => eval(params.x);'],
  [
    'SvelteKit',
    'code-injection',
    "import type { RequestEvent } from '@sveltejs/kit'; export function get(event: RequestEvent) { eval(event.params.x); }",
  ],
  ['Astro', 'code-injection', 'eval(Astro.params.x);'],
  [
    'hono',
    'code-injection',
    "import { Hono } from 'hono'; const app = new Hono(); app.get('/', (c) => eval(c.req.query('x')));",
  ],
  ['AWS Lambda', 'code-injection', 'exports.handler = async (event) => { eval(event.queryStringParameters.x); };'],
  ['tRPC', 'code-injection', 'publicProcedure.mutation(({ input }) => eval(input.x));'],
  ['GraphQL', 'code-injection', 'const resolvers = { Query: { x: (parent, args) => eval(args.x) } };'],
  ['socket.io', 'code-injection', "io.on('connection', (socket) => socket.on('message', (x) => eval(x)));"],
  ['ws', 'code-injection', "wss.on('connection', (ws) => ws.on('message', (x) => eval(x)));"],
  ['http', 'code-injection', "require('http').createServer((rq, rs) => eval(rq.url));"],
  ['the browser', 'code-injection', 'eval(location.hash.slice(1));'],
  ['storage', 'unsafe-html', "el.innerHTML = localStorage.getItem('x');"],
  ['postMessage', 'code-injection', "addEventListener('message', (e) => { if (e.origin === o) eval(e.data); });"],
  [
    'Angular route',
    'unsafe-html',
    "class A { constructor(private route: ActivatedRoute) {} f() { el.innerHTML = this.route.snapshot.queryParams.x; } } import { ActivatedRoute } from '@angular/router';",
  ],
  // SQL.
  [
    'pg',
    'sql-injection',
    "import { Pool } from 'pg'; const p = new Pool(); app.get('/', (req, res) => p.query('SELECT ' + req.query.x));",
  ],
  [
    'mysql',
    'sql-injection',
    "const c = require('mysql').createConnection({}); app.get('/', (req, res) => c.query('SELECT a FROM b WHERE c = ' + req.query.x));",
  ],
  [
    'mysql2',
    'sql-injection',
    "import mysql from 'mysql2/promise'; const pool = mysql.createPool({}); app.get('/', (req, res) => pool.execute(`DELETE FROM a WHERE b = ${req.query.x}`));",
  ],
  ['sqlite3', 'sql-injection', 'app.get("/", (req, res) => db.all("SELECT a FROM b WHERE c = " + req.query.x));'],
  [
    'better-sqlite3',
    'sql-injection',
    'app.get("/", (req, res) => db.prepare("SELECT a FROM b WHERE c = " + req.query.x).get());',
  ],
  [
    'mssql',
    'sql-injection',
    'app.get("/", async (req, res) => new sql.Request().query("SELECT a FROM b WHERE c = " + req.query.x));',
  ],
  ['knex', 'sql-injection', 'app.get("/", (req, res) => knex("a").whereRaw("b = " + req.query.x));'],
  [
    'sequelize',
    'sql-injection',
    'app.get("/", (req, res) => sequelize.query(`SELECT a FROM b WHERE c = ${req.query.x}`));',
  ],
  [
    'typeorm',
    'sql-injection',
    'app.get("/", (req, res) => repo.createQueryBuilder("u").where(`u.a = ${req.query.x}`));',
  ],
  [
    'prisma',
    'sql-injection',
    'app.get("/", (req, res) => prisma.$queryRawUnsafe(`SELECT a FROM b WHERE c = ${req.query.x}`));',
  ],
  [
    'drizzle',
    'sql-injection',
    "import { sql } from 'drizzle-orm'; app.get('/', (req, res) => db.execute(sql.raw(`SELECT a FROM b WHERE c = ${req.query.x}`)));",
  ],
  // Other data bases.
  ['mongodb', 'nosql-injection', 'app.post("/", (req, res) => db.collection("a").findOne({ b: req.body.b }));'],
  ['mongoose', 'nosql-injection', 'app.post("/", (req, res) => User.findOne({ name: req.body.name }));'],
  ['redis', 'code-injection', 'app.post("/", (req, res) => redis.eval(req.body.script, 0));'],
  // Requests.
  ...['axios', 'got', 'node-fetch', 'superagent', 'request', 'needle'].map(
    (library) =>
      [
        library,
        'ssrf',
        `import x from '${library}'; app.get('/', (req, res) => x${library === 'node-fetch' ? '' : '.get'}(req.query.url));`,
      ] as const,
  ),
  [
    'axios.create',
    'ssrf',
    "import axios from 'axios'; app.post('/', (req, res) => axios.create({ baseURL: req.body.url }));",
  ],
  ['undici', 'ssrf', "import { request } from 'undici'; app.get('/', (req, res) => request(req.query.url));"],
  ['fetch', 'ssrf', 'app.get("/", (req, res) => fetch(req.query.url));'],
  [
    'puppeteer',
    'ssrf',
    "import puppeteer from 'puppeteer'; app.get('/', async (req, res) => { const page = await (await puppeteer.launch()).newPage(); await page.goto(req.query.url); });",
  ],
  [
    'playwright',
    'ssrf',
    "import { chromium } from 'playwright'; app.get('/', async (req, res) => { const b = await chromium.launch(); const p = await b.newPage(); await p.goto(req.query.url); });",
  ],
  ['net', 'ssrf', "import net from 'node:net'; app.get('/', (req, res) => net.connect(80, req.query.host));"],
  // Markup and templates.
  ['react', 'react-unsafe-html', 'const A = () => <p dangerouslySetInnerHTML={{ __html: location.hash }} />;'],
  ['angular', 'react-unsafe-html', 'sanitizer.bypassSecurityTrustHtml(location.hash);'],
  ['jquery', 'unsafe-html', '$("#a").html(location.search);'],
  ...['handlebars', 'pug', 'lodash', 'ejs', 'mustache'].map(
    (library) =>
      [
        library,
        'template-injection',
        `import x from '${library}'; app.post('/', (req, res) => x.${library === 'lodash' ? 'template' : library === 'handlebars' || library === 'pug' ? 'compile' : 'render'}(req.body.text));`,
      ] as const,
  ),
  [
    'lodash.merge',
    'prototype-pollution',
    "import _ from 'lodash'; app.post('/', (req, res) => _.merge({}, req.body));",
  ],
  [
    'marked',
    'reflected-xss',
    "import { marked } from 'marked'; app.post('/', (req, res) => res.send(marked(req.body.text)));",
  ],
  // Parsers, archives, tokens.
  ['libxmljs', 'xml-external-entity', "import x from 'libxmljs'; x.parseXml(text, { noent: true });"],
  [
    'xml2js',
    'xml-external-entity',
    "import { parseString } from 'xml2js'; app.post('/', (req, res) => parseString(req.body));",
  ],
  [
    'node-serialize',
    'unsafe-deserialization',
    "import s from 'node-serialize'; app.post('/', (req, res) => s.unserialize(req.body.x));",
  ],
  ['serialize-javascript', 'escaping-disabled', "import s from 'serialize-javascript'; s(x, { unsafe: true });"],
  [
    'adm-zip',
    'zip-slip',
    "import Zip from 'adm-zip'; import fs from 'fs'; for (const e of new Zip(f).getEntries()) fs.writeFileSync('a/' + e.entryName, e.getData());",
  ],
  [
    'unzipper',
    'zip-slip',
    "import fs from 'fs'; stream.on('entry', (e) => e.pipe(fs.createWriteStream('a/' + e.path)));",
  ],
  ['jsonwebtoken', 'jwt-no-expiry', "import jwt from 'jsonwebtoken'; jwt.sign({ a: 1 }, key);"],
  [
    'jose',
    'hardcoded-signing-key',
    "import { jwtVerify } from 'jose'; jwtVerify(token, new TextEncoder().encode('secret of the shop'));",
  ],
  [
    'passport',
    'hardcoded-signing-key',
    "import { Strategy } from 'passport-jwt'; new Strategy({ secretOrKey: 'secret of the shop' }, verify);",
  ],
  // Commands and Node.
  ...(
    [
      ['shelljs', "import x from 'shelljs'; app.get('/', (req, res) => x.exec(req.query.c));"],
      [
        'child_process',
        "import { exec as x } from 'child_process'; app.get('/', (req, res) => x('ls ' + req.query.c));",
      ],
    ] as const
  ).map(([library, code]) => [library, 'command-injection', code] as const),
  ['execa', 'argument-injection', "import { execa } from 'execa'; app.get('/', (req, res) => execa(req.query.c));"],
  [
    'cross-spawn',
    'argument-injection',
    "import spawn from 'cross-spawn'; app.get('/', (req, res) => spawn(req.query.c));",
  ],
  ['fs', 'path-traversal', "import fs from 'fs'; app.get('/', (req, res) => fs.readFileSync(req.query.f));"],
  [
    'fs/promises',
    'path-traversal',
    "import { readFile } from 'fs/promises'; app.get('/', (req, res) => readFile(req.query.f));",
  ],
  ['vm', 'code-injection', "import vm from 'vm'; app.get('/', (req, res) => vm.runInNewContext(req.query.c));"],
  [
    'worker_threads',
    'argument-injection',
    "import { Worker } from 'worker_threads'; app.get('/', (req, res) => new Worker(req.query.f));",
  ],
  ['url', 'ssrf', "import url from 'url'; app.get('/', (req, res) => fetch(url.parse(req.query.u).href));"],
  // Mail and logs.
  [
    'nodemailer',
    'host-header-link',
    'app.post("/", (req, res) => transport.sendMail({ text: "https://" + req.headers.host }));',
  ],
  ['winston', 'sensitive-data-logged', 'logger.info(password);'],
  ['console', 'sensitive-data-logged', 'console.log(user.password);'],
];

/** What the same libraries make harmless, or never were a danger. */
const SILENT: readonly (readonly [library: string, code: string])[] = [
  [
    'express-validator',
    "app.post('/', body('x').isInt(), (req, res) => exec(req.body.x)); import { exec } from 'child_process';",
  ],
  [
    'zod',
    "import { z } from 'zod'; const S = z.object({ x: z.number() }); app.post('/', (req, res) => exec(S.parse(req.body).x)); import { exec } from 'child_process';",
  ],
  [
    'joi',
    "const S = Joi.object({ x: Joi.number() }); app.post('/', (req, res) => { const { value } = S.validate(req.body); exec(value.x); }); import { exec } from 'child_process';",
  ],
  [
    'mysql.escape',
    "const mysql = require('mysql'); app.get('/', (req, res) => db.query('SELECT a FROM b WHERE c = ' + mysql.escape(req.query.x)));",
  ],
  ['DOMPurify', "import DOMPurify from 'dompurify'; el.innerHTML = DOMPurify.sanitize(location.hash);"],
  ['sanitize-html', "import clean from 'sanitize-html'; app.get('/', (req, res) => res.send(clean(req.query.x)));"],
  ['he', "import he from 'he'; app.get('/', (req, res) => res.send(he.encode(req.query.x)));"],
  [
    'validator',
    "import validator from 'validator'; app.get('/', (req, res) => res.send(validator.escape(req.query.x)));",
  ],
  [
    'shell-quote',
    "import { quote } from 'shell-quote'; import { exec } from 'child_process'; app.get('/', (req, res) => exec('ls ' + quote([req.query.x])));",
  ],
  [
    'path.basename',
    "import fs from 'fs'; import path from 'path'; app.get('/', (req, res) => fs.readFileSync('a/' + path.basename(req.query.f)));",
  ],
  [
    'sanitize-filename',
    "import fs from 'fs'; import clean from 'sanitize-filename'; app.get('/', (req, res) => fs.readFileSync('a/' + clean(req.query.f)));",
  ],
  [
    'ObjectId',
    "import { ObjectId } from 'mongodb'; app.post('/', (req, res) => db.collection('a').findOne({ _id: new ObjectId(req.body.id) }));",
  ],
  ['parameterised', "app.get('/', (req, res) => pool.query('SELECT a FROM b WHERE c = $1', [req.query.x]));"],
  ['prisma', "app.get('/', (req, res) => prisma.user.findMany({ where: { name: String(req.query.x) } }));"],
  [
    'escape-string-regexp',
    "import escape from 'escape-string-regexp'; app.get('/', (req, res) => new RegExp(escape(req.query.x)));",
  ],
];

describe('models', () => {
  let engine: Engine;
  before(async () => {
    engine = await loadTestEngine();
  });

  const rulesIn = (code: string) => rulesTold(engine, code, 'tsx');

  for (const [library, rule, code] of FOUND)
    it(`of ${library} lead to ${rule}`, () => {
      const rules = rulesIn(code);
      assert.ok(rules.includes(`code/${rule}`), `found ${rules.join(', ') || 'nothing'} in\n${code}`);
    });

  for (const [library, code] of SILENT)
    it(`of ${library} leave harmless data alone`, () => {
      assert.deepEqual(rulesIn(code), [], code);
    });

  it('are there', () => {
    assert.ok(MODELS.length > 20);
  });
});
