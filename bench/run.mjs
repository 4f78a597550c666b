// npm run bench: installs what is measured on and compared with, builds, measures. `--findings` lists what is found in
// well-kept code; `--engine` leaves out ESLint, the server and the .vsix.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const run = (command, args, cwd = root) => {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
};

if (!existsSync(join(root, 'bench/node_modules'))) run('npm', ['ci', '--no-audit', '--no-fund'], join(root, 'bench'));
run(process.execPath, ['scripts/build.mjs']);
if (!existsSync(join(root, 'assay.vsix'))) run(process.execPath, ['scripts/package.mjs']);
await build({
  absWorkingDir: root,
  entryPoints: ['bench/measure.ts'],
  outfile: 'dist/bench.js',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  loader: { '.md': 'text' },
  alias: { 'web-tree-sitter': join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
  logLevel: 'warning',
});
run(process.execPath, ['dist/bench.js', ...process.argv.slice(2)]);
