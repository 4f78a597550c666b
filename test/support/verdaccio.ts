import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A registry of npm's kind on loopback, without an upstream: it knows what is published to it and nothing else. */
export type TestRegistry = {
  /** Ends with `/`. */
  readonly url: string;
  publish(name: string, version?: string, manifest?: object): Promise<void>;
  /** Changes what the registry has on disk of a package, as nobody could by publishing: dates, messages. */
  rewrite(name: string, change: (packument: Packument) => void): Promise<void>;
  /** Signs a new user up, who alone may read `@private/*`. */
  signUp(): Promise<string>;
  stop(): Promise<void>;
};

export type Packument = {
  readonly versions: Record<string, Record<string, unknown>>;
  readonly time: Record<string, string>;
  readonly 'dist-tags': Record<string, string>;
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
    packages: {
      '@private/*': { access: '$authenticated', publish: '$all' },
      '**': { access: '$all', publish: '$all', unpublish: '$all' },
    },
    publish: { allow_offline: true },
    log: { type: 'stdout', format: 'pretty', level: 'fatal' },
    // The published types lag behind what the server takes.
  } as never);
  const server: Server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    publish: (name, version = '1.0.0', manifest = {}) =>
      publish(folder, url, { name, version, license: 'MIT', ...manifest }),
    rewrite: async (name, change) => {
      const file = join(folder, 'storage', name, 'package.json');
      const packument: Packument = JSON.parse(await readFile(file, 'utf8'));
      change(packument);
      await writeFile(file, JSON.stringify(packument));
    },
    signUp: async () => {
      const body = JSON.stringify({ name: 'reader', password: 'long-enough-for-a-test' });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${url}-/user/org.couchdb.user:reader`, { method: 'PUT', headers, body });
      return ((await answer.json()) as { token: string }).token;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function publish(
  folder: string,
  url: string,
  manifest: { readonly name: string; readonly version: string; readonly license?: unknown },
): Promise<void> {
  const { name, version } = manifest;
  const place = join(folder, 'packages', name.replace('/', '+'));
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), JSON.stringify(manifest));
  const token = `--${url.slice('http:'.length)}:_authToken=any`;
  const settings = [
    '--registry',
    url,
    token,
    '--userconfig',
    join(folder, 'npmrc'),
    '--cache',
    join(folder, 'npm-cache'),
    '--ignore-scripts',
    '--tag',
    version.includes('-') ? 'next' : 'latest',
  ];
  await promisify(execFile)('npm', ['publish', '--access', 'public', ...settings], {
    cwd: place,
    shell: process.platform === 'win32',
  });
}
