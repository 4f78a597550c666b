import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LspClient } from '../support/lsp-client.ts';

const WEAK = "export const sign = (body) => require('node:crypto').createHash('md5').update(body).digest('hex');\n";

describe("the cache of the server's compiled code", () => {
  let folder: string;
  let codeCache: string;
  const files = () => (existsSync(codeCache) ? readdirSync(codeCache) : []);
  const only = () => {
    const [file, ...others] = files();
    assert.ok(file !== undefined && others.length === 0, files().join(', '));
    return join(codeCache, file);
  };
  /** Starts the server, has a file checked and ends it. */
  const checkOnce = async () => {
    const client = await LspClient.start(folder, { codeCache });
    const uri = pathToFileURL(join(folder, 'a.js')).href;
    client.open(uri, 'javascript', WEAK);
    const { items } = await client.pull(uri);
    await client.close();
    assert.deepEqual(
      items.map(({ code }) => code),
      ['code/weak-hash'],
    );
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-compiled-'));
    codeCache = join(folder, 'storage', 'compiled');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is written by the first server, and left as it is by the next', async () => {
    await checkOnce();
    const written = readFileSync(only());
    assert.ok(written.length > 500_000, `${written.length} bytes`);
    await checkOnce();
    assert.ok(readFileSync(only()).equals(written));
  });

  it('is written anew where it was damaged, and what is damaged is not run', async () => {
    await checkOnce();
    const path = only();
    const whole = readFileSync(path);
    const damaged = Buffer.from(whole);
    damaged.fill(0x5a, whole.length / 2, whole.length / 2 + 4_000);
    for (const content of [damaged, whole.subarray(0, 1_000), Buffer.alloc(0)]) {
      writeFileSync(path, content);
      await checkOnce();
      assert.ok(readFileSync(only()).length > 500_000);
    }
  });

  it('loses what another version has left', async () => {
    await checkOnce();
    const path = only();
    rmSync(path);
    writeFileSync(join(codeCache, 'serve.js-0123456789abcdef'), 'of another version');
    await checkOnce();
    assert.equal(only(), path);
  });

  it('may be missing: where nothing can be written the server works as well', async () => {
    writeFileSync(join(folder, 'storage'), 'a file where a folder should be');
    await checkOnce();
    assert.deepEqual(files(), []);
  });
});
