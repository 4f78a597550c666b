import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type CodeScanner, LocalCodeScanner } from '../../src/project/code-scanner.ts';
import { CodeScanners } from '../../src/project/code-scanners.ts';
import { readGrammarsFrom } from '../../src/project/grammars.ts';
import { NO_TEAM_POLICY } from '../../src/rules/team-policy.ts';
import { ROOT } from '../support/engine.ts';

const OPTIONS = {
  today: '2020-01-01',
  off: [],
  others: undefined,
  besides: [],
  team: NO_TEAM_POLICY,
  leavesOutPossible: true,
};
const WEAK = "export const sign = (body) => require('node:crypto').createHash('md5').update(body).digest('hex');\n";

describe('code that is looked at by several threads', () => {
  const grammars = join(ROOT, 'grammars');
  let local: CodeScanner;
  let here: number;
  let scanners: CodeScanners;

  before(async () => {
    const scanner = await LocalCodeScanner.load(readGrammarsFrom(grammars));
    local = {
      open: (...text) => {
        here++;
        return scanner.open(...text);
      },
    };
  });
  beforeEach(() => {
    here = 0;
    scanners = new CodeScanners(local, { jobs: 2, script: join(ROOT, 'dist/cli.js'), grammars });
  });
  afterEach(() => scanners.end());
  const scanAll = (texts: readonly string[]) =>
    Promise.all(texts.map(async (text, at) => (await scanners.open(text, 'javascript', `${at}.js`)).scan(OPTIONS)));

  it('is dealt to both, and what is found is the same in either', async () => {
    const texts = Array.from({ length: 100 }, () => WEAK.repeat(80));
    const results = await scanAll(texts);
    assert.ok(scanners.threads === 2 && here > 0 && here < texts.length, `${here} of ${texts.length} here`);
    for (const { findings } of results) assert.deepEqual(findings, results[0]?.findings);
    assert.equal(results[0]?.findings.length, 80);
  });

  it('stays in one thread where it is not worth another', async () => {
    await scanAll([WEAK, WEAK]);
    assert.deepEqual([scanners.threads, here], [1, 2]);
  });
});
