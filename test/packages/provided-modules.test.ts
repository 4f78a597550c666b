import assert from 'node:assert/strict';
import { NO_NPM_CONFIG } from '../../src/packages/npmrc.ts';
import { isProvided } from '../../src/packages/provided-modules.ts';
import { type Reason, Resolver } from '../../src/packages/resolver.ts';
import { importOf } from './fakes.ts';
import { MemoryDisk } from './memory-disk.ts';

type Files = Readonly<Record<string, string>>;

async function check(specifier: string, wanted: Reason | `ask ${string}`, files: Files, file = '/repo/src/main.js') {
  const resolver = new Resolver(new MemoryDisk({ '/repo/.git/HEAD': '', ...files }));
  const resolution = await resolver.resolve(importOf(specifier), file, { npm: NO_NPM_CONFIG, privateScopes: [] });
  const told = resolution.kind === 'ask' ? `ask ${resolution.name}` : resolution.reason;
  assert.equal(told, wanted, `${specifier} in ${JSON.stringify(files)}`);
}

describe('modules that a build provides', () => {
  const provided = (specifier: string, config: string) =>
    check(specifier, 'build-alias', { '/repo/vite.config.js': config });
  const asked = (specifier: `${string}`, config: string) =>
    check(specifier, `ask ${specifier}`, { '/repo/vite.config.js': config });

  it('are those that a plugin compares the name with which it is asked for', async () => {
    await provided('made-up', "plugins: [{ resolveId(id) { if (id === 'made-up') return id; } }]");
    await provided(
      'made-up/part',
      'plugins: [{ resolveId(source) { return "made-up/part" == source ? source : null; } }]',
    );
    await provided('made-up', 'externals: [({ request }, done) => request !== `made-up` ? done() : done(null, "x")]');
    await provided('made-up/x', "external: (id) => id.startsWith('made-up/')");
    await provided('made-up-7', "load(id) { if (id.startsWith('made-up-')) return ''; }");
    await asked('made', "load(id) { if (id.startsWith('m')) return ''; }");
    await check(
      'made-up',
      'build-alias',
      {
        '/repo/samples/a/_config.js': "plugins: [{ resolveId(id) { if (id === 'made-up') return id; } }]",
      },
      '/repo/samples/a/_expected/cjs.js',
    );
    await provided('made-up', "resolveId(id) { switch (id) { case 'made-up': return id; } }");
    await asked('made-up', "if (mode === 'made-up') console.log('made-up');");
    await asked('made', "resolveId(id) { if (id === 'made-up') return id; }");
  });

  it('are those that a plugin keeps under a name, also when it lies beside the configuration', async () => {
    const plugin =
      'const moduleId = `@made/up.astro`;\nexport default () => ({ resolveId: (id) => (id === moduleId ? id : null) });';
    await provided('@made/up.astro', plugin);
    await check('@made/up.astro', 'build-alias', {
      '/repo/astro.config.mjs': "import plugin from './plugins/made.mjs';",
      '/repo/plugins/made.mjs': plugin,
    });
    await provided('made-up', "new VirtualModulesPlugin({ 'node_modules/made-up.js': 'module.exports = 1' })");
    await asked('made-up', "const preset = 'made-up';");
    await asked('made-up', "import made from 'made-up'; export default { resolveId: made };");
  });

  it('are those that are external, unless a package.json gets them from a registry', async () => {
    await provided('host-api', 'rollupOptions: { external: [\n  "react",\n  "host-api",\n] }');
    await provided('host-api/sub', "const external = ['host-api'];");
    await asked('host', "external: ['host-api']");
    await check('host-api', 'ask host-api', {
      '/repo/vite.config.js': "external: ['host-api']",
      '/repo/package.json': '{"dependencies":{"host-api":"^1.0.0"}}',
    });
    await check('npm:host-api', 'ask host-api', { '/repo/vite.config.js': "external: ['host-api']" });
  });

  it('are those of a library that was linked before, and those whose key is put together', async () => {
    const webpack = (config: string) => ({ '/repo/webpack.config.js': config });
    const linked = 'new webpack.DllReferencePlugin({ scope: "linked", manifest: require("./m.json") })';
    await check('linked/part', 'build-alias', webpack(linked));
    await check('linked', 'ask linked', webpack('new OtherPlugin({ scope: "linked" })'));
    await check('acme-free', 'build-alias', webpack('externals: { [`${type}-free`]: "x" }'));
    await check('acme-paid', 'ask acme-paid', webpack('externals: { [`${type}-free`]: "x" }'));
    await check('acme-free', 'ask acme-free', webpack('alias: { [`${name}`]: "x" }'));
  });

  it('are aliases in a list of webpack', async () => {
    const config =
      "alias: [\n{ name: 'comps', alias: path.resolve('src') }, { name: 'only', onlyModule: true, alias: x }]";
    await check('comps/button', 'build-alias', { '/repo/webpack.config.js': config });
    await check('only', 'build-alias', { '/repo/webpack.config.js': config });
    const plugin = "plugins: [{ name: 'comps' }], resolve: { alias: {} }";
    await check('comps/button', 'ask comps', { '/repo/webpack.config.js': plugin });
  });

  it('are found in time that grows with the text', () => {
    const lists = 'external: ['.repeat(20_000);
    const keys = '[`${'.repeat(20_000);
    const compared = `"made-up"${' '.repeat(50_000)}`;
    // Quadratic, they would take minutes, and the test would never come to its end.
    for (const text of [lists, keys, compared, 'id'.repeat(40_000), 'id.startsWith('.repeat(20_000)])
      assert.equal(isProvided({ texts: [`${text} made-up`], hasNamespaces: false }, 'made-up'), false);
  });
});

describe('modules that lie where nobody would look for a package', () => {
  it('are single files in node_modules', async () => {
    for (const name of ['single.js', 'single.cjs', 'single.mjs', 'single.json', 'single.node'])
      await check('single', 'installed', { [`/repo/node_modules/${name}`]: '' });
    await check('@acme/single', 'installed', { '/repo/node_modules/@acme/single.js': '' });
    await check('single', 'ask single', { '/repo/node_modules/single.md': '' });
    await check('single', 'ask single', { '/repo/node_modules/single-other.js': '' });
  });

  it('are an application of Ember, and the one that an addon is tried in', async () => {
    const environment =
      "module.exports = (environment) => ({ modulePrefix: 'shop-front', podModulePrefix: 'shop-pods' });";
    await check('shop-front/helpers/x', 'build-alias', { '/repo/config/environment.js': environment });
    await check('shop-pods/x', 'build-alias', { '/repo/config/environment.js': environment });
    const dummy = { '/repo/tests/dummy/config/environment.js': "let ENV = { modulePrefix: 'dummy' };" };
    await check('dummy/tests/helpers', 'build-alias', dummy, '/repo/tests/unit/x-test.js');
    await check('other/x', 'ask other', { '/repo/config/environment.js': environment });
    await check('@embroider/virtual/compat-modules', 'host', {});
    await check('@embroider/macros', 'ask @embroider/macros', {});
    await check('htmlbars-inline-precompile', 'host', {});
  });

  it('are components of Lightning, by their namespaces', async () => {
    await check('c/tile', 'build-alias', { '/repo/sfdx-project.json': '{}' });
    await check('c/tile', 'ask c', {});
    const config = (modules: string) => ({ '/repo/lwc.config.json': `{"modules":[${modules}]}` });
    await check('shop/tile', 'local-folder', {
      ...config('{"dir":"code/modules"}'),
      '/repo/code/modules/shop/tile/tile.js': '',
    });
    await check('shop/tile', 'build-alias', config('{"name":"shop/tile","path":"x.js"}'));
    await check('shop/tile', 'build-alias', config('{"npm":"shop-components"}'));
    await check('shop/tile/deep', 'ask shop', config('{"npm":"shop-components"}'));
    await check('shop/tile', 'ask shop', {
      ...config('{"npm":"x"}'),
      '/repo/package.json': '{"dependencies":{"shop":"1"}}',
    });
    await check('shop/tile', 'ask shop', config('null, 1, {"npm":1}, {"dir":[]}'));
    await check('shop/tile', 'ask shop', { '/repo/lwc.config.json': '{"modules":' });
  });
});
