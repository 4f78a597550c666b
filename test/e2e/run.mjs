// The extension in a real VS Code: as a user on the packaged .vsix, then as mocha in the extension host. Prints "N passed, N failed".
// VS Code is code-server from npm, shown by headless Chromium; everything listens on loopback.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { E2E, ROOT, scratchFolder } from './places.mjs';

install();
// What these import is there only now.
const { openChromium } = await import('./browser.mjs');
const { startCodeServer } = await import('./code-server.mjs');
const { hostTests } = await import('./host-tests.mjs');
const { startRegistry } = await import('./registry.mjs');
const { userTests } = await import('./user-tests.mjs');

rmSync(join(E2E, 'shots'), { recursive: true, force: true });
mkdirSync(join(E2E, 'shots'), { recursive: true });
run(process.execPath, [join(ROOT, 'scripts/build.mjs')]);
run(process.execPath, [join(ROOT, 'scripts/package.mjs')]);

const only = process.argv[2];
const results = [];
const scratch = scratchFolder();
const registry = await startRegistry(join(scratch, 'registry'));
const chromium = await openChromium();
try {
  for (const suite of [userTests, hostTests]) {
    if (only && suite.name !== only) continue;
    results.push(...(await suite({ chromium, registry, scratch, startCodeServer })));
  }
} finally {
  await chromium.close();
  await registry.close();
  if (!process.env.KEEP) rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

for (const { name, error } of results)
  console.log(
    error ? `  ✗ ${name}\n      ${String(error.stack ?? error).replaceAll('\n', '\n      ')}` : `  ✓ ${name}`,
  );
const failed = results.filter(({ error }) => error).length;
console.log(`\n${results.length - failed} passed, ${failed} failed`);
// A run in which nothing was tested has shown nothing.
process.exit(failed > 0 || results.length === 0 ? 1 : 0);

/** Node 24 first: code-server's installation insists on running under it. */
function install() {
  const node = join(E2E, 'node/node_modules/.bin');
  if (!existsSync(join(node, 'node'))) run('npm', ['ci', '--no-audit', '--no-fund'], join(E2E, 'node'));
  if (!existsSync(join(E2E, 'node_modules/code-server/out/node/entry.js')))
    run('npm', ['ci', '--no-audit', '--no-fund'], E2E, environmentOf(node));
}

/** Under `npm run` the outer npm tells by which Node it runs, and the installation believes it. */
function environmentOf(node) {
  const { npm_config_user_agent: _agent, npm_node_execpath: _path, NODE: _node, ...rest } = process.env;
  return { ...rest, PATH: `${node}:${rest.PATH}` };
}

function run(command, args, cwd = ROOT, env = process.env) {
  const { status, error } = spawnSync(command, args, { cwd, env, stdio: 'inherit' });
  if (status === 0) return;
  console.error(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`);
  console.log('\n0 passed, 1 failed');
  process.exit(1);
}
