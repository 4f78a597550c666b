// Bundles client, server and command line (and, with --tests, the tests) into dist/, and puts the grammars into grammars/.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * What goes into files of its own: the pages of the rules, which server and command line share and load when they are asked for one, the language
 * client, which VS Code need not wait for, and the server without what starts it.
 */
const APART = [
  { in: 'src/rules/pages.generated.ts', out: 'pages' },
  { in: 'src/client/language-client.ts', out: 'language-client' },
  { in: 'src/server/serve.ts', out: 'serve' },
];

copyGrammars();
rmSync(join(root, 'dist'), { recursive: true, force: true });
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  loader: { '.md': 'text' },
  logLevel: 'warning',
  // Some packages' main entry is a UMD module, which a bundler cannot follow.
  mainFields: ['module', 'main'],
  // Its ES module asks for import.meta.url, which a CommonJS bundle does not have.
  alias: { 'web-tree-sitter': join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
};
const entries = ['client', 'server', 'cli'].map((name) => ({ in: `src/${name}/main.ts`, out: name }));
await build({
  ...common,
  entryPoints: [...entries, ...APART],
  outdir: 'dist',
  plugins: [{ name: 'apart', setup: keepApart }],
  // 'encoding' is an optional requirement of a requirement, half a megabyte for charsets that no registry sends.
  external: ['vscode', 'encoding'],
  minify: true,
  // Class names are shown in error messages.
  keepNames: true,
});
if (process.argv.includes('--tests')) {
  await build({
    ...common,
    entryPoints: readdirSync(join(root, 'test'), { recursive: true })
      .filter((file) => file.endsWith('.test.ts') && !file.startsWith('e2e'))
      .map((file) => `test/${file}`),
    outdir: 'dist/test',
    outbase: 'test',
    packages: 'external',
    sourcemap: 'inline',
  });
}

/** Leaves a `require` of one of these files to be done when the program comes to it. */
function keepApart({ onResolve }) {
  for (const { in: file, out } of APART) {
    const filter = new RegExp(`/${basename(file).replaceAll('.', '\\.')}$`);
    onResolve({ filter }, ({ kind }) =>
      kind === 'require-call' ? { path: `./${out}.js`, external: true } : undefined,
    );
  }
}

/** Copies each grammar from its npm package and refuses one whose hash is not in the table, so that a build never ships an unknown binary. */
function copyGrammars() {
  mkdirSync(join(root, 'grammars'), { recursive: true });
  const table = JSON.parse(readFileSync(join(root, 'grammars/grammars.json'), 'utf8'));
  for (const { file, from, version, sha256 } of table) {
    const source = join(root, 'node_modules', from, file);
    const installed = JSON.parse(readFileSync(join(root, 'node_modules', from, 'package.json'), 'utf8')).version;
    const actual = createHash('sha256').update(readFileSync(source)).digest('hex');
    if (installed !== version || actual !== sha256)
      throw new Error(
        `grammars/grammars.json expects ${from} ${version} (${sha256}), but node_modules has ${installed} (${actual}). Run npm ci, or update the table when the new version is meant.`,
      );
    copyFileSync(source, join(root, 'grammars', file));
  }
}
