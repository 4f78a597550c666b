import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Sample } from './corpus.ts';

/** `assay scan` of the whole corpus, four times over, with one thread and with two. */
export function measureThreads(
  root: string,
  samples: readonly Sample[],
): [what: string, measured: string, budget: string] {
  return inCopies(samples, ['a', 'b', 'c', 'd'], (time) => {
    const scan = (jobs: string): number => time(...scanOf(root, '.'), '--jobs', jobs);
    const ratios = [scan('1') / scan('2'), scan('1') / scan('2')];
    return ['two threads against one, whole processes', `${Math.max(...ratios).toFixed(2)} times as fast`, '1.8 times'];
  });
}

/** Both as whole processes, from start to end, as in continuous integration: milliseconds of `assay scan` and of ESLint. */
export function measureProcesses(root: string, samples: readonly Sample[]): { assay: number; eslint: number } {
  return inCopies(samples, ['code'], (time) => ({
    assay: time(...scanOf(root, 'code')),
    eslint: time(join(root, 'dist/bench.js'), '--lint', root),
  }));
}

const scanOf = (root: string, folder: string): string[] => [
  join(root, 'dist/cli.js'),
  'scan',
  folder,
  '--offline',
  '--format',
  'json',
  '--output',
  'out.json',
];

/** Writes the samples to a folder, once under each name; `time` gives the milliseconds that Node takes there with some arguments. */
function inCopies<Result>(
  samples: readonly Sample[],
  names: readonly string[],
  measure: (time: (...args: string[]) => number) => Result,
): Result {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    for (const name of names)
      for (const { path, text } of samples) {
        mkdirSync(dirname(join(folder, name, path)), { recursive: true });
        writeFileSync(join(folder, name, path), text);
      }
    return measure((...args) => {
      const start = performance.now();
      spawnSync(process.execPath, args, { cwd: folder, stdio: 'ignore' });
      return performance.now() - start;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
