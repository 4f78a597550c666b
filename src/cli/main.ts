#!/usr/bin/env node
import { toolColours } from './colours.ts';
import { makeProgram } from './program.ts';
import { EXIT, UserError } from './user-error.ts';

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
    process.exitCode = tell(error);
  },
);

async function run(): Promise<number> {
  let code: number = EXIT.clean;
  const program = makeProgram((result) => {
    code = result;
  });
  await program.parseAsync(process.argv);
  return code;
}

function tell(error: unknown): number {
  const { red } = toolColours(process.stderr);
  if (error instanceof UserError) {
    process.stderr.write(`${red('error')} ${error.message}\n  ${error.advice}\n`);
    return EXIT.usage;
  }
  if (isCommanderError(error)) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
  const shown = error instanceof Error ? error.stack : String(error);
  process.stderr.write(
    `${red('This is a bug in Assay, not in your code.')} Please report it with what follows.\n${shown}\n`,
  );
  return EXIT.bug;
}

/** Commander has already said what is wrong. */
const isCommanderError = (error: unknown): error is { exitCode: number } =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
