import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { findSourceFiles } from '../../src/project/source-files.ts';
import { checkText, readSource } from '../../src/project/source-text.ts';

describe('the files of a folder', () => {
  let folder: string;
  const write = async (...names: string[]) => {
    for (const name of names) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), name.endsWith('.gitignore') ? 'ignored/\n*.gen.ts\n!keep.gen.ts\n' : '');
    }
  };
  const find = async (path = folder, exclude: string[] = []) => {
    const found: string[] = [];
    for await (const one of findSourceFiles(path, folder, exclude))
      found.push('error' in one ? `! ${one.error}` : 'note' in one ? `? ${one.note}` : relative(folder, one.path));
    return found;
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-files-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are those of our languages and package.json, without installed, built, hidden and minified ones', async () => {
    await write(
      'a.ts',
      'b.jsx',
      'c.png',
      'package.json',
      'x/d.cts',
      'node_modules/e.js',
      'dist/f.js',
      '.cache/g.js',
      'h.min.js',
    );
    assert.deepEqual(await find(), ['a.ts', 'b.jsx', 'package.json', 'x/d.cts']);
  });

  it('respect .gitignore, also one above, and the policy', async () => {
    await write('.gitignore', 'a.ts', 'ignored/b.ts', 'x/c.gen.ts', 'x/keep.gen.ts', 'legacy/d.ts');
    assert.deepEqual(await find(folder, ['legacy/']), ['a.ts', 'x/keep.gen.ts']);
    assert.deepEqual(await find(join(folder, 'x')), ['x/keep.gen.ts']);
  });

  it('that are named are given whatever is ignored, and what cannot be read is told', async () => {
    await write('.gitignore', 'ignored/b.ts', 'c.png');
    assert.deepEqual(await find(join(folder, 'ignored/b.ts')), ['ignored/b.ts']);
    assert.match((await find(join(folder, 'gone')))[0] ?? '', /no such file/);
    assert.match((await find(join(folder, 'c.png')))[0] ?? '', /^\? Assay reads code/);
  });

  it('of a folder that is named are given, though it is ignored itself', async () => {
    await write('.git/HEAD', '.gitignore', 'ignored/b.ts', 'ignored/c/d.ts');
    assert.deepEqual(await find(join(folder, 'ignored')), ['ignored/b.ts', 'ignored/c/d.ts']);
  });

  it('respect the ignore files of the repository above the policy', async () => {
    await write('.git/HEAD', '.gitignore', 'app/ignored/a.ts', 'app/b.ts');
    const found: string[] = [];
    for await (const { path } of findSourceFiles(join(folder, 'app'), join(folder, 'app'), [])) found.push(path);
    assert.deepEqual(found, [join(folder, 'app/b.ts')]);
  });

  it('stay excluded by the policy, whatever an ignore file takes back', async () => {
    await write('legacy/.gitignore', 'legacy/keep.gen.ts', 'a.ts');
    assert.deepEqual(await find(folder, ['legacy/**']), ['a.ts']);
  });

  it('are not hidden by a pattern that differs in case', async () => {
    await write('.gitignore', 'Ignored/a.ts');
    assert.deepEqual(await find(), ['Ignored/a.ts']);
  });

  it('that are no ordinary files, or lead in a circle, are told and not waited for', async () => {
    await symlink('/dev/zero', join(folder, 'zero.js'));
    await symlink('circle.js', join(folder, 'circle.js'));
    assert.deepEqual(await find(join(folder, 'zero.js')), ['! This is no ordinary file.']);
    assert.deepEqual(await find(join(folder, 'circle.js')), ['! This link leads back to itself.']);
    assert.deepEqual(await find(), []);
  });

  it('are found once where links lead back up', async () => {
    await write('x/a.ts');
    await symlink(folder, join(folder, 'x/up'));
    assert.deepEqual(await find(), ['x/a.ts']);
  });
});

describe('a text', () => {
  const noteOf = (text: string) => {
    const source = checkText(text, 'a.js');
    return 'note' in source ? source.note : '';
  };

  it('over 1 MB, with NULs or minified is not looked at, and said to be', () => {
    assert.match(noteOf('x\n'.repeat(600_000)), /larger than 1 MB/);
    assert.match(noteOf('a\0b'), /NUL/);
    assert.match(noteOf(`a${';b()'.repeat(3000)}`), /minified/);
    assert.equal(noteOf('const a = 1;\n'.repeat(5000)), '');
  });

  it('that is not UTF-8 is not looked at', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assay-text-'));
    await writeFile(join(folder, 'a.js'), Buffer.from([0x61, 0xff, 0xfe, 0x80]));
    assert.deepEqual(await readSource(join(folder, 'a.js')), {
      note: 'This file is not UTF-8 text, so it was not checked.',
    });
    await rm(folder, { recursive: true });
  });
});
