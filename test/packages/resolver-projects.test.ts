import assert from 'node:assert/strict';
import { PackageChecker } from '../../src/packages/check-packages.ts';
import { NO_NPM_CONFIG } from '../../src/packages/npmrc.ts';
import type { PackageReference } from '../../src/packages/reference.ts';
import { referencesIn } from '../../src/packages/references/references-in.ts';
import { type Reason, Resolver } from '../../src/packages/resolver.ts';
import { FakeRegistry, FakeStore, importOf } from './fakes.ts';
import { MemoryDisk } from './memory-disk.ts';

type Files = Readonly<Record<string, string | undefined>>;

/** What the resolver makes of a reference in a file of `/repo`: a reason, or `ask NAME`. */
async function resolve(reference: PackageReference, files: Files, file: string): Promise<string> {
  const resolver = new Resolver(new MemoryDisk({ '/repo/.git/HEAD': '', ...files }));
  const resolution = await resolver.resolve(reference, file, { npm: NO_NPM_CONFIG, privateScopes: [] });
  return resolution.kind === 'ask' ? `ask ${resolution.name}` : resolution.reason;
}

const check = async (specifier: string, wanted: Reason | `ask ${string}`, files: Files, file = '/repo/src/main.ts') =>
  assert.equal(await resolve(importOf(specifier), files, file), wanted, `${specifier} in ${JSON.stringify(files)}`);

/** The only reference of a text that is no code. */
async function checkText(path: string, text: string, wanted: Reason | `ask ${string}`, files: Files = {}) {
  const [reference, ...others] = referencesIn(path, text);
  assert.ok(reference !== undefined && others.length === 0, text);
  assert.equal(await resolve(reference, files, path), wanted, text);
}

describe('the resolver, in configurations of TypeScript', () => {
  const paths = '{"compilerOptions":{"paths":{"lib-alias/*":["./lib/*"]}}}';

  it('follows references to other projects', async () => {
    await check('lib-alias/x', 'path-alias', {
      '/repo/tsconfig.json': '{"references":[{"path":"./config/tsconfig.web.json"}]}',
      '/repo/config/tsconfig.web.json': paths,
    });
    await check('lib-alias/x', 'path-alias', {
      '/repo/tsconfig.json': '{"files":[],"references":[{"path":"./web"}]}',
      '/repo/web/tsconfig.json': paths,
    });
    await check('lib-alias/x', 'ask lib-alias', {
      '/repo/tsconfig.json': '{"references":[{"path":"."},{"path":1},null]}',
    });
  });

  it('finds what a package exports to be extended', async () => {
    const config = { '/repo/node_modules/@acme/config/base.json': paths };
    const manifest = (text: string) => ({ ...config, '/repo/node_modules/@acme/config/package.json': text });
    await check('lib-alias/x', 'path-alias', { '/repo/tsconfig.json': '{"extends":"@acme/config/base"}', ...config });
    await check('lib-alias/x', 'path-alias', {
      '/repo/tsconfig.json': '{"extends":"@acme/config/web"}',
      ...manifest('{"exports":{"./web":"./base.json"}}'),
    });
    await check('lib-alias/x', 'path-alias', {
      '/repo/tsconfig.json': '{"extends":["@acme/config"]}',
      ...manifest('{"tsconfig":"base.json"}'),
    });
  });

  it('reads paths relative to baseUrl, in whatever configuration it stands, and ${configDir}', async () => {
    const base = {
      '/repo/config/base.json': '{"compilerOptions":{"baseUrl":"${configDir}/code"}}',
      '/repo/code/services/user.ts': '',
    };
    await check('services/user', 'path-alias', { '/repo/tsconfig.json': '{"extends":"./config/base.json"}', ...base });
    const star = '{"compilerOptions":{"paths":{"*":["${configDir}/vendor/*"]}}}';
    await check('thing', 'path-alias', {
      '/repo/tsconfig.json': '{"extends":"./config/base.json"}',
      '/repo/config/base.json': star,
      '/repo/vendor/thing.ts': '',
    });
  });
});

describe('the resolver, in configurations of build tools', () => {
  const alias = (files: Files, specifier = 'comps/button') => check(specifier, 'build-alias', files);

  it('knows every way to write an alias', async () => {
    await alias({
      '/repo/vite.config.mts': 'resolve: { alias: [{ find: new RegExp("^comps"), replacement: "/src" }] }',
    });
    await alias({ '/repo/.babelrc': '{"plugins":[["module-resolver",{"alias":{"^comps/(.+)":"./src/\\\\1"}}]]}' });
    await alias({ '/repo/babel.config.js': "plugins: [['module-resolver', { alias: { comps: './src' } }]]" });
    await alias({ '/repo/package.json': '{"babel":{"plugins":[["module-resolver",{"alias":{"comps":"./src"}}]]}}' });
    await alias({ '/repo/metro.config.js': 'resolver: { extraNodeModules: { comps: path.resolve("src") } }' });
    await alias({ '/repo/rollup.config.mjs': "alias({ entries: [{ find: 'comps', replacement: './src' }] })" });
    await alias({ '/repo/esbuild.mjs': "await build({ alias: { 'comps': './src' } })" });
    await alias({ '/repo/build.ts': 'esbuild.build({ alias: { "comps": "./src" } })' });
    await alias({ '/repo/next.config.js': "turbopack: { resolveAlias: { 'comps/*': './src/*' } }" });
    await alias({ '/repo/.swcrc': '{"jsc":{"paths":{"comps/*":["./src/*"]}}}' });
    await alias({ '/repo/.storybook/main.ts': "config.resolve.alias['comps'] = 1; alias: { comps: 1 }" });
    await alias({ '/repo/config/webpack.common.js': 'alias: { comps: "x" }' });
    await alias({ '/repo/importmap.json': '{"scopes":{"/x":{"comps/":"/y/"}}}' });
    await alias({ '/repo/config/importmap.rb': 'pin_all_from "app/javascript/comps", under: "comps"' });
    await alias({ '/repo/importmap.php': "return ['comps' => ['path' => './assets/comps.js']];" });
  });

  it('follows a configuration to the file in which its aliases are kept', () =>
    alias({
      '/repo/vite.config.ts': "import { aliases } from './build/names.js';",
      '/repo/build/names.ts': 'export const aliases = { comps: "/src" };',
    }));

  it('takes no dependency for an alias when a configuration reads package.json', async () => {
    const manifest = { '/repo/package.json': '{"dependencies":{"comps":"^1.0.0"}}' };
    for (const line of [
      'import pkg from "./package.json" with { type: "json" };',
      "const pkg = require('./package.json');",
      "const pkg = require('./package');",
    ])
      await check('comps/button', 'ask comps', { '/repo/rollup.config.js': line, ...manifest });
  });

  it('reads what the expressions of Jest begin with', async () => {
    const jest = (key: string) => ({ '/repo/jest.config.js': `moduleNameMapper: { '${key}': '<rootDir>/src/$1' }` });
    await alias(jest('^comps-(.*)$'), 'comps-button');
    await alias(jest('^(comps|pages)/(.*)$'), 'pages/x');
    await alias(jest('^@(?:comps|pages)/(.*)$'), '@pages/x');
    await alias(jest('^@acme\\\\/ui(.*)$'), '@acme/ui');
    await check('invented', 'ask invented', jest('^(.*)\\\\.css$'));
    await check('@invented/x', 'ask @invented/x', jest('^@(.*)$'));
    await check('invented', 'ask invented', jest('^i?nvented'));
  });

  it('looks bare names up where the configuration says', async () => {
    const file = { '/repo/client/comps/button.tsx': '' };
    for (const config of [
      { '/repo/webpack.config.js': "resolve: { modules: ['node_modules', path.resolve(__dirname, 'client')] }" },
      { '/repo/jest.config.ts': "modulePaths: ['<rootDir>/client']" },
      { '/repo/jest.config.ts': 'moduleDirectories: ["node_modules", "client"]' },
      { '/repo/.babelrc': '{"plugins":[["module-resolver",{"root":["./client"]}]]}' },
      { '/repo/package.json': '{"jest":{"modulePaths":["<rootDir>/client"]}}' },
    ])
      await check('comps/button', 'local-folder', { ...file, ...config });
    await check('comps/button', 'ask comps', file);
  });
});

describe('the resolver, where packages come from elsewhere', () => {
  it('knows what Yarn has installed without node_modules', async () => {
    const data =
      '{"packageRegistryData":[[null,[[null,{"packageLocation":"./","packageDependencies":[["invented","npm:1"]]}]]],["@acme/ui",[["npm:1.0",{}]]],["chalk",[["virtual:1#npm:5",{}]]]]}';
    await check('@acme/ui/x', 'installed', { '/repo/.pnp.data.json': data });
    await check('chalk', 'installed', { '/repo/.pnp.data.json': data });
    await check('invented', 'ask invented', { '/repo/.pnp.data.json': data });
    const script =
      'const RAW_RUNTIME_STATE =\n\'{\\\n  "packageRegistryData": [\\\n    ["chalk", [\\\n      ["npm:5.0.0", {\\\n';
    await check('chalk', 'installed', { '/repo/.pnp.cjs': script });
    await check('@acme/ui', 'installed', {
      '/repo/.pnp.cjs': '',
      '/repo/.yarn/cache/@acme-ui-npm-1.0.0-0a1b-2c3d.zip': '',
    });
  });

  it('knows Deno: workspaces, import maps in another file, comments', async () => {
    await check('@acme/a', 'workspace', {
      '/repo/deno.jsonc': '{ // members\n"workspace":{"members":["./a"]}}',
      '/repo/a/deno.jsonc': '{"name":"@acme/a",}',
    });
    await check('@acme/a', 'workspace', {
      '/repo/deno.json': '{"workspace":["./a"]}',
      '/repo/a/deno.json': '{"name":"@acme/a"}',
    });
    await check('std/x', 'build-alias', {
      '/repo/deno.json': '{"importMap":"./maps/all.json"}',
      '/repo/maps/all.json': '{"imports":{"std/":"https://x/"}}',
    });
    await check('@std/path/posix', 'build-alias', { '/repo/deno.json': '{"imports":{"@std/path":"jsr:@std/path@1"}}' });
    await check('invented', 'ask invented', { '/repo/deno.json': '{"imports":{"@std/path":"jsr:@std/path@1"}}' });
  });

  it('takes a submodule for a part of the repository around it', async () => {
    const files = {
      '/repo/package.json': '{"workspaces":["libs/*"]}',
      '/repo/libs/ui/package.json': '{"name":"acme-ui"}',
    };
    const submodule = { '/repo/libs/app/.git': 'gitdir: ../../.git/modules/libs/app\n' };
    await check('acme-ui', 'workspace', { ...files, ...submodule }, '/repo/libs/app/src/x.ts');
    const worktree = { '/repo/libs/app/.git': 'gitdir: /elsewhere/.git/worktrees/app\n' };
    await check('acme-ui', 'ask acme-ui', { ...files, ...worktree }, '/repo/libs/app/src/x.ts');
  });

  it('knows packages by the nearest manifest, however they are nested', async () => {
    const files = {
      '/repo/package.json': '{"name":"root","dependencies":{"outer":"link:../outer"}}',
      '/repo/src/package.json': '{"type":"module"}',
    };
    await check('root/x', 'self', files);
    await check('outer', 'declared-elsewhere', files);
  });

  it('knows modules that a folder of types describes', async () => {
    await check('legacy-thing', 'ambient', { '/repo/types/legacy-thing/index.d.ts': 'export = 1;' });
    await check('@acme/old', 'ambient', { '/repo/typings/@acme/old.d.ts': '' });
    await check('other-thing', 'ask other-thing', { '/repo/types/legacy-thing/index.d.ts': '' });
  });
});

describe('the resolver, for what is written outside code', () => {
  it('asks for the packages of commands, and not for what aliases or hosts provide to code', async () => {
    await checkText('/repo/README.md', '`npm i left-out`', 'ask left-out', {
      '/repo/left-out.ts': '',
      '/repo/tsconfig.json': '{"compilerOptions":{"paths":{"left-out":["x"]}}}',
    });
    await checkText('/repo/README.md', '`npm i electron`', 'ask electron');
    await checkText('/repo/README.md', '`npm i fs`', 'ask fs');
    await checkText('/repo/index.html', '<script src="https://unpkg.com/left-out"></script>', 'ask left-out');
  });

  it('knows the project itself, its workspace and what is installed', async () => {
    await checkText('/repo/README.md', '`npm i my.tool`', 'self', { '/repo/package.json': '{"name":"my.tool"}' });
    await checkText('/repo/docs/x.md', '`npm i @acme-ui/a`', 'workspace', {
      '/repo/package.json': '{"workspaces":["a"]}',
      '/repo/a/package.json': '{"name":"@acme-ui/a"}',
    });
    await checkText('/repo/Dockerfile', 'RUN npm i serve', 'installed', {
      '/repo/node_modules/serve/package.json': '{}',
    });
    await checkText('/repo/package.json', '{"overrides":{"x1":"npm:y1@1"}}', 'ask y1', {
      '/repo/package.json': '{"dependencies":{"y1":"npm:z1@1"}}',
    });
  });

  it('knows commands that packages of another name bring', async () => {
    const npx = (wanted: Reason | `ask ${string}`, files: Files) =>
      checkText('/repo/README.md', '`npx their-tool serve`', wanted, files);
    await npx('command', { '/repo/node_modules/.bin/their-tool': '' });
    await npx('command', { '/repo/package.json': '{"name":"x","bin":{"their-tool":"./x.js"}}' });
    await npx('command', { '/repo/package.json': '{"name":"@acme/their-tool","bin":"./x.js"}' });
    await npx('command', {
      '/repo/package.json': '{"workspaces":["a"]}',
      '/repo/a/package.json': '{"name":"a","bin":{"their-tool":"x"}}',
    });
    await npx('command', { '/repo/package.json': '{"devDependencies":{"@their-tool/core":"1"}}' });
    await npx('ask their-tool', { '/repo/package.json': '{"bin":{"our-tool":"x"}}' });
    await checkText('/repo/README.md', '`npx ng serve`', 'command');
    await checkText('/repo/README.md', '`npm i ng`', 'ask ng', { '/repo/node_modules/.bin/ng': '' });
  });
});

/** Everything that a large project may import and that no registry needs to know. */
const MIXED: Readonly<Record<string, readonly string[]>> = {
  'paths of tsconfig': ['@web/button', 'config'],
  'paths of an extended package': ['shared-alias/x'],
  baseUrl: ['services/user'],
  'aliases of Vite': ['comps/x', '~~/y', '@@/z', '@/a'],
  'aliases of Jest': ['mocks-http', '@fixtures/user'],
  'aliases of Babel': ['screens/home'],
  'workspace packages': ['@acme-inner/core', '@acme-inner/core/deep/file', 'acme-cli'],
  'the package itself': ['acme-web', 'acme-web/package.json'],
  'subpath imports': ['#db', '#internal/x.js'],
  'catalogs and links': [
    'from-catalog',
    'from-link/x',
    'from-git',
    'from-alias',
    'from-portal',
    'from-file',
    'from-workspace',
  ],
  'ambient modules': ['untyped-thing', 'data.custom', 'legacy-folder'],
  'types only': ['estree', 'har-format'],
  'built-in modules': ['fs', 'node:sqlite', 'bun:ffi', 'node:test/reporters'],
  'modules of hosts': [
    'vscode',
    'electron',
    'electron/renderer',
    'obsidian',
    'cloudflare:workers',
    'k6/http',
    'bun',
    'meteor/mongo',
    'pnpapi',
    'original-fs',
    'gi://Gtk?version=4.0',
    'resource:///org/x.js',
  ],
  'modules of build tools': [
    'virtual:pwa-register/react',
    'astro:content',
    '$app/stores',
    '$env/static/private',
    '~icons/mdi/home',
    '@theme/Layout',
    '@docusaurus/Head',
    '@generated/x',
    '#imports',
    '#app',
    'uno.css',
    '\0plugin',
    '/@vite/client',
    '@vite/env',
  ],
  'assets and queries': ['styles.css', './a.svg?react', 'logo.svg', '../x.wasm?init', 'font.woff2', 'shader.glsl'],
  loaders: ['!!raw-loader!./x.txt', 'style-loader!css-loader!./x.css'],
  URLs: ['https://deno.land/std/path/mod.ts', 'jsr:@std/path', 'data:text/javascript,1', 'blob:x'],
  'import maps': ['mapped', 'mapped-folder/x', '@std/assert/equals'],
  'private scopes': ['@acme-private/x'],
  'what Yarn keeps': ['pnp-thing', '@pnp/scoped/x'],
  'folders of the project': ['helpers/date', 'settings'],
  'names with capitals': ['Components/Button', 'App'],
};

/** Names nothing but a private scope. */
const POLICY = { allow: [], deny: [], minimumAgeDays: 0, licences: [], privateScopes: ['@acme-private'] };

describe('a mixed project', () => {
  const files: Files = {
    '/repo/.git/HEAD': '',
    '/repo/package.json': '{"name":"acme-root","workspaces":["packages/*","tools/cli"]}',
    '/repo/pnpm-workspace.yaml': 'packages:\n  - apps/*\ncatalog:\n  from-catalog: ^1\n',
    '/repo/packages/core/package.json': '{"name":"@acme-inner/core"}',
    '/repo/tools/cli/package.json': '{"name":"acme-cli"}',
    '/repo/.pnp.data.json': '[["pnp-thing",[["npm:1",{}]]],["@pnp/scoped",[["npm:1",{}]]]]',
    '/repo/node_modules/@acme/tsconfig/tsconfig.json': '{"compilerOptions":{"paths":{"shared-alias/*":["./x/*"]}}}',
    '/repo/apps/web/package.json': `{"name":"acme-web","imports":{"#db":"./db.js"},"dependencies":{"from-catalog":"catalog:","from-link":"link:../x","from-git":"acme/from-git#main",
      "from-alias":"npm:other@1","from-portal":"portal:../y","from-file":"file:z.tgz","from-workspace":"workspace:^"},"devDependencies":{"@types/har-format":"1"}}`,
    '/repo/apps/web/tsconfig.json':
      '{"extends":["@acme/tsconfig","./base.json"],"references":[{"path":"./tsconfig.app.json"}]}',
    '/repo/apps/web/base.json': '{"compilerOptions":{"baseUrl":"./code"}}',
    '/repo/apps/web/code/services/user.ts': '',
    '/repo/apps/web/tsconfig.app.json': '{"compilerOptions":{"paths":{"@web/*":["./src/*"],"config":["./c.ts"]}}}',
    '/repo/apps/web/vite.config.ts':
      "resolve: { alias: [{ find: 'comps', replacement: x }, { find: /^~~/, replacement: y }] }",
    '/repo/apps/web/jest.config.js': "moduleNameMapper: { '^mocks-(.*)$': 'x', '^@(fixtures|builders)/(.*)$': 'y' }",
    '/repo/apps/web/babel.config.js': "['module-resolver', { alias: { screens: './src/screens' } }]",
    '/repo/apps/web/import_map.json':
      '{"imports":{"mapped":"./m.js","mapped-folder/":"./f/","@std/assert":"jsr:@std/assert"}}',
    '/repo/apps/web/src/types/things.d.ts':
      "declare module 'untyped-thing';\ndeclare module '*.custom' { const x: string; }",
    '/repo/apps/web/types/legacy-folder/index.d.ts': '',
    '/repo/apps/web/src/helpers/date.ts': '',
    '/repo/apps/web/settings.ts': '',
    '/repo/node_modules/@types/estree/index.d.ts': '',
  };

  for (const [sort, specifiers] of Object.entries(MIXED))
    it(`accuses nobody of ${sort}`, async () => {
      const registry = new FakeRegistry(() => 'missing');
      const checker = new PackageChecker({ disk: new MemoryDisk(files), registry, store: new FakeStore() });
      const { report, later } = await checker.check({
        references: specifiers.map((specifier) => importOf(specifier)),
        file: '/repo/apps/web/src/main.ts',
        text: '',
        policy: POLICY,
        npm: NO_NPM_CONFIG,
        offline: false,
      });
      const { findings } = (await later) ?? report;
      assert.deepEqual(
        findings.filter(({ rule }) => rule === 'package/hallucinated').map(({ subject }) => subject),
        [],
      );
    });

  it('has more than twenty sorts of imports, and a registry that would accuse', async () => {
    assert.ok(Object.keys(MIXED).length >= 20);
    assert.equal(await resolve(importOf('invented'), files, '/repo/apps/web/src/main.ts'), 'ask invented');
  });
});
