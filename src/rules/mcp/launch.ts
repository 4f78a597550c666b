import type { Text } from '../config/config-node.ts';
import type { McpServer } from './server.ts';

/** What really starts once wrappers such as `cmd /c`, `env NAME=value` and `sudo` are taken off. */
export type Launch = {
  /** The program without its path and `.exe`, in lower case. */
  readonly program: string;
  readonly programText: Text;
  readonly args: readonly Text[];
  /** `sudo` and its like. */
  readonly raises: Text | undefined;
};

const RAISES = new Set(['sudo', 'doas', 'pkexec', 'gsudo', 'runas', 'su']);

export function launchOf({ command, args }: Pick<McpServer, 'command' | 'args'>): Launch | undefined {
  if (!command) return undefined;
  let words: readonly Text[] = [command, ...args];
  let raises: Text | undefined;
  for (let depth = 0; depth < 6; depth++) {
    const [first, second] = words;
    if (!first) return undefined;
    const program = programOf(first.value);
    if (RAISES.has(program)) {
      raises ??= first;
      words = words.slice(1 + countOf(words.slice(1), (word) => word.startsWith('-')));
    } else if (program === 'cmd' && /^\/c$/i.test(second?.value ?? '')) words = words.slice(2);
    else if (program === 'env' || program === 'cross-env' || program === 'nohup' || program === 'time')
      words = words.slice(1 + countOf(words.slice(1), (word) => /^-|^\w+=/.test(word)));
    else return { program, programText: first, args: words.slice(1), raises };
  }
  return undefined;
}

const countOf = (words: readonly Text[], isOne: (word: string) => boolean): number => {
  const end = words.findIndex(({ value }) => !isOne(value));
  return end < 0 ? words.length : end;
};

const programOf = (command: string): string =>
  command
    .slice(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1)
    .toLowerCase()
    .replace(/\.(?:exe|cmd|bat)$/, '');
