import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json';
import { printable } from '../report/printable.ts';

const EXAMPLES = `
Examples:
  assay scan                                   this folder
  assay scan src --format sarif --output assay.sarif
  assay scan --offline                         ask no registry
  assay packages --fail-on hallucinated,suspect  before an install
  assay explain code/sql-injection             the page of a rule

Exit codes: 0 clean, 1 findings, 2 usage or configuration, 3 a bug of ours.`;

/** The command line. Each command is loaded when it is called, so that \`--help\` need not wait for the engine. */
export function makeProgram(finish: (code: number) => void): Command {
  const program = new Command('assay')
    .description(
      'Security feedback for AI-written code. Nothing leaves this machine but the names and versions of packages.',
    )
    .version(version, '-v, --version')
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('(assay --help says how)')
    // An argument may hold anything: the name of a file that was taken for an option, for instance.
    .configureOutput({ outputError: (text, write) => write(text.split('\n').map(printable).join('\n')) })
    .exitOverride();

  program
    .command('scan')
    .description('look for insecure code and invented packages')
    .argument('[paths...]', 'files and folders', ['.'])
    .addOption(new Option('--format <format>', 'how to tell it').choices(['text', 'json', 'sarif']).default('text'))
    .option('--output <file>', 'write there instead of the terminal')
    .option('--offline', 'ask no registry; packages are judged by what is already known', false)
    .addOption(
      new Option('--min-confidence <confidence>', 'how sure a finding must be').choices([
        'certain',
        'likely',
        'possible',
      ]),
    )
    .option(
      '--jobs <number>',
      'threads that look at code; as many as there are processors, up to 8, unless said',
      wholeNumber,
    )
    .exitOverride()
    .action(async (paths, options) =>
      finish(await (await import('./scan.ts')).scan(paths, { jobs: Math.min(8, availableParallelism()), ...options })),
    );

  program
    .command('packages')
    .description('list the packages that are mentioned, and what is known of them')
    .argument('[paths...]', 'files and folders', ['.'])
    .addOption(new Option('--format <format>', 'how to tell it').choices(['text', 'json', 'sarif']).default('text'))
    .option('--output <file>', 'write there instead of the terminal')
    .option('--offline', 'ask no registry; packages are judged by what is already known', false)
    .option('--fail-on <verdicts>', 'the verdicts that make the exit code 1, with commas between them; all unless said')
    .exitOverride()
    .action(async (paths, options) => finish(await (await import('./packages.ts')).packages(paths, options)));

  program
    .command('inventory')
    .description('list the models, endpoints, SDKs, prompts, MCP servers and instruction files of a workspace')
    .argument('[paths...]', 'files and folders', ['.'])
    .addOption(new Option('--format <format>', 'how to tell it').choices(['text', 'json']).default('text'))
    .option('--output <file>', 'write there instead of the terminal')
    .exitOverride()
    .action(async (paths, options) => finish(await (await import('./inventory.ts')).inventory(paths, options)));

  program
    .command('approve')
    .description('write down in assay.json that MCP servers may be as they are defined now; without names, list them')
    .argument('[servers...]', 'the names of servers')
    .option('--all', 'every server of the workspace', false)
    .exitOverride()
    .action(async (servers, options) => finish(await (await import('./approve.ts')).approve(servers, options)));

  program
    .command('explain')
    .description('print the page of a rule')
    .argument('<rule>', 'such as code/weak-hash', nonEmpty)
    .exitOverride()
    .action(async (rule) => finish(await (await import('./explain.ts')).explain(rule)));

  program
    .command('rules')
    .description('list every rule')
    .addOption(new Option('--format <format>', 'how to tell it').choices(['text', 'json']).default('text'))
    .exitOverride()
    .action(async (options) => finish(await (await import('./rules.ts')).listRules(options)));

  return program;
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 64)
    throw new InvalidArgumentError('Name a number from 1 to 64.');
  return number;
}

function nonEmpty(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('Name a rule; `assay rules` lists them.');
  return value;
}
