import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { registriesInBunfig, registriesInYarnrc } from '../../src/packages/foreign-registries.ts';
import type { NpmConfig } from '../../src/packages/npmrc.ts';
import { readNpmConfig } from '../../src/project/npm-config.ts';

const A = 'http://a.invalid/';
const B = 'http://b.invalid/';

describe("npm's configuration", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-npm-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  type Setting = {
    readonly files?: Record<string, string>;
    readonly env?: Record<string, string>;
    readonly trusted?: boolean;
  };
  const read = async ({ files = {}, env = {}, trusted = true }: Setting): Promise<NpmConfig> => {
    for (const [path, text] of Object.entries({ 'repo/.git/HEAD': '', ...files })) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const environment = { npm_config_globalconfig: join(folder, 'global'), ...env };
    return readNpmConfig(join(folder, 'repo/src/main.ts'), { trusted, environment, home: join(folder, 'home') });
  };
  const check = async (setting: Setting, wanted: Record<string, unknown>) =>
    assert.deepEqual((await read(setting)).options, wanted);

  it('is empty without any file', () => check({}, {}));

  it('lets the environment win over the project, that over the user, that over the global file', async () => {
    const files: Record<string, string> = { global: 'registry=global', 'home/.npmrc': 'registry=user' };
    await check({ files: { global: 'registry=global' } }, { registry: 'global' });
    await check({ files }, { registry: 'user' });
    await check({ files: { ...files, 'repo/.npmrc': 'registry=project' } }, { registry: 'project' });
    await check({ files: { ...files, 'repo/src/.npmrc': 'registry=nearer' } }, { registry: 'nearer' });
    await check({ files, env: { NPM_CONFIG_REGISTRY: 'environment' } }, { registry: 'environment' });
  });

  it('passes scopes, credentials, proxies and certificates on', () =>
    check(
      {
        files: {
          'home/.npmrc': `@acme:registry = "${A}"\n//a.invalid/:_authToken=\${TOKEN}\n//a.invalid/:_auth=\${NOT_SET}\n; comment\n# comment
strict-ssl=false\nhttps-proxy=http://p.invalid\nnoproxy=x\nca="one\\ntwo"\nemail=nobody\nproxy=null\nalways-auth`,
        },
        env: { TOKEN: 'fits' },
      },
      {
        '@acme:registry': A,
        '//a.invalid/:_authToken': 'fits',
        '//a.invalid/:_auth': '${NOT_SET}',
        strictSSL: false,
        httpsProxy: 'http://p.invalid',
        noProxy: 'x',
        ca: 'one\ntwo',
      },
    ));

  it('reads certificates from a file', async () => {
    const certificate = (name: string) => `-----BEGIN CERTIFICATE-----\n${name}\n-----END CERTIFICATE-----`;
    await check(
      {
        files: { 'home/.npmrc': 'cafile=${FOLDER}/ca.pem', 'ca.pem': `${certificate('a')}\n${certificate('b')}\n` },
        env: { FOLDER: folder },
      },
      { ca: [certificate('a'), certificate('b')] },
    );
  });

  it('takes the user configuration from where it is said to be', () =>
    check(
      {
        files: { elsewhere: 'registry=there', 'home/.npmrc': 'registry=user' },
        env: { npm_config_userconfig: join(folder, 'elsewhere') },
      },
      { registry: 'there' },
    ));

  it('obeys no project that is not trusted, and asks for nothing that may be private to it', async () => {
    const files = {
      'home/.npmrc': `registry=${A}`,
      'repo/.npmrc': `registry=${B}\n@acme:registry=${B}\n//a.invalid/:_authToken=\${TOKEN}`,
    };
    const config = await read({ files, env: { TOKEN: 'secret' }, trusted: false });
    assert.deepEqual(config, { options: { registry: A }, privateScopes: ['@acme'], withheld: true });
    const same = await read({ files: { ...files, 'repo/.npmrc': 'registry=http://a.invalid' }, trusted: false });
    assert.deepEqual(same, { options: { registry: A }, privateScopes: [], withheld: false });
  });

  it('heeds what yarn and Bun say', async () => {
    const yarn = `npmScopes:\n  acme:\n    npmRegistryServer: "${B}"\nnpmRegistryServer: "${A}"\n`;
    assert.deepEqual(await read({ files: { 'repo/.yarnrc.yml': yarn } }), {
      options: { registry: A },
      privateScopes: ['@acme'],
      withheld: false,
    });
    assert.deepEqual(await read({ files: { 'repo/.yarnrc.yml': yarn }, trusted: false }), {
      options: {},
      privateScopes: ['@acme'],
      withheld: true,
    });
  });

  it('reads the formats of yarn and Bun', () => {
    const yarn =
      'nodeLinker: node-modules\nnpmScopes:\n  "one":\n    npmAuthToken: x\n  two:\n    npmRegistryServer: y\nother:\n  three:\n';
    assert.deepEqual(registriesInYarnrc(yarn), { scopes: ['@one', '@two'], registry: undefined });
    const bun = `[install]\nregistry = "${A}"\n[install.scopes]\nacme = "x"\n"@other" = { url = "y" }\n[test]\nthree = 1\n`;
    assert.deepEqual(registriesInBunfig(bun), { scopes: ['@acme', '@other'], registry: A });
    for (const text of ['', '\0', '[', 'npmScopes:', '[install.scopes]']) {
      assert.deepEqual(registriesInYarnrc(text).scopes, []);
      assert.deepEqual(registriesInBunfig(text).scopes, []);
    }
  });
});
