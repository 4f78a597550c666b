import assert from 'node:assert/strict';
import { NO_NPM_CONFIG } from '../../src/packages/npmrc.ts';
import type { PackageReference } from '../../src/packages/reference.ts';
import { referencesInManifest } from '../../src/packages/references/references-in-manifest.ts';
import { type Reason, Resolver } from '../../src/packages/resolver.ts';
import { importOf } from './fakes.ts';
import { MemoryDisk } from './memory-disk.ts';

type Files = Readonly<Record<string, string | undefined>>;
type More = {
  readonly file?: string;
  readonly privateScopes?: readonly string[];
  readonly options?: Record<string, unknown>;
};

/** What the resolver makes of an import in `/repo/src/main.ts`: a reason, or `ask NAME`. */
async function resolve(reference: PackageReference | string, files: Files, more: More = {}): Promise<string> {
  const resolver = new Resolver(new MemoryDisk({ '/repo/.git/HEAD': '', '/repo/src/main.ts': '', ...files }));
  const resolution = await resolver.resolve(
    typeof reference === 'string' ? importOf(reference) : reference,
    more.file ?? '/repo/src/main.ts',
    { npm: { ...NO_NPM_CONFIG, options: more.options ?? {} }, privateScopes: more.privateScopes ?? [] },
  );
  return resolution.kind === 'ask' ? `ask ${resolution.name}` : resolution.reason;
}

describe('the resolver', () => {
  const check = async (
    specifier: PackageReference | string,
    wanted: Reason | `ask ${string}`,
    files: Files = {},
    more?: More,
  ) => assert.equal(await resolve(specifier, files, more), wanted, JSON.stringify(specifier));

  it('knows paths', async () => {
    for (const specifier of ['./a', '../a', '.', '..', '/abs/a.js', 'C:\\a', 'C:/a', './a?raw'])
      await check(specifier, 'path');
  });

  it('knows built-in modules, also those that exist only with a prefix', async () => {
    for (const specifier of [
      'fs',
      'fs/promises',
      'node:fs',
      'node:test',
      'node:sqlite',
      'node:sea',
      'bun:test',
      '_http_agent',
      'sys',
    ])
      await check(specifier, 'built-in');
    await check('fs-extra-promises', 'ask fs-extra-promises');
    await check('punycode/', 'ask punycode');
  });

  it('knows modules of hosts and build tools', async () => {
    const specifiers = [
      'virtual:pwa-register',
      '\0virtual',
      'vscode',
      'electron',
      'electron/main',
      'cloudflare:workers',
      'astro:content',
      '$app/navigation',
      '$lib/x',
      'bun',
      '~/x',
      '~icons/mdi/x',
      '@/x',
      '@@/x',
      '@theme/Layout',
      '@docusaurus/Link',
      'styles.css',
      'logo.svg?url',
      'uno.css',
    ]; // prettier-ignore
    for (const specifier of specifiers) await check(specifier, 'host');
    await check('@docusaurus/invented', 'ask @docusaurus/invented');
    await check('chart.js', 'ask chart.js');
  });

  it('knows URLs, and asks for what Deno takes from npm', async () => {
    for (const specifier of [
      'https://example.com/x.js',
      'http://example.com/x.js',
      'jsr:@std/path',
      'data:text/javascript,0',
      'file:///x',
    ])
      await check(specifier, 'url');
    await check('npm:chalk@5', 'ask chalk');
    await check('npm:@scope/name@^1.2/sub', 'ask @scope/name');
    await check('npm:/chalk', 'ask chalk');
  });

  it('knows #subpaths', () => check('#internal/x', 'subpath'));

  it('knows paths of tsconfig and jsconfig', async () => {
    const tsconfig =
      '{ // comment\n "compilerOptions": { "paths": { "@acme/*": ["./src/*"], "config": ["./c.ts"], }, } }';
    await check('@acme/ui', 'path-alias', { '/repo/tsconfig.json': tsconfig });
    await check('@acme/ui', 'path-alias', { '/repo/jsconfig.json': tsconfig });
    await check('@acme/ui', 'path-alias', { '/repo/tsconfig.app.json': tsconfig });
    await check('config', 'path-alias', { '/repo/tsconfig.json': tsconfig });
    await check('configs', 'ask configs', { '/repo/tsconfig.json': tsconfig });
  });

  it('follows extends to files, lists and packages, and no circles', async () => {
    const base = '{"compilerOptions":{"paths":{"lib-alias":["./lib"]}}}';
    await check('lib-alias', 'path-alias', {
      '/repo/tsconfig.json': '{"extends":"./config/base"}',
      '/repo/config/base.json': base,
    });
    await check('lib-alias', 'path-alias', {
      '/repo/tsconfig.json': '{"extends":["./none.json","./base.json"]}',
      '/repo/base.json': base,
    });
    const shared = { '/repo/node_modules/@acme/config/tsconfig.json': base };
    await check('lib-alias', 'path-alias', { '/repo/tsconfig.json': '{"extends":"@acme/config"}', ...shared });
    await check('lib-alias', 'path-alias', {
      '/repo/tsconfig.json': '{"extends":"@acme/config/tsconfig.json"}',
      ...shared,
    });
    await check('lib-alias', 'ask lib-alias', { '/repo/tsconfig.json': '{"extends":"./tsconfig.json"}' });
  });

  it('takes baseUrl and a lone * only where a file is', async () => {
    const base = { '/repo/tsconfig.json': '{"compilerOptions":{"baseUrl":"code"}}', '/repo/code/services/user.ts': '' };
    await check('services/user', 'path-alias', base);
    await check('invented/user', 'ask invented', base);
    const star = {
      '/repo/tsconfig.json': '{"compilerOptions":{"paths":{"*":["./vendor/*"]}}}',
      '/repo/vendor/thing.ts': '',
    };
    await check('thing', 'path-alias', star);
    await check('invented', 'ask invented', star);
  });

  it('reads aliases of bundlers as text', async () => {
    const configs: Files[] = [
      { '/repo/vite.config.ts': "export default { resolve: { alias: { 'comps': '/src' } } }" },
      { '/repo/vite.config.ts': 'export default { resolve: { alias: { comps: "/src" } } }' },
      { '/repo/vite.config.ts': "alias: [{ find: 'comps', replacement: '/src' }]" },
      { '/repo/vite.config.ts': 'alias: [{ find: /^comps/, replacement: "/src" }]' },
      { '/repo/webpack.common.js': "alias: { 'comps$': '/src' }" },
      { '/repo/vue.config.js': "config.resolve.alias.set('comps', '/src')" },
      { '/repo/jest.config.js': "moduleNameMapper: { '^comps/(.*)$': '<rootDir>/src/$1' }" },
      { '/repo/package.json': '{"jest":{"moduleNameMapper":{"^comps/(.*)$":"<rootDir>/src/$1"}}}' },
      { '/repo/package.json': '{"_moduleAliases":{"comps":"src"}}' },
      { '/repo/deno.json': '{"imports":{"comps/":"./src/"}}' },
      { '/repo/import_map.json': '{"imports":{"comps/button":"./src/b.ts"}}' },
    ];
    for (const files of configs) await check('comps/button', 'build-alias', files);
  });

  it('is not misled by a configuration that imports an invented package itself', async () => {
    const config =
      "import invented from 'invented-plugin';\nexport default { plugins: [invented()] };\nrequire('other-plugin')";
    await check(
      'invented-plugin',
      'ask invented-plugin',
      { '/repo/vite.config.ts': config },
      { file: '/repo/vite.config.ts' },
    );
    await check('other-plugin', 'ask other-plugin', { '/repo/vite.config.ts': config });
  });

  it('takes a folder or file of the name beside or above the file for what is meant', async () => {
    await check('components/button', 'local-folder', { '/repo/src/components/button.tsx': '' });
    await check('settings', 'local-folder', { '/repo/settings.js': '' });
    await check('components/button', 'ask components', { '/repo/other/components/button.tsx': '' });
  });

  it('takes no other file and no package for a folder of the project', async () => {
    await check('vitest', 'ask vitest', { '/repo/vitest.config.ts': '', '/repo/src/vitest.setup.mts': '' });
    await check('button', 'local-folder', { '/repo/src/button.ios.tsx': '' });
    await check('button.stories', 'local-folder', { '/repo/src/button.stories.tsx': '' });
    await check('button', 'local-folder', { '/repo/src/button.d.ts': '' });
    const declared = { '/repo/package.json': '{"devDependencies":{"prisma":"^6.0.0","docs":"1"}}' };
    await check('prisma', 'ask prisma', { ...declared, '/repo/prisma/schema.prisma': '' });
    await check('prisma', 'local-folder', { '/repo/prisma/schema.prisma': '' });
    await check('prisma', 'installed', {
      '/repo/prisma/schema.prisma': '',
      '/repo/node_modules/prisma/package.json': '{}',
    });
    const based = { ...declared, '/repo/tsconfig.json': '{"compilerOptions":{"baseUrl":"."}}' };
    await check('docs', 'ask docs', { ...based, '/repo/docs/a.md': '' });
    await check('docs', 'path-alias', { ...based, '/repo/docs/index.ts': '' });
    await check('docs/parts/a.js', 'path-alias', { ...based, '/repo/docs/parts/a.ts': '' });
    await check('docs/parts/b', 'ask docs', { ...based, '/repo/docs/parts/a.ts': '' });
  });

  it('knows packages of workspaces', async () => {
    const ui = {
      '/repo/packages/ui/package.json': '{"name":"acme-ui"}',
      '/repo/packages/deep/er/package.json': '{"name":"acme-deep"}',
    };
    const root = (workspaces: string) => ({ '/repo/package.json': `{"workspaces":${workspaces}}`, ...ui });
    for (const globs of [
      '["packages/*"]',
      '{"packages":["packages/*"]}',
      '["./packages/ui"]',
      '["packages/**"]',
      '["packages/{ui,x}"]',
      '["p*s/u*"]',
    ])
      await check('acme-ui', 'workspace', root(globs));
    await check('acme-deep', 'workspace', root('["packages/**"]'));
    await check('acme-deep', 'ask acme-deep', root('["packages/*"]'));
    await check('acme-ui', 'workspace', {
      '/repo/pnpm-workspace.yaml': "packages:\n  # all\n  - 'packages/*' # here\n",
      ...ui,
    });
    await check('acme-ui', 'workspace', { '/repo/pnpm-workspace.yaml': 'packages: ["packages/*"]', ...ui });
    await check('acme-ui', 'workspace', { '/repo/lerna.json': '{"packages":["packages/*"]}', ...ui });
    await check('acme-ui', 'workspace', { '/repo/rush.json': '{"projects":[{"packageName":"acme-ui"}]}' });
  });

  it('sees the workspace from inside one of its packages', () =>
    check(
      'acme-ui',
      'workspace',
      {
        '/repo/package.json': '{"workspaces":["packages/*"]}',
        '/repo/packages/ui/package.json': '{"name":"acme-ui"}',
        '/repo/packages/app/package.json': '{"name":"acme-app"}',
      },
      { file: '/repo/packages/app/src/main.ts' },
    ));

  it('knows modules that are declared', async () => {
    await check('legacy-thing', 'ambient', { '/repo/src/types/x.d.ts': 'declare module "legacy-thing" { }' });
    await check('legacy-thing/sub.xyz', 'ambient', { '/repo/globals.d.ts': "declare module '*.xyz';" });
    await check('other-thing', 'ask other-thing', { '/repo/globals.d.ts': "declare module 'legacy-thing';" });
    await check('other-thing', 'ask other-thing', { '/repo/globals.d.ts': "declare module '*';" });
  });

  it('knows what only adds to a package from what declares one', async () => {
    for (const text of [
      "import 'react';\ndeclare module 'react' { interface Attributes { css?: string } }",
      "declare module 'react' {\n  interface Attributes { css?: string }\n}\nexport {};",
    ])
      await check('react', 'ask react', { '/repo/types/a.d.ts': text });
    for (const text of [
      "declare module 'react' {\n  import { a } from 'b';\n  export const c: typeof a;\n}",
      "declare module 'react' { export default x }\ntype A = import('b').C;\n// export {}",
    ]) {
      const files = { '/repo/types/a.d.ts': text };
      await check('react', 'ambient', files);
      await check('react', 'ask react', { ...files, '/repo/package.json': '{"dependencies":{"react":"^19.0.0"}}' });
      await check('react', 'installed', { ...files, '/repo/node_modules/react/package.json': '{}' });
    }
  });

  it('knows the package itself', () => check('my-lib/sub', 'self', { '/repo/package.json': '{"name":"my-lib"}' }));

  it('knows what is installed, in any node_modules above', async () => {
    await check('express', 'installed', { '/repo/node_modules/express/package.json': '{}' });
    await check('express/lib/x', 'installed', { '/node_modules/express/package.json': '{}' });
    await check('@scope/name/sub', 'installed', { '/repo/node_modules/@scope/name/package.json': '{}' });
    await check('express', 'ask express', { '/repo/node_modules/expres/package.json': '{}' });
  });

  it('knows modules that exist as types only', async () => {
    await check('estree', 'types', { '/repo/node_modules/@types/estree/index.d.ts': '' });
    await check('estree', 'types', { '/repo/package.json': '{"devDependencies":{"@types/estree":"^1"}}' });
  });

  it('knows what is declared with something else than a version', async () => {
    for (const range of [
      'npm:other@1',
      'git+https://example.com/x.git',
      'file:../x',
      'link:../x',
      'workspace:*',
      'catalog:',
      'acme/thing',
      '../x',
    ])
      await check('thing', 'declared-elsewhere', { '/repo/package.json': `{"dependencies":{"thing":"${range}"}}` });
    for (const range of ['^1.0.0', '1.x || 2', 'latest', '*', '>=1 <2'])
      await check('thing', 'ask thing', { '/repo/package.json': `{"dependencies":{"thing":"${range}"}}` });
  });

  it('never asks for names of private scopes', async () => {
    await check('@acme/billing', 'private-scope', {}, { privateScopes: ['@acme'] });
    await check('@acme/billing', 'private-scope', {}, { privateScopes: ['acme'] });
    await check('@acme/billing', 'private-scope', {}, { privateScopes: ['@acme/*'] });
    await check('@acme/billing', 'private-scope', {}, { options: { '@acme:registry': 'http://127.0.0.1:9/' } });
    await check('@acmes/billing', 'ask @acmes/billing', {}, { privateScopes: ['@acme'] });
    const same = { registry: 'http://127.0.0.1:9/', '@acme:registry': 'http://127.0.0.1:9/' };
    await check('@acme/billing', 'ask @acme/billing', {}, { options: same });
  });

  it('never asks for what its maker serves from elsewhere', async () => {
    for (const name of ['@jsr/std__path', '@buf/acme_api.connectrpc_es', '@fortawesome/pro-solid-svg-icons'])
      await check(name, 'private-scope');
    await check('@fortawesome/free-solid-svg-icons', 'ask @fortawesome/free-solid-svg-icons');
    const [aliased] = referencesInManifest('{"dependencies":{"@std/path":"npm:@jsr/std__path@1"}}');
    assert.ok(aliased);
    await check(aliased, 'private-scope');
  });

  it('never asks for names that nobody can publish', async () => {
    for (const specifier of [
      'Components/Button',
      'a b',
      '@scope',
      '_private',
      'naïve',
      'a!b',
      'x'.repeat(215),
      'node_modules',
      'what(is)',
    ])
      await check(specifier, 'unpublishable');
  });

  it('looks through the loaders of webpack', () => check('!!raw-loader?x=1!some-package/a.txt', 'ask some-package'));

  it('judges a dependency by name, not by what code could mean by it', async () => {
    const [fs, odd, upper] = referencesInManifest('{"dependencies":{"fs":"*","no good":"1","JSONStream":"1"}}');
    assert.ok(fs && odd && upper);
    await check(fs, 'ask fs');
    await check(odd, 'unpublishable');
    await check(upper, 'ask JSONStream');
  });

  it('understands paths of Windows', async () => {
    const disk = new MemoryDisk({ 'C:/repo/node_modules/express/package.json': '{}' });
    const resolution = await new Resolver(disk).resolve(importOf('express'), 'C:\\repo\\src\\main.ts', {
      npm: NO_NPM_CONFIG,
      privateScopes: [],
    });
    assert.deepEqual(resolution, { kind: 'known', reason: 'installed' });
  });

  it('remembers what it read until it is told to forget', async () => {
    const disk = new MemoryDisk({ '/repo/.git/HEAD': '', '/repo/package.json': '{}' });
    const resolver = new Resolver(disk);
    const ask = () =>
      resolver.resolve(importOf('my-lib'), '/repo/src/main.ts', { npm: NO_NPM_CONFIG, privateScopes: [] });
    assert.deepEqual(await ask(), { kind: 'ask', name: 'my-lib' });
    disk.write('/repo/package.json', '{"name":"my-lib"}');
    assert.deepEqual(await ask(), { kind: 'ask', name: 'my-lib' });
    resolver.invalidate();
    assert.deepEqual(await ask(), { kind: 'known', reason: 'self' });
  });
});
