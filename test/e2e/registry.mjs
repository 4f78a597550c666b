import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './places.mjs';

const require = createRequire(join(ROOT, 'package.json'));

/** A real registry on loopback, with the packages that the examples of the tests import. */
export async function startRegistry(folder) {
  mkdirSync(folder, { recursive: true });
  const { runServer } = require('verdaccio');
  const everybody = { access: '$all', publish: '$all', unpublish: '$all' };
  const app = await runServer({
    self_path: folder,
    storage: join(folder, 'storage'),
    auth: { htpasswd: { file: join(folder, 'htpasswd') } },
    uplinks: {},
    web: { enable: false },
    packages: { '@*/*': everybody, '**': everybody },
    publish: { allow_offline: true },
    log: { type: 'stdout', format: 'pretty', level: 'fatal' },
  });
  const server = await new Promise((done) => {
    const listening = app.listen(0, '127.0.0.1', () => done(listening));
  });
  const url = `http://127.0.0.1:${server.address().port}/`;
  for (const name of ['express', 'lodash', 'react', 'typescript', 'quuxify-core'])
    await publish(name, url, join(folder, 'sources', name));
  return { url, close: () => new Promise((done) => server.close(done)) };
}

/** Through npm, as a user would; not waiting synchronously, since the registry runs in this process. */
async function publish(name, url, folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', license: 'MIT' }));
  const token = `--${url.replace('http:', '')}:_authToken=any`;
  const code = await new Promise((done) => {
    spawn('npm', ['publish', '--registry', url, token], { cwd: folder, stdio: 'ignore' }).on('close', done);
  });
  if (code !== 0) throw new Error(`npm publish of ${name} failed`);
}
