// Packages the extension into assay.vsix. dist/ must be built.
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packagePath = join(root, 'assay.vsix');
// Everything is bundled: nothing of node_modules goes in.
// The tool lists every file it packs; who starts us wants the result.
const { log } = console;
console.log = () => {};
await createVSIX({
  cwd: root,
  packagePath,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
console.log = log;
console.log(`assay.vsix, ${(statSync(packagePath).size / 1e6).toFixed(2)} MB`);
