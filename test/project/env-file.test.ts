import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { judgeEnvFile } from '../../src/project/env-file.ts';
import { findSourceFiles } from '../../src/project/source-files.ts';

const SECRETS = 'PORT=3000\nDB_PASSWORD=Gr7shopOrders\n';

describe('a file of variables', () => {
  let folder: string;
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
  const write = async (name: string, text = SECRETS) => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  };
  const judge = async (name: string, text = SECRETS) => {
    const { isPrivate, findings } = await judgeEnvFile(join(folder, name), text);
    return isPrivate ? 'private' : findings.map(({ message }) => message).join('\n');
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-env-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const KEPT = 'Git keeps `.env`, so `DB_PASSWORD` is in every clone of the repository.';

  it('that git tracks is told, in every version of its index', async () => {
    git('init', '-q');
    for (const name of ['.env', '.envy/a.txt', 'a/.env', 'a/.env.local', 'b.txt', `${'long/'.repeat(50)}x.txt`])
      await write(name);
    git('add', '-f', '.env', '.envy', 'a/.env.local', 'b.txt', 'long');
    for (const version of ['2', '3', '4']) {
      git('update-index', '--index-version', version);
      assert.equal(await judge('.env'), KEPT, version);
      assert.match(await judge('a/.env'), /^Nothing keeps `\.env` out of git/, version);
      assert.match(await judge('a/.env.local'), /^Git keeps `\.env\.local`/, version);
    }
  });

  it('that git tracks is told although it is ignored by now, and found in its folder', async () => {
    git('init', '-q');
    for (const name of ['.env', '.env.local', 'a.ts']) await write(name);
    git('add', '.env', 'a.ts');
    await write('.gitignore', '.env*\n');
    assert.equal(await judge('.env'), KEPT);
    const found: string[] = [];
    for await (const one of findSourceFiles(folder, folder, [])) found.push(relative(folder, one.path));
    assert.deepEqual(found, ['.env', 'a.ts']);
  });

  it('that is ignored is private', async () => {
    git('init', '-q');
    await write('.gitignore', '.env.local\nsecrets/\n');
    await write('.git/info/exclude', '.env.mine\n');
    for (const name of ['.env.local', 'app/.env.local', 'secrets/.env', '.env.mine'])
      assert.equal(await judge(name), 'private', name);
    await write('app/.gitignore', '!.env.local\n');
    assert.match(await judge('app/.env.local'), /^Nothing keeps/);
  });

  it('that is a template, holds nothing of worth, or is in no repository, is left alone', async () => {
    assert.equal(await judge('.env'), '');
    git('init', '-q');
    for (const name of ['.env.example', '.env.sample', '.env.local.template', 'a.ts'])
      assert.equal(await judge(name), '', name);
    for (const text of [
      '',
      'PORT=1\n',
      'DB_PASSWORD=\nAPI_KEY=your-key\n',
      'DOTENV_PUBLIC_KEY="03"\nDB_PASSWORD="encrypted:Gr7shopOrders"\n',
    ])
      assert.equal(await judge('.env', text), '', text);
  });

  it('in a linked work tree, or beside a broken index, is judged all the same', async () => {
    git('init', '-q');
    await write('.env');
    git('add', '.env');
    git('-c', 'user.name=a', '-c', 'user.email=a@b.test', 'commit', '-q', '-m', 'a');
    git('worktree', 'add', '-q', 'linked');
    assert.equal(await judge('linked/.env'), KEPT);
    for (const broken of ['', 'DIRC', 'DIRC\0\0\0\u0002\0\0\uffff', 'x'.repeat(500)]) {
      await write('.git/index', broken);
      assert.match(await judge('.env'), /^Nothing keeps/);
    }
  });

  it('is judged beside an index that unfolds to gigabytes, and one that is a pipe', async () => {
    git('init', '-q');
    await write('.env');
    const header = Buffer.from([...Buffer.from('DIRC'), 0, 0, 0, 4, 0, 0, 0x0b, 0xb8]);
    // Each path keeps all of the one before it.
    const entry = (path: string) =>
      Buffer.concat([Buffer.alloc(60), Buffer.from([0x0f, 0xff, 0]), Buffer.from(`${path}\0`)]);
    const more = Array.from({ length: 2999 }, () => entry('x'));
    await writeFile(
      join(folder, '.git/index'),
      Buffer.concat([header, entry('a'.repeat(6_000_000)), ...more, Buffer.alloc(20)]),
    );
    assert.match(await judge('.env'), /^Nothing keeps/);
    if (process.platform === 'win32') return;
    await rm(join(folder, '.git/index'));
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(folder, '.git/index')]);
    assert.match(await judge('.env'), /^Nothing keeps/);
  });

  it('is judged anew when the index has changed', async () => {
    git('init', '-q');
    await write('.env');
    assert.match(await judge('.env'), /^Nothing keeps/);
    git('add', '.env');
    assert.equal(await judge('.env'), KEPT);
    git('rm', '-q', '--cached', '.env');
    assert.match(await judge('.env'), /^Nothing keeps/);
  });
});
