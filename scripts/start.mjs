// npm start [-- PATH]: builds, packages the extension, opens the folder in a VS Code with Assay where there is one, and prints what Assay finds.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const examples = join(root, 'examples');
const folder = resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[2] ?? examples);
const FINDINGS = 1;

if (process.argv.length > 3 || process.argv[2]?.startsWith('-')) {
  console.error('npm start -- [PATH]   opens and scans the folder; without one the examples');
  process.exit(2);
}

if (!existsSync(folder)) {
  console.error(`${folder} does not exist. Name a folder: npm start -- PATH`);
  process.exit(2);
}
run('scripts/build.mjs');
run('scripts/package.mjs');
const serve = openEditor();
console.log(`\nassay scan ${folder}\n`);
const { status } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'scan', folder], {
  stdio: 'inherit',
  cwd: process.env.INIT_CWD ?? root,
});
await serve?.();
// That there are findings is what this shows; anything else is an error.
process.exit(status === 0 || status === FINDINGS ? 0 : (status ?? 1));

function run(script) {
  const result = spawnSync(process.execPath, [join(root, script)], { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Opens the folder in the first editor on the PATH, with the extension in a profile of its own. What must wait for the scan is given back. */
function openEditor() {
  const editor = ['code', 'codium', 'cursor', 'code-server'].map(findOnPath).find(Boolean);
  const vsix = join(root, 'assay.vsix');
  const byHand = `Extensions view, "Install from VSIX…", ${vsix}`;
  if (!editor) {
    console.log(`No VS Code on the PATH. To install the extension in one: ${byHand}`);
    return undefined;
  }
  // A name that nobody can guess, in a folder that others may write to.
  const profile = mkdtempSync(join(tmpdir(), 'assay-start-'));
  const own = ['--user-data-dir', join(profile, 'data'), '--extensions-dir', join(profile, 'extensions')];
  const installed = start(spawnSync, editor, [...own, '--install-extension', vsix, '--force'], { stdio: 'ignore' });
  if (installed.status !== 0) {
    console.log(`${editor} could not install the extension. By hand: ${byHand}`);
    return undefined;
  }
  if (basename(editor).startsWith('code-server')) return serverOf(editor, own);
  // The examples are ours; whether another folder is to be trusted the editor asks.
  const trust = folder === examples ? ['--disable-workspace-trust'] : [];
  start(spawn, editor, [...own, ...trust, folder], { stdio: 'ignore', detached: true }).unref();
  console.log(`Opened ${folder} in ${basename(editor)}, with Assay in a profile of its own.`);
  return undefined;
}

/** A server runs until it is stopped: at a terminal it is started, elsewhere only its command is printed. */
function serverOf(editor, own) {
  const args = (port) => [...own, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', folder];
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    console.log(`To open it in the browser:\n  ${editor} ${args(8443).join(' ')}\nthen http://127.0.0.1:8443/`);
    return undefined;
  }
  return async () => {
    const port = await freePort();
    console.log(`\nThe same in the editor: http://127.0.0.1:${port}/   (Ctrl+C ends it)`);
    const server = start(spawn, editor, args(port), { stdio: 'ignore' });
    process.on('SIGINT', () => server.kill());
    await new Promise((ended) => server.once('exit', ended));
  };
}

function freePort() {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}

/** On Windows an editor's command is a .cmd file, which only a shell can run; there each argument is quoted. */
function start(how, command, args, options) {
  if (process.platform !== 'win32') return how(command, args, options);
  const quoted = [command, ...args].map((argument) => `"${argument}"`);
  return how(quoted[0], quoted.slice(1), { ...options, shell: true });
}

function findOnPath(name) {
  const names = process.platform === 'win32' ? [`${name}.cmd`, `${name}.exe`] : [name];
  for (const directory of (process.env.PATH ?? '').split(delimiter))
    for (const candidate of names)
      if (directory && existsSync(join(directory, candidate))) return join(directory, candidate);
  return undefined;
}
