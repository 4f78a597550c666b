import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { E2E, ROOT } from './places.mjs';

/** The tests of test/e2e/host, run by mocha in VS Code's own extension host, on the extension's folder. */
export async function hostTests({ chromium, registry, scratch, startCodeServer }) {
  const tests = await bundleTests(join(ROOT, 'dist/e2e'));
  const folder = join(scratch, 'host-shop');
  cpSync(join(E2E, 'workspace'), folder, { recursive: true });
  mkdirSync(join(folder, '.git'), { recursive: true });
  const server = await startCodeServer({ scratch, name: 'host', folder, registry, installs: false });
  const context = await chromium.newContext();
  const results = [];
  try {
    results.push(...(await runInHost(await context.newPage(), server, tests)));
  } finally {
    await context.close();
    await server.close();
  }
  return [...results, await leavesNoProcess(), keepsCompiledCode(join(scratch, 'host', 'data'))];
}

/** A server that has lost its extension host notices within three seconds. */
async function leavesNoProcess() {
  const name = 'leaves no process behind';
  const own = join(ROOT, 'dist/server.js');
  for (let attempt = 0; attempt < 20; attempt++) {
    if (!execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' }).includes(own)) return { name };
    await new Promise((done) => setTimeout(done, 500));
  }
  return { name, error: new Error(`${own} still runs`) };
}

/** The server that was restarted has left what was compiled of it to the next. */
function keepsCompiledCode(data) {
  const name = 'keeps what was compiled of the server in the storage of the extension';
  const folder = join(data, 'User/globalStorage/assay.assay/compiled');
  const files = existsSync(folder) ? readdirSync(folder) : [];
  if (files.length === 1 && files[0].startsWith('serve.js-')) return { name };
  return { name, error: new Error(`${folder} has ${files.join(', ') || 'nothing'}`) };
}

export async function bundleTests(outdir) {
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['test/e2e/host/index.ts'],
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return join(outdir, 'index');
}

/** The workbench takes the extension under test from its page's configuration, and reports through two functions. */
async function runInHost(page, server, tests) {
  const results = [];
  const log = [];
  await page.exposeFunction('codeAutomationLog', (_type, args) => {
    for (const arg of [args].flat()) {
      log.push(String(arg));
      const result = /^ASSAY-RESULT (.*)$/.exec(String(arg));
      if (result) results.push(JSON.parse(result[1]));
    }
  });
  const exited = new Promise((done) => {
    void page.exposeFunction('codeAutomationExit', done);
  });
  await page.addInitScript(
    ({ extension, entry }) => {
      const original = Element.prototype.getAttribute;
      Element.prototype.getAttribute = function (name) {
        const value = original.call(this, name);
        if (name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration') return value;
        const uri = (path) => ({ scheme: 'vscode-remote', authority: location.host, path });
        const settings = JSON.parse(value);
        settings.developmentOptions = {
          ...settings.developmentOptions,
          extensions: [uri(extension)],
          extensionTestsPath: uri(entry),
        };
        return JSON.stringify(settings);
      };
    },
    { extension: ROOT, entry: tests },
  );
  await page.goto(server.url);
  const late = new Promise((done) => setTimeout(() => done('late'), 180_000));
  const code = await Promise.race([exited, late]);
  const failures = results.filter(({ error }) => error).length;
  if (code !== 0 && failures === 0)
    results.push({
      name: 'the extension host ends well',
      error: new Error(`exit ${code}\n${log.slice(-20).join('\n')}`),
    });
  if (results.length === 0)
    results.push({ name: 'the tests in the extension host run', error: new Error(log.slice(-20).join('\n')) });
  return results;
}
