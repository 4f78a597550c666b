import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A registry of npm's kind on loopback, without an upstream: it knows what is published to it and nothing else. */
export type TestRegistry = {
  /** Ends with `/`. */
  readonly url: string;
  publish(name: string, version?: string): Promise<void>;
  stop(): Promise<void>;
};

export async function startRegistry(): Promise<TestRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-registry-'));
  const { runServer } = await import('verdaccio');
  const app = await runServer({
    self_path: folder,
    storage: join(folder, 'storage'),
    auth: { htpasswd: { file: join(folder, 'htpasswd') } },
    uplinks: {},
    web: { enable: false },
    packages: { '**': { access: '$all', publish: '$all', unpublish: '$all' } },
    publish: { allow_offline: true },
    log: { type: 'stdout', format: 'pretty', level: 'fatal' },
    // The published types lag behind what the server takes.
  } as never);
  const server: Server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    publish: (name, version = '1.0.0') => publish(folder, url, name, version),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function publish(folder: string, url: string, name: string, version: string): Promise<void> {
  const place = join(folder, 'packages', name.replace('/', '+'));
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), JSON.stringify({ name, version, license: 'MIT' }));
  const token = `--${url.slice('http:'.length)}:_authToken=any`;
  const settings = [
    '--registry',
    url,
    token,
    '--userconfig',
    join(folder, 'npmrc'),
    '--cache',
    join(folder, 'npm-cache'),
  ];
  await promisify(execFile)('npm', ['publish', '--access', 'public', ...settings], {
    cwd: place,
    shell: process.platform === 'win32',
  });
}
