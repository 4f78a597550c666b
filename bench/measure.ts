// Prints, beside the budgets of the design, the figures measured in this run. Nothing here passes or fails: machines differ, ratios matter.
import { readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Parser } from 'web-tree-sitter';
import { type Engine, loadEngine } from '../src/engine/engine.ts';
import { loadGrammar } from '../src/engine/syntax/grammar.ts';
import { MODELS } from '../src/models/index.ts';
import { ENGINE_RULES } from '../src/rules/engine-rules.ts';
import { activate } from './activation.ts';
import { measureClient } from './client.ts';
import { readCorpus, type Sample, textOfLines } from './corpus.ts';
import { measureEslint } from './eslint.ts';
import { measurePackages } from './packages.ts';
import { measureProcesses, measureThreads } from './processes.ts';
import { measureServer } from './server.ts';
import { median, quantile, timeOf } from './statistics.ts';
import { measureWarmThreads } from './threads.ts';

const root = process.cwd();
const ROUNDS = 7;
const readGrammar = (file: string) => readFile(join(root, 'grammars', file));
const rows: [what: string, measured: string, budget: string][] = [];
const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

async function main(): Promise<void> {
  // The process that measureProcesses starts: one pass of ESLint over the same files, nothing else.
  const lint = process.argv.indexOf('--lint');
  if (lint >= 0) {
    const base = process.argv[lint + 1] ?? root;
    await measureEslint(
      base,
      readCorpus(base).filter(({ path }) => path.endsWith('.js')),
      { warms: false },
    );
    return;
  }
  // And the one that measureClient starts.
  const activation = process.argv.indexOf('--activate');
  if (activation >= 0) {
    console.log(JSON.stringify(await activate(root, process.argv[activation + 1])));
    process.exit();
  }
  const loadStart = performance.now();
  const engine = await loadEngine({ readGrammar, ...ENGINE_RULES, models: MODELS });
  rows.push(['engine load: grammars and rules', ms(performance.now() - loadStart), '']);

  const corpus = readCorpus(root);
  const lines = corpus.reduce((sum, sample) => sum + sample.lines, 0);
  console.log(
    `${corpus.length} files, ${lines} lines of express, fastify, zod, axios, undici, got; ${ENGINE_RULES.rules.length + ENGINE_RULES.textRules.length} rules\n`,
  );

  await coldScan(engine, corpus);
  countFindings(engine, corpus, lines);
  edits(engine, textOfLines(corpus, 1_000), 8);
  edits(engine, textOfLines(corpus, 10_000), 30);
  if (!process.argv.includes('--engine')) {
    await againstEslint(engine, corpus);
    rows.push(measureThreads(root, corpus));
    rows.push(await measureWarmThreads(root, corpus));
    rows.push(...measureClient(root));
    rows.push(...(await measureServer(root, textOfLines(corpus, 1_000))));
    rows.push(...(await measurePackages(root)));
    rows.push(['the .vsix', vsixSize(), '2 MB']);
  }
  print();
}

async function coldScan(engine: Engine, corpus: readonly Sample[]): Promise<void> {
  const parser = new Parser();
  const languages = new Map(
    await Promise.all(
      (['javascript', 'typescript', 'tsx'] as const).map(
        async (id) => [id, (await loadGrammar(id, readGrammar)).language] as const,
      ),
    ),
  );
  const parseAll = () => {
    for (const { text, language } of corpus) {
      parser.setLanguage(languages.get(language) ?? null);
      parser.parse(text)?.delete();
    }
  };
  parseAll();
  scanAll(engine, corpus);
  const pairs = Array.from({ length: ROUNDS }, () => ({
    parse: timeOf(parseAll),
    scan: timeOf(() => scanAll(engine, corpus)),
  }));
  rows.push(['bare parse of all files', ms(median(pairs.map(({ parse }) => parse))), '']);
  rows.push([
    'cold scan against bare parse, same files',
    `${median(pairs.map(({ parse, scan }) => scan / parse)).toFixed(2)} times`,
    'at most 2.0',
  ]);
}

async function againstEslint(engine: Engine, corpus: readonly Sample[]): Promise<void> {
  const javascript = corpus.filter(({ path }) => path.endsWith('.js'));
  const ours = median(Array.from({ length: 3 }, () => timeOf(() => scanAll(engine, javascript))));
  const { milliseconds, ruleCount } = await measureEslint(root, javascript);
  const warm = `${(milliseconds / ours).toFixed(1)} times as fast`;
  rows.push([`scan against ESLint 9 (${ruleCount} rules), ${javascript.length} files, both warm`, warm, '8 times']);
  const { assay, eslint } = measureProcesses(root, javascript);
  rows.push(['the same, cold: whole processes', `${(eslint / assay).toFixed(1)} times as fast`, '8 times']);
}

function scanAll(engine: Engine, corpus: readonly Sample[]): void {
  for (const { text, language } of corpus) {
    const document = engine.open(text, language);
    document.scan({ leavesOutPossible: true });
    document.delete();
  }
}

function countFindings(engine: Engine, corpus: readonly Sample[], lines: number): void {
  let count = 0;
  for (const { text, language, path } of corpus) {
    const document = engine.open(text, language);
    for (const finding of document
      .scan({ leavesOutPossible: true })
      .findings.filter(({ confidence }) => confidence !== 'possible')) {
      count++;
      if (process.argv.includes('--findings'))
        console.log(
          `${path}:${text.slice(0, finding.range.start).split('\n').length} ${finding.rule} ${finding.message}`,
        );
    }
    document.delete();
  }
  rows.push(['findings per 1,000 lines of well-kept code', ((count * 1000) / lines).toFixed(2), 'under 0.3']);
}

/** Types a statement, letter by letter, at places spread over the text, and takes it away again. */
function edits(engine: Engine, text: string, budget: number): void {
  const lines = text.split('\n').length;
  const document = engine.open(text, 'javascript');
  document.scan({ leavesOutPossible: true });
  const times: number[] = [];
  const places = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => text.indexOf('\n', Math.floor(text.length * share)) + 1);
  const statement = "const digest = crypto.createHash('sha256').update(body);\n";
  for (const place of places) {
    for (let at = 0; at < statement.length; at++) {
      document.edit({ start: place + at, end: place + at, text: statement.charAt(at) });
      times.push(timeOf(() => document.scan({ leavesOutPossible: true })));
    }
    document.edit({ start: place, end: place + statement.length, text: '' });
    document.scan({ leavesOutPossible: true });
  }
  document.delete();
  rows.push([
    `edit to findings, ${lines.toLocaleString('en')} lines, p50 / p95`,
    `${ms(median(times))} / ${ms(quantile(times, 0.95))}`,
    `p95 ${budget} ms`,
  ]);
}

function vsixSize(): string {
  try {
    return `${(statSync(join(root, 'assay.vsix')).size / 1e6).toFixed(2)} MB`;
  } catch {
    return 'not built (npm run package)';
  }
}

function print(): void {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  console.log(`Assay ${version}, Node ${process.version}\n`);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const [what, measured, budget] of rows)
    console.log(`${what.padEnd(widths[0] ?? 0)}  ${measured.padStart(widths[1] ?? 0)}  ${budget && `(${budget})`}`);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
