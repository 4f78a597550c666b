import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** By then the functions that every session needs have been compiled, and go into the cache with the rest. */
const WRITTEN_AFTER_MS = 10_000;

const DIGEST_BYTES = 32;

/**
 * Runs a bundle as `require` does, with what V8 compiled of it in an earlier run: half of the time that the server takes to start goes into
 * reading its own code. The folder must be one that only the user can write to, as the bundle's own, for what lies there is executed.
 *
 * A file of the cache is named after the text of the bundle and the runtime, and begins with a digest of the rest: V8 itself compares no more than
 * the length of the text, and trusts what it is given. What is not as it was written counts as absent, and what cannot be written costs nothing.
 */
export function runCached(bundle: string, folder: string): void {
  const text = readFileSync(bundle, 'utf8');
  const key = digestOf(text + process.version + process.arch).toString('hex');
  const name = `${basename(bundle)}-${key.slice(0, 32)}`;
  const cachedData = readCompiled(join(folder, name));
  const script = new Script(wrap(text), { filename: bundle, ...(cachedData && { cachedData }) });
  if (!cachedData || script.cachedDataRejected) {
    let isWritten = false;
    const write = () => {
      if (!isWritten) writeCompiled(folder, name, script.createCachedData());
      isWritten = true;
    };
    setTimeout(write, WRITTEN_AFTER_MS).unref();
    process.once('exit', write);
  }
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(bundle), module, bundle, dirname(bundle));
}

function readCompiled(path: string): Buffer | undefined {
  try {
    const bytes = readFileSync(path);
    const data = bytes.subarray(DIGEST_BYTES);
    return digestOf(data).equals(bytes.subarray(0, DIGEST_BYTES)) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Written beside and renamed, so that nobody reads half of it. What earlier versions left goes. */
function writeCompiled(folder: string, name: string, data: Buffer): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const beside = join(folder, `${name}.${process.pid}`);
    writeFileSync(beside, Buffer.concat([digestOf(data), data]), { mode: 0o600 });
    renameSync(beside, join(folder, name));
    for (const other of readdirSync(folder)) if (other !== name) rmSync(join(folder, other), { force: true });
  } catch {
    // The next start compiles again.
  }
}

const digestOf = (content: string | Buffer): Buffer => createHash('sha256').update(content).digest();
