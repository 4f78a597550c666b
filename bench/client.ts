import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activation } from './activation.ts';
import { median } from './statistics.ts';

const RUNS = 7;

type Row = [what: string, measured: string, budget: string];

/**
 * What the extension costs before it can be used, each time in a process of its own: the first time its code is compiled; after that VS Code has it
 * compiled. The budget is for what VS Code waits for; the rest tells when the language client and the server are there.
 */
export function measureClient(root: string): Row[] {
  const cache = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    const run = (...args: string[]): Activation => {
      const { stdout } = spawnSync(process.execPath, [join(root, 'dist/bench.js'), '--activate', ...args], {
        cwd: root,
        encoding: 'utf8',
      });
      return JSON.parse(stdout);
    };
    run(cache);
    const first = Array.from({ length: RUNS }, () => run());
    const again = Array.from({ length: RUNS }, () => run(cache));
    const both = (what: keyof Activation) =>
      [first, again].map((runs) => median(runs.map((one) => one[what])).toFixed(0)).join(' / ');
    return [
      ['client activated: first time / from the code cache', `${both('activated')} ms`, '20 ms'],
      ['the same until the language client has asked the server', `${both('asked')} ms`, ''],
      ['the same until the server has answered', `${both('ready')} ms`, ''],
    ];
  } finally {
    rmSync(cache, { recursive: true });
  }
}
