import assert from 'node:assert/strict';
import { InstalledExports } from '../../../src/packages/exports/installed-exports.ts';
import { MemoryDisk } from '../memory-disk.ts';

type Files = Readonly<Record<string, string>>;

/** What `kit`, or a subpath of it, exports: its names, `typed` where it has types; `?` where that is in doubt. */
async function read(files: Files, specifier = 'kit'): Promise<string> {
  const placed = Object.entries(files).map(([path, text]) => [`/repo/node_modules/${path}`, text]);
  const exports = new InstalledExports(new MemoryDisk(Object.fromEntries(placed)));
  const found = await exports.of('/repo/node_modules/kit', 'kit', specifier);
  if (found === undefined) return '?';
  return [...[...found.names].sort(), ...(found.hasTypes ? ['typed'] : [])].join(' ');
}

const check = async (files: Files, wanted: string, specifier?: string) =>
  assert.equal(await read(files, specifier), wanted, JSON.stringify(files));

describe('the exports of an installed package', () => {
  it('are read where package.json says', async () => {
    await check({ 'kit/package.json': '{}', 'kit/index.js': 'exports.a = 1' }, 'a');
    await check({ 'kit/package.json': '{"main":"lib"}', 'kit/lib/index.js': 'exports.a = 1' }, 'a');
    await check({ 'kit/package.json': '{"main":"./lib/x"}', 'kit/lib/x.js': 'exports.a = 1' }, 'a');
    await check(
      {
        'kit/package.json': '{"main":"a.js","module":"b.mjs"}',
        'kit/a.js': 'exports.a = 1',
        'kit/b.mjs': 'export const b = 1',
      },
      'a b',
    );
    await check({ 'kit/package.json': '{"exports":"./a.js"}', 'kit/a.js': 'export const a = 1' }, 'a');
    await check(
      {
        'kit/package.json': '{"exports":{".":{"import":["./a.mjs"],"require":{"node":"./b.cjs"}}}}',
        'kit/a.mjs': 'export const a = 1',
        'kit/b.cjs': 'exports.b = 1',
      },
      'a b',
    );
    await check({ 'kit/package.json': '{', 'kit/index.js': 'exports.a = 1' }, '?');
    await check({ 'kit/package.json': '{}' }, '?');
  });

  it('are read of subpaths', async () => {
    const x = { 'kit/x.js': 'exports.a = 1' };
    await check({ 'kit/package.json': '{}', ...x }, 'a', 'kit/x');
    await check({ 'kit/package.json': '{}', ...x }, 'a', 'kit/x.js');
    await check({ 'kit/package.json': '{"exports":{"./y":"./x.js"}}', ...x }, 'a', 'kit/y');
    await check({ 'kit/package.json': '{"exports":{"./lib/*":"./*.js"}}', ...x }, 'a', 'kit/lib/x');
    await check({ 'kit/package.json': '{}', 'kit/sub/package.json': '{"main":"../x.js"}', ...x }, 'a', 'kit/sub');
    await check({ 'kit/package.json': '{"exports":{".":"./x.js"}}', ...x }, '?', 'kit/x');
  });

  it('are read of types, wherever they are named', async () => {
    const files = { 'kit/index.js': 'exports.a = 1', 'kit/x.d.ts': 'export declare const b: 1;' };
    await check({ ...files, 'kit/package.json': '{"types":"x.d.ts"}' }, 'a b typed');
    await check({ ...files, 'kit/package.json': '{"typings":"./x"}' }, 'a b typed');
    await check(
      { ...files, 'kit/package.json': '{"exports":{".":{"types":"./x.d.ts","default":"./index.js"}}}' },
      'a b typed',
    );
    await check(
      { ...files, 'kit/package.json': '{"types":"y.d.ts","typesVersions":{">=4":{"*":["x.d.ts"]}}}' },
      'a b typed',
    );
    await check({ ...files, 'kit/package.json': '{}', 'kit/index.d.ts': 'export declare const c: 1;' }, 'a c typed');
    await check(
      {
        'kit/package.json': '{"exports":"./x.mjs"}',
        'kit/x.mjs': 'export const a = 1',
        'kit/x.d.mts': 'export declare const b: 1;',
      },
      'a b typed',
    );
    await check(
      {
        'kit/package.json': '{}',
        'kit/index.js': 'exports.a = 1',
        '@types/kit/package.json': '{"types":"index.d.ts"}',
        '@types/kit/index.d.ts': 'export const b: 1;',
      },
      'a b typed',
    );
    await check(
      {
        'kit/package.json': '{}',
        'kit/index.js': 'exports.a = 1',
        '@types/kit/package.json': '{"types":"index.d.ts"}',
        '@types/kit/index.d.ts': "declare module 'kit' { const b: 1; }",
      },
      'a b typed',
    );
  });

  it('are followed to other files and packages', async () => {
    await check(
      {
        'kit/package.json': '{"exports":"./a.js"}',
        'kit/a.js': "export * from './b.js'; export * from './a.js'",
        'kit/b.js': "export * from 'other'; export const b = 1",
        'other/package.json': '{}',
        'other/index.js': 'exports.c = 1',
      },
      'b c',
    );
    await check(
      {
        'kit/package.json': '{}',
        'kit/index.js': 'exports.a = 1',
        'kit/index.d.ts': "export * from './b.js'; export * from './c';",
        'kit/b.d.ts': 'export const b: 1;',
        'kit/c/index.d.ts': 'export const c: 1;',
      },
      'a b c typed',
    );
  });

  it('are in doubt where a part cannot be read', async () => {
    await check(
      { 'kit/package.json': '{"exports":"./a.js"}', 'kit/a.js': "export * from './gone.js'; export const a = 1" },
      '?',
    );
    await check(
      { 'kit/package.json': '{"exports":"./a.js"}', 'kit/a.js': "export * from 'gone'; export const a = 1" },
      '?',
    );
    await check(
      {
        'kit/package.json': '{}',
        'kit/index.js': 'exports.a = 1',
        'kit/index.d.ts': 'declare const a: B.C; export = a;',
      },
      '?',
    );
    await check({ 'kit/package.json': '{}', 'kit/index.js': 'module.exports = make()' }, '?');
    await check({ 'kit/package.json': '{}', 'kit/index.js': "require('./side-effect')" }, '?');
  });

  it('ask the modules that cannot be read whether they speak of a name', async () => {
    const disk = new MemoryDisk({
      '/kit/package.json': '{}',
      '/kit/index.js': "module.exports = make(require('./lib/parts'));",
      '/kit/lib/parts.js': 'const hidden = 1;',
      '/kit/index.d.ts': 'export const a: 1;',
    });
    const found = await new InstalledExports(disk).of('/kit', 'kit', 'kit');
    assert.equal(await found?.isMentioned('hidden'), true);
    assert.equal(await found?.isMentioned('invented'), false);
    disk.write('/kit/lib/parts.js', "module.exports = require('./native.node')");
    assert.equal(await found?.isMentioned('invented'), true);
  });

  it('are bounded', async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [
        `kit/m${index}.js`,
        `export * from './m${index + 1}.js'; export const a${index} = 1;`,
      ]),
    );
    await check({ 'kit/package.json': '{"exports":"./m0.js"}', ...chain, 'kit/m400.js': 'export const z = 1' }, '?');
  });
});
