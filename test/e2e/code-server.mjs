import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { E2E, ROOT } from './places.mjs';

const NODE = join(E2E, 'node/node_modules/.bin/node');
const ENTRY = join(E2E, 'node_modules/code-server/out/node/entry.js');

const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.colorTheme': 'Default Dark Modern',
  'editor.minimap.enabled': false,
  'editor.fontSize': 15,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'typescript.disableAutomaticTypeAcquisition': true,
  'typescript.validate.enable': false,
  'javascript.validate.enable': false,
  'chat.disableAIFeatures': true,
  'security.workspace.trust.startupPrompt': 'never',
};

/** Starts code-server on a folder. `installs`: whether the packaged extension is installed; `trusts`: whether every folder is trusted. */
export async function startCodeServer({ scratch, name, folder, registry, installs, trusts = true }) {
  const data = join(scratch, name, 'data');
  const extensions = join(scratch, name, 'extensions');
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User/settings.json'), JSON.stringify(SETTINGS));
  const own = ['--user-data-dir', data, '--extensions-dir', extensions];
  const env = {
    ...process.env,
    PATH: `${join(E2E, 'node/node_modules/.bin')}:${process.env.PATH}`,
    npm_config_registry: registry.url,
    ASSAY_CACHE_DIR: join(scratch, name, 'cache'),
  };
  if (installs) {
    const installed = spawnSync(NODE, [ENTRY, ...own, '--install-extension', join(ROOT, 'assay.vsix')], {
      env,
      encoding: 'utf8',
    });
    if (installed.status !== 0)
      throw new Error(`The extension could not be installed:\n${installed.stdout}\n${installed.stderr}`);
  }
  const port = await freePort();
  const flags = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check'];
  if (trusts) flags.push('--disable-workspace-trust');
  const server = spawn(NODE, [ENTRY, ...own, ...flags, folder], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  server.stdout.on('data', (chunk) => {
    output += chunk;
  });
  server.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const url = `http://127.0.0.1:${port}`;
  await answering(url, () => output);
  return {
    url: `${url}/?folder=${folder}`,
    port,
    close: () =>
      new Promise((done) => {
        server.once('exit', done);
        server.kill('SIGTERM');
      }),
  };
}

function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

async function answering(url, output) {
  for (let attempt = 0; attempt < 120; attempt++) {
    try {
      if ((await fetch(`${url}/healthz`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error(`code-server did not start:\n${output()}`);
}
