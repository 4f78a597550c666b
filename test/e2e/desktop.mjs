// npm run test:desktop: the tests of test/e2e/host in a desktop VS Code, on machines that can download one.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundleTests } from './host-tests.mjs';
import { E2E, ROOT, scratchFolder } from './places.mjs';

const scratch = scratchFolder();
const folder = join(scratch, 'shop');
cpSync(join(E2E, 'workspace'), folder, { recursive: true });
mkdirSync(join(folder, '.git'), { recursive: true });
try {
  await runTests({
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: await bundleTests(join(ROOT, 'dist/e2e')),
    launchArgs: [folder, '--disable-workspace-trust', '--user-data-dir', join(scratch, 'data')],
  });
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
