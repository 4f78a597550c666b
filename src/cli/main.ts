#!/usr/bin/env node
import { isMainThread } from 'node:worker_threads';
import { makeProgram } from './program.ts';
import { tellError } from './tell-error.ts';
import { EXIT } from './user-error.ts';

/** A reader that has had enough (`assay rules | head`) is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.clean);
  throw error;
});

run().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = tellError(error);
  },
);

async function run(): Promise<number> {
  let code: number = EXIT.clean;
  // The rules are loaded with it, which who asks for help need not wait for.
  if (!isMainThread && (await import('../project/scan-worker.ts')).workIfWorker()) return code;
  const program = makeProgram((result) => {
    code = result;
  });
  await program.parseAsync(process.argv);
  return code;
}
