import { resolve } from 'node:path';
import Mocha from 'mocha';
import { extensionTests } from './extension-tests.ts';

/** What @vscode/test-electron and the workbench's own automation call: resolves when every test passed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000 });
  mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, resolve('index'), mocha);
  extensionTests();
  const failures = await new Promise<number>((done) => {
    const runner = mocha.run(done);
    runner.on('pass', (test) => tell({ name: test.fullTitle() }));
    runner.on('fail', (test, error) => tell({ name: test.fullTitle(), error: { stack: error.stack } }));
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

/** Read by the harness, line by line. */
const tell = (result: object): void => console.log(`ASSAY-RESULT ${JSON.stringify(result)}`);
