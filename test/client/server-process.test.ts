import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LanguageServer } from '../../src/client/language-server.ts';
import { ServerProcess } from '../../src/client/server-process.ts';

/** Writes down that it was started, says hello, and stays until it is told to go. */
const SERVER = `
require('node:fs').appendFileSync('started', process.pid + '\\n');
console.log('hello');
console.error('mind the step');
process.on('message', (message) => { if (message === 'exit') process.exit(0); });
`;

describe('the process of the language server', () => {
  let folder: string;
  let lines: string[];
  let server: ServerProcess;
  const make = (execArgv: readonly string[] = []) => {
    const log = { info: (line: string) => lines.push(line), error: (line: string) => lines.push(`! ${line}`) };
    server = new ServerProcess({ module: join(folder, 'server.cjs'), execArgv, args: [], cwd: folder }, log);
  };
  const started = () => readFileSync(join(folder, 'started'), 'utf8').trim().split('\n').map(Number);
  /** Takes a process, and waits until it works. */
  const take = async (): Promise<ChildProcess> => {
    const taken = await server.take();
    await until(() => existsSync(join(folder, 'started')) && started().includes(taken.pid ?? 0));
    return taken;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-process-'));
    writeFileSync(join(folder, 'server.cjs'), SERVER);
    lines = [];
  });
  afterEach(async () => {
    await server.end({ isTold: false });
    rmSync(folder, { recursive: true });
  });

  it('is there before anybody takes it, and is the one that is taken', async () => {
    make();
    await until(() => lines.includes('hello'));
    const { pid } = await server.take();
    assert.deepEqual(started(), [pid]);
  });

  it('is another one after the first was killed', async () => {
    make();
    const first = await take();
    first.kill('SIGKILL');
    await exitOf(first);
    const second = await take();
    assert.notEqual(second.pid, first.pid);
    assert.ok(isAlive(second.pid));
    assert.ok(lines.includes('! The language server ended with SIGKILL.'), lines.join('\n'));
  });

  it('is started anew where the first ended before anybody took it', async () => {
    make();
    await until(() => lines.includes('hello'));
    const [pid = 0] = started();
    process.kill(pid, 'SIGKILL');
    await until(() => lines.some((line) => line.includes('SIGKILL')));
    const taken = await take();
    assert.deepEqual(started(), [pid, taken.pid]);
  });

  it('does without options that Node does not know', async () => {
    make(['--no-such-option-of-node']);
    await until(() => lines.includes('! The language server ended with code 9.'));
    const taken = await take();
    assert.deepEqual(started(), [taken.pid]);
  });

  it('leaves none behind when it is taken a second time', async () => {
    make();
    const first = await take();
    const second = await take();
    await exitOf(first);
    assert.ok(!isAlive(first.pid));
    assert.ok(isAlive(second.pid));
  });

  it('ends when it was told to, and is ended when it does not', async () => {
    make();
    const polite = await take();
    polite.send('exit');
    await server.end({ isTold: true });
    assert.ok(lines.includes('The language server ended.'), lines.join('\n'));
    make();
    const deaf = await take();
    await server.end({ isTold: true });
    assert.ok(!isAlive(deaf.pid));
  });

  it('tells what it prints', async () => {
    make();
    await until(() => lines.includes('! mind the step'));
  });

  it('works elsewhere where its folder is gone', async () => {
    const module = join(folder, 'server.cjs');
    writeFileSync(module, "console.log('in ' + process.cwd()); setInterval(() => {}, 1000);\n");
    const log = { info: (line: string) => lines.push(line), error: () => {} };
    server = new ServerProcess({ module, execArgv: [], args: [], cwd: join(folder, 'gone') }, log);
    assert.ok(isAlive((await server.take()).pid));
    await until(() => lines.includes(`in ${process.cwd()}`));
  });

  it('cannot be taken where none can be started', async () => {
    const { execPath } = process;
    try {
      process.execPath = join(folder, 'no-node');
      make();
      await assert.rejects(server.take(), /cannot be started/);
    } finally {
      process.execPath = execPath;
    }
    await until(() => lines.some((line) => line.includes('ENOENT')));
  });

  it('answers what was asked before the language client was loaded', async () => {
    make();
    await until(() => lines.includes('hello'));
    const asked: unknown[] = [];
    const languageServer = new LanguageServer(
      server,
      () => ({
        request: async <Result>(method: string, params?: object) => {
          asked.push([method, params]);
          return 'a page' as Result;
        },
        stop: async () => {
          asked.push('stop');
          (await server.take()).kill();
        },
        restart: async () => {
          asked.push('restart');
        },
      }),
      (error) => assert.fail(String(error)),
    );
    const answer = languageServer.request('assay/page', { rule: 'code/weak-hash' });
    const restarted = languageServer.restart();
    assert.deepEqual(asked, [], 'the client is not there yet');
    assert.equal(await answer, 'a page');
    await restarted;
    assert.deepEqual(asked, [['assay/page', { rule: 'code/weak-hash' }], 'restart']);
    await languageServer.stop();
    assert.equal(asked.at(-1), 'stop');
    assert.ok(started().every((pid) => !isAlive(pid)));
  });

  it('is ended where the extension is stopped before the language client was loaded', async () => {
    make();
    await until(() => lines.includes('hello'));
    const languageServer = new LanguageServer(
      server,
      () => assert.fail('loaded after the stop'),
      () => {},
    );
    const asked = languageServer.request('assay/rules');
    await Promise.all([assert.rejects(asked, /has been stopped/), languageServer.stop()]);
    assert.ok(started().every((pid) => !isAlive(pid)));
  });

  it('is ended where the language client cannot be loaded, and who asks is told', async () => {
    make();
    await until(() => lines.includes('hello'));
    const errors: unknown[] = [];
    const load = () => {
      throw new Error('no such bundle');
    };
    const languageServer = new LanguageServer(server, load, (error) => errors.push(String(error)));
    await assert.rejects(languageServer.request('assay/rules'), /no such bundle/);
    assert.deepEqual(errors, ['Error: no such bundle']);
    await languageServer.stop();
    assert.ok(started().every((pid) => !isAlive(pid)));
  });
});

function isAlive(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}

const exitOf = (child: ChildProcess): Promise<unknown> =>
  child.exitCode === null && child.signalCode === null
    ? new Promise((done) => child.once('exit', done))
    : Promise.resolve();

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Did not become true: ${condition}`);
    await new Promise((done) => setTimeout(done, 10));
  }
}
