// npm start [-- PATH]: builds, packages the extension, opens the folder in a VS Code with Assay where there is one, and prints what Assay finds.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[2] ?? join(root, 'examples'));
const FINDINGS = 1;

if (!existsSync(folder)) {
  console.error(`${folder} does not exist. Name a folder: npm start -- PATH`);
  process.exit(2);
}
run('scripts/build.mjs');
run('scripts/package.mjs');
openEditor();
console.log(`\nassay scan ${folder}\n`);
const { status } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'scan', folder], {
  stdio: 'inherit',
  cwd: process.env.INIT_CWD ?? root,
});
// That there are findings is what this shows; anything else is an error.
process.exit(status === 0 || status === FINDINGS ? 0 : (status ?? 1));

function run(script) {
  const result = spawnSync(process.execPath, [join(root, script)], { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Opens the folder in the first editor on the PATH, with the extension in a profile that is no one's own. */
function openEditor() {
  const editor = ['code', 'codium', 'cursor', 'code-server'].map(findOnPath).find(Boolean);
  const vsix = join(root, 'assay.vsix');
  if (!editor) {
    console.log(
      `No VS Code on the PATH. To install the extension in one: Extensions view, "Install from VSIX…", ${vsix}`,
    );
    return;
  }
  const profile = join(realpathSync(tmpdir()), 'assay-start');
  mkdirSync(profile, { recursive: true });
  const own = ['--user-data-dir', join(profile, 'data'), '--extensions-dir', join(profile, 'extensions')];
  const shell = process.platform === 'win32';
  const installed = spawnSync(editor, [...own, '--install-extension', vsix, '--force'], { stdio: 'ignore', shell });
  if (installed.status !== 0) {
    console.log(`${editor} could not install the extension. By hand: Extensions view, "Install from VSIX…", ${vsix}`);
    return;
  }
  if (/code-server(\.cmd)?$/.test(editor)) {
    console.log(
      `To open it: ${editor} ${own.join(' ')} --auth none --bind-addr 127.0.0.1:8443 ${folder}\nthen http://127.0.0.1:8443/`,
    );
    return;
  }
  spawn(editor, [...own, '--disable-workspace-trust', folder], { stdio: 'ignore', detached: true, shell }).unref();
  console.log(`Opened ${folder} in ${editor}, with Assay in a profile of its own.`);
}

function findOnPath(name) {
  const names = process.platform === 'win32' ? [`${name}.cmd`, `${name}.exe`] : [name];
  for (const directory of (process.env.PATH ?? '').split(delimiter))
    for (const candidate of names)
      if (directory && existsSync(join(directory, candidate))) return join(directory, candidate);
  return undefined;
}
