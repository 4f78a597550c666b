// What `npm test` runs: the build, the checks of style and types, then mocha. Ends with the line "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const run = (command, args) =>
  spawnSync(process.execPath, [join(root, command), ...args], { cwd: root, stdio: 'inherit' }).status ?? 1;

const steps = [
  ['build', 'scripts/build.mjs', ['--tests']],
  ['types', 'node_modules/typescript/bin/tsc', ['--noEmit']],
  ['style', 'node_modules/@biomejs/biome/bin/biome', ['check', '.']],
  ['unused code', 'node_modules/knip/bin/knip.js', []],
];
let failedSteps = 0;
for (const [what, command, args] of steps) {
  if (run(command, args) === 0) continue;
  console.error(`\n${what}: failed\n`);
  failedSteps++;
  if (what === 'build') process.exit(1);
}

const results = join(root, 'dist/test-results.json');
rmSync(results, { force: true });
const mocha = run('node_modules/mocha/bin/mocha.js', [
  'dist/test/**/*.test.js',
  '--reporter',
  'scripts/mocha-reporter.cjs',
  '--timeout',
  '60000',
  '--exit',
  ...process.argv.slice(2),
]);
const { passes, failures, pending } = JSON.parse(readFileSync(results, 'utf8'));
const failed = failures + failedSteps;
console.log(`\n${passes} passed, ${failed} failed${pending ? `, ${pending} skipped` : ''}`);
// A run that executed nothing has checked nothing.
process.exit(failed > 0 || mocha !== 0 || passes === 0 ? 1 : 0);
