import { printable } from '../report/printable.ts';
import { toolColours } from './colours.ts';
import { EXIT, UserError } from './user-error.ts';

/** Says on stderr what went wrong; gives the exit code. */
export function tellError(error: unknown): number {
  if (error instanceof UserError) {
    const { red } = toolColours(process.stderr);
    process.stderr.write(`${red('error')}  ${printable(error.message)}\n       ${printable(error.advice)}\n`);
    return error.exitCode;
  }
  // Commander has already said what is wrong.
  if (isCommanderError(error)) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
  tellBug(error);
  return EXIT.bug;
}

/** @param path the file that was being looked at. */
export function tellBug(error: unknown, path?: string): void {
  const { red } = toolColours(process.stderr);
  const where = path === undefined ? '' : `, met in ${printable(path)}`;
  const shown = error instanceof Error ? error.stack : String(error);
  process.stderr.write(
    `${red('This is a bug in Assay, not in your code')}${where}. Please report it with what follows.\n${(shown ?? '').split('\n').map(printable).join('\n')}\n`,
  );
}

const isCommanderError = (error: unknown): error is { exitCode: number } =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
