import { join } from 'node:path';
import { LocalCodeScanner } from '../src/project/code-scanner.ts';
import { CodeScanners } from '../src/project/code-scanners.ts';
import { readGrammarsFrom } from '../src/project/grammars.ts';
import { NO_TEAM_POLICY } from '../src/rules/team-policy.ts';
import type { Sample } from './corpus.ts';
import { median } from './statistics.ts';

const AT_ONCE = 64;
const ROUNDS = 3;

const OPTIONS = {
  today: '2020-01-01',
  off: [],
  others: undefined,
  besides: [],
  team: NO_TEAM_POLICY,
  leavesOutPossible: true,
};

/** The corpus four times over, its texts in memory, dealt out as `assay scan` does it, when both threads have long been at work. */
export async function measureWarmThreads(
  root: string,
  samples: readonly Sample[],
): Promise<[what: string, measured: string, budget: string]> {
  const grammars = join(root, 'grammars');
  const local = await LocalCodeScanner.load(readGrammarsFrom(grammars));
  const scannersOf = (jobs: number) => new CodeScanners(local, { jobs, script: join(root, 'dist/cli.js'), grammars });
  const [one, two] = [scannersOf(1), scannersOf(2)];
  const texts = [samples, samples, samples, samples].flat();
  await scanAll(two, texts);
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) ratios.push((await scanAll(one, texts)) / (await scanAll(two, texts)));
  await two.end();
  return ['two threads against one, both warm', `${median(ratios).toFixed(2)} times as fast`, '1.8 times'];
}

/** Milliseconds. */
async function scanAll(scanners: CodeScanners, samples: readonly Sample[]): Promise<number> {
  const start = performance.now();
  const rest = samples.values();
  const lane = async () => {
    for (const { text, language, path } of rest) {
      const code = await scanners.open(text, language, path);
      await code.scan(OPTIONS);
      // As when a file is read: what the other thread says is heard in between.
      await new Promise((done) => setImmediate(done));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return performance.now() - start;
}
